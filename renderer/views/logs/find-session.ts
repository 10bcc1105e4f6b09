import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryClient } from '../../../app/contract.ts';
import type { LogListState } from '../../../app/logs.ts';
import type { Problem } from '../../../app/problem.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { Link } from '../../stores/link.ts';
import { emptyQuery, type FindQuery, isAsking, markPattern } from './find-pattern.ts';
import { type Matcher, PatternMatcher, TextMatcher } from './matcher.ts';
import type { RowCache } from './row-cache.ts';
import type { LogScroller } from './scroller.ts';

/** How long typing rests before it is searched for, in ms: the first matches are to be there 200 ms after a key. */
const typingPause = 80;

export interface FindState {
  readonly open: boolean;
  readonly query: FindQuery;
  /** Only matching rows are shown, with so many around each. */
  readonly filter: boolean;
  readonly context: number;
  /** Undefined until the search has said something. */
  readonly list: LogListState | undefined;
  /** Why there is no list. */
  readonly problem: Problem | undefined;
  /** The match that the person is at: its number in the view, and how many come before it. */
  readonly current: { readonly n: number; readonly ordinal: number } | undefined;
}

/** A search of one log: what is looked for, what was found, and where the person is in it. */
export class FindSession {
  readonly state: StoreApi<FindState> = createStore<FindState>(() => ({
    open: false,
    query: emptyQuery,
    filter: false,
    context: 0,
    list: undefined,
    problem: undefined,
    current: undefined,
  }));
  readonly #link: Link;
  readonly #cache: RowCache;
  #matcher: Matcher | undefined;
  #scroller: LogScroller | undefined;
  #view: string | undefined;
  #stop: Stop | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The first match of a new search is gone to. */
  #arriving = false;

  constructor(link: Link, cache: RowCache) {
    this.#link = link;
    this.#cache = cache;
  }

  /** Where matches are marked and gone to. */
  drawOn(scroller: LogScroller | undefined): void {
    this.#scroller = scroller;
    this.#mark();
  }

  /** Names the view that is searched; another one is searched anew. */
  searchIn(view: string | undefined): void {
    if (view === this.#view) return;
    this.#view = view;
    this.#search();
  }

  open(): void {
    this.state.setState({ open: true });
    this.#search();
  }

  /** Opens the search for a text, exactly as it is. */
  searchFor(text: string): void {
    this.state.setState({ open: true });
    this.ask({ text: text.slice(0, 1000), regex: false, invert: false, matchCase: true });
  }

  /** Ends the search and shows the whole log again. */
  close(): void {
    this.state.setState({ open: false });
    this.#search();
  }

  /** Looks for something else; what is typed waits for a pause. */
  ask(patch: Partial<FindQuery>): void {
    this.state.setState({ query: { ...this.state.getState().query, ...patch } });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), patch.text === undefined ? 0 : typingPause);
  }

  /** Shows only what matches, with `context` rows around it, or all rows. */
  show({ filter, context }: { readonly filter?: boolean; readonly context?: number }): void {
    const before = this.state.getState();
    const next = { filter: filter ?? before.filter, context: context ?? before.context };
    this.state.setState(next);
    if (next.filter !== before.filter || (next.filter && next.context !== before.context)) this.#search();
  }

  /** Ends what is being searched; what was found stays. */
  cancel(): void {
    this.#stop?.();
    this.#stop = undefined;
    const { list } = this.state.getState();
    this.state.setState({ list: list && { ...list, done: true } });
  }

  /** Shows a row of the view in the whole log. */
  showInLog(n: number): void {
    this.show({ filter: false });
    this.state.setState({ current: { n, ordinal: -1 } });
    this.#arriving = false;
    this.#scroller?.scrollTo(n);
    this.#mark();
  }

  /** Goes to the next match or the one before, round at the ends. */
  async go(direction: 'next' | 'previous'): Promise<void> {
    const { current } = this.state.getState();
    const visible = this.#scroller?.place.visible;
    const start = direction === 'next' ? (visible?.from ?? 0) - 1 : (visible?.to ?? 0);
    const round = direction === 'next' ? -1 : (this.#cache.view?.end ?? 0);
    const from = current?.n ?? (this.#cache.whole ? start : round);
    if (!(await this.#seek(direction, from))) await this.#seek(direction, round);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#matcher?.dispose();
    this.#stop?.();
    this.#stop = undefined;
  }

  async #seek(direction: 'next' | 'previous', n: number): Promise<boolean> {
    const { list } = this.state.getState();
    const view = this.#view;
    if (!list || view === undefined) return false;
    const place = { view, list: list.list, epoch: list.epoch };
    const found = await this.#link
      .ask((client) => client.logs.seek({ ...place, to: { kind: direction, n } }))
      .catch(() => undefined);
    if (!found || found.epoch !== this.#cache.view?.epoch) return false;
    this.state.setState({ current: { n: found.n, ordinal: found.ordinal ?? 0 } });
    this.#scroller?.scrollTo(this.#cache.whole ? found.n : found.position);
    this.#mark();
    return true;
  }

  #search(): void {
    clearTimeout(this.#timer);
    this.#stop?.();
    this.#stop = undefined;
    const { open, query, filter, context } = this.state.getState();
    this.#matcher?.dispose();
    this.#matcher = open ? this.#newMatcher(query) : undefined;
    this.state.setState({ list: undefined, problem: undefined, current: undefined });
    const view = this.#view;
    if (open && view !== undefined && isAsking(query)) {
      this.#arriving = !filter;
      this.#stop = this.#link.live((client) => this.#listen(client, view, { ...query, context: filter ? context : 0 }));
    } else this.#cache.showList(undefined);
    this.#mark();
  }

  #listen(client: GantryClient, view: string, query: FindQuery & { readonly context: number }): Stop {
    return client.logs.list(
      { view, query },
      {
        onItem: (list) => this.#found(list),
        onEnd: (problem) => {
          // A view that is gone is followed by another, which is searched anew.
          if (problem?.code === 'cancelled' || problem?.code === 'not-found') return;
          this.state.setState({ problem, list: undefined });
          this.#cache.showList(undefined);
          this.#mark();
        },
      },
    );
  }

  #found(list: LogListState): void {
    const { list: before } = this.state.getState();
    this.state.setState({ list, problem: undefined });
    // Its row has another number now.
    if (before && before.epoch !== list.epoch) this.state.setState({ current: undefined });
    if (this.state.getState().filter) this.#cache.showList(list);
    else if (!this.#cache.whole) this.#cache.showList(undefined);
    if (!this.#arriving || list.hits === 0) return;
    this.#arriving = false;
    void this.#arrive();
  }

  /** From what is on screen upwards: at the end of a log the newest match is what people look for. */
  async #arrive(): Promise<void> {
    const end = this.#scroller?.place.visible.to ?? 0;
    if (!(await this.#seek('previous', end))) await this.#seek('next', end - 1);
  }

  #newMatcher(query: FindQuery): Matcher | undefined {
    const pattern = markPattern(query);
    if (!pattern) return undefined;
    if (!query.regex) return new TextMatcher(pattern);
    const worker = new Worker(new URL('./match-worker.ts', import.meta.url), { type: 'module' });
    return new PatternMatcher(pattern, worker, () => this.#scroller?.schedule());
  }

  #mark(): void {
    const { current, filter } = this.state.getState();
    this.#scroller?.setMarks(this.#matcher, filter ? undefined : current?.n);
  }
}
