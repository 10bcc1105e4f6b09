import type { LogListState, LogRow, LogRows, LogViewState, logs } from '../../../../app/logs.ts';
import type { Client, Stop } from '../../../../app/rpc/operation.ts';
import { blockOf, RowBlocks } from './row-blocks.ts';
import type { RowSource, SourceChange, Span } from './row-source.ts';

/** Questions for rows that may be under way at once. */
const mostFetches = 4;
/** ms until a question that failed is asked again. */
const retryAfter = 1000;

type LogClient = Pick<Client<typeof logs>, 'rows' | 'seek' | 'text'>;

interface Fetch {
  readonly stop: AbortController;
  /** Bounds of the rows when it was asked. */
  readonly bounds: string;
}

/**
 * The rows of a log view, or of a list of it, fetched by blocks as they are wanted. A row that is not here is not
 * known: an answer that belongs to another numbering is thrown away.
 */
export class RowCache implements RowSource {
  readonly #blocks = new RowBlocks();
  readonly #fetches = new Map<number, Fetch>();
  /** Blocks whose answer was shorter than asked: asked again only when there are other rows. */
  readonly #short = new Map<number, string>();
  readonly #listeners = new Set<(change: SourceChange) => void>();
  #client: LogClient | undefined;
  #view: LogViewState | undefined;
  #list: LogListState | undefined;
  #wanted: readonly number[] = [];
  #hidden = Number.NEGATIVE_INFINITY;
  /** Ends of the view and the list that are not passed while the person looks at a still picture. */
  #still: { view: number; list: number } | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  get first(): number {
    return this.#list ? this.#list.first : Math.min(Math.max(this.#view?.first ?? 0, this.#hidden), this.end);
  }

  get end(): number {
    const { from, to } = this.#bounds;
    const still = this.#list ? this.#still?.list : this.#still?.view;
    return Math.max(from, Math.min(to, still ?? to));
  }

  get whole(): boolean {
    return this.#list === undefined;
  }

  /** The view whose rows these are; its numbers are those of `LogRow.n`. */
  get view(): LogViewState | undefined {
    return this.#view;
  }

  /** How main is told which rows are meant. */
  get place(): { readonly view: string; readonly list?: string; readonly epoch: number } {
    const { view, epoch } = this.#view ?? { view: '', epoch: 0 };
    return { view, epoch: this.#list?.epoch ?? epoch, ...(this.#list ? { list: this.#list.list } : {}) };
  }

  get #bounds(): Span {
    const { first, end } = this.#list ?? this.#view ?? { first: 0, end: 0 };
    return { from: first, to: end };
  }

  /** Takes a new state of the view; `client` answers for it. */
  show(client: LogClient, view: LogViewState): void {
    const before = this.#view;
    this.#client = client;
    this.#view = view;
    if (!before || before.view !== view.view) {
      this.#list = undefined;
      this.#hidden = Number.NEGATIVE_INFINITY;
      this.#still = undefined;
      this.#lose('time');
    } else if (before.epoch === view.epoch) {
      this.#refresh();
    } else if (view.epoch === before.epoch + 1 && view.shift !== undefined) {
      this.#move(view.shift);
    } else {
      this.#hidden = Number.NEGATIVE_INFINITY;
      this.#still = this.#still && { view: view.end, list: this.#still.list };
      this.#lose('time');
    }
  }

  /** Shows the rows of a list instead of the whole log, or the whole log again. */
  showList(list: LogListState | undefined): void {
    const before = this.#list;
    this.#list = list;
    const same = before?.list === list?.list && before?.epoch === list?.epoch && before?.revision === list?.revision;
    if (same) this.#refresh();
    else this.#lose('number');
  }

  /** Shows only rows from number `n` on; undefined shows all. */
  hideBefore(n: number | undefined): void {
    this.#hidden = n ?? Number.NEGATIVE_INFINITY;
    this.#tell({ kind: 'rows' });
  }

  /** While true the end stays where it is, whatever comes. */
  set still(still: boolean) {
    this.#still = still ? { view: this.#view?.end ?? 0, list: this.#list?.end ?? Number.POSITIVE_INFINITY } : undefined;
    this.#tell({ kind: 'rows' });
  }

  row(position: number): LogRow | undefined {
    return this.#blocks.row(position);
  }

  want(spans: readonly Span[]): void {
    const wanted = new Set<number>();
    for (const { from, to } of spans) {
      for (let block = blockOf(from); block <= blockOf(to - 1); block += 1) wanted.add(block);
    }
    this.#wanted = [...wanted];
    for (const [block, { stop }] of this.#fetches) {
      if (wanted.has(block)) continue;
      this.#fetches.delete(block);
      stop.abort();
    }
    this.#blocks.keep(wanted);
    this.#fetch();
  }

  async load(position: number): Promise<LogRow | undefined> {
    const known = this.row(position);
    if (known || !this.#client) return known;
    const place = this.place;
    const answer = await this.#client.rows({ ...place, from: position, count: 1 });
    return answer.epoch === place.epoch && answer.from === position ? answer.rows[0] : undefined;
  }

  async locate(row: LogRow, by: 'number' | 'time'): Promise<number | undefined> {
    const time = Date.parse(row.time);
    if (!this.#client || (by === 'time' && !(time >= 0))) return undefined;
    const place = this.place;
    const found = await this.#client.seek({
      ...place,
      to: by === 'number' ? { kind: 'row', n: row.n } : { kind: 'time', time },
    });
    return found && found.epoch === this.#view?.epoch ? found.position : undefined;
  }

  async text({ from, to }: Span, plain: boolean): Promise<string> {
    if (!this.#client) return '';
    return (await this.#client.text({ ...this.place, from, to, timestamps: false, plain })).text;
  }

  onChange(listener: (change: SourceChange) => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets the view; nothing more is fetched until another is shown. */
  close(): void {
    this.#abort();
    clearTimeout(this.#retry);
    this.#client = undefined;
    this.#view = undefined;
    this.#list = undefined;
    this.#blocks.clear();
  }

  #tell(change: SourceChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #refresh(): void {
    this.#fetch();
    this.#tell({ kind: 'rows' });
  }

  #move(shift: number): void {
    this.#abort();
    this.#hidden += shift;
    if (this.#still) this.#still = { ...this.#still, view: this.#still.view + shift };
    if (this.#list) return this.#lose('number');
    this.#blocks.move(shift);
    this.#tell({ kind: 'moved', shift });
  }

  #lose(by: 'number' | 'time'): void {
    this.#abort();
    this.#blocks.clear();
    this.#tell({ kind: 'lost', by });
  }

  #abort(): void {
    for (const { stop } of this.#fetches.values()) stop.abort();
    this.#fetches.clear();
    this.#short.clear();
    this.#wanted = [];
  }

  #fetch(): void {
    const bounds = this.#bounds;
    const key = `${bounds.from} ${bounds.to}`;
    for (const block of this.#wanted) {
      if (this.#fetches.size >= mostFetches) return;
      if (this.#fetches.has(block) || this.#short.get(block) === key) continue;
      const missing = this.#blocks.missing(block, bounds);
      if (missing) void this.#fetchBlock(block, missing, key);
    }
  }

  async #fetchBlock(block: number, { from, to }: Span, bounds: string): Promise<void> {
    if (!this.#client) return;
    const fetch = { stop: new AbortController(), bounds };
    this.#fetches.set(block, fetch);
    const place = this.place;
    let answer: LogRows | undefined;
    try {
      answer = await this.#client.rows({ ...place, from, count: to - from }, { signal: fetch.stop.signal });
    } catch {
      // Cancelled, or the view is gone, which its stream tells. Anything else may have passed in a moment.
    }
    if (this.#fetches.get(block) !== fetch) return;
    this.#fetches.delete(block);
    const valid = answer?.epoch === place.epoch;
    if (answer && valid) for (const [at, row] of answer.rows.entries()) this.#blocks.put(answer.from + at, row);
    if (!valid || this.#blocks.missing(block, { from, to })) this.#short.set(block, bounds);
    if (!answer) this.#retryLater();
    if (valid) this.#tell({ kind: 'rows' });
    this.#fetch();
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#short.clear();
      this.#fetch();
    }, retryAfter);
  }
}
