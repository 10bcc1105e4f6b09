import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryClient } from '../../../app/contract.ts';
import type { LogListState } from '../../../app/logs.ts';
import type { Problem } from '../../../app/problem.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { Link } from '../../stores/link.ts';
import { emptyQuery, type FindQuery, isAsking, isNarrowed, markPattern } from './find-pattern.ts';
import { type Matcher, PatternMatcher, TextMatcher } from './matcher.ts';
import type { RowCache } from './row-cache.ts';
import type { LogScroller } from './scroller.ts';

/** How long typing rests before it is searched for, in ms: the first matches are to be there 200 ms after a key. */
const typingPause = 80;

export interface FindState {
  /** There is a field for a text; levels and streams are chosen without it too. */
  readonly open: boolean;
  readonly query: FindQuery;
  /** Only matching rows are shown, with so many around each. */
  readonly filter: boolean;
  readonly context: number;
  /** Undefined until the search has said something. */
  readonly list: LogListState | undefined;
  /** Why there is no list. */
  readonly problem: Problem | undefined;
  readonly current: CurrentMatch | undefined;
}

/** The match that the person is at, or a row that was gone to. It stays that, whatever number it gets. */
interface CurrentMatch {
  /** Its number in the view, in this epoch. */
  readonly n: number;
  readonly epoch: number;
  /** How many matches come before it, of `hits`; negative where that is not known. */
  readonly ordinal: number;
  readonly hits: number;
}

/** Whether anything is looked for. */
export function isSearching({ open, query }: FindState): boolean {
  return open || isNarrowed(query);
}

type Aim = readonly [direction: 'next' | 'previous', n: number];

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
  /** Where the person wanted to go while rows were getting other numbers. */
  #missed: 'next' | 'previous' | undefined;
  /** What was told when the current one was last looked up, and of how many matches. */
  #counted: { readonly list: LogListState; readonly hits?: number } | undefined;
  #counting = false;
  /** Rows are hidden because levels or a stream were chosen, not because the person asked for that. */
  #implied = false;
  readonly #release: Stop;

  constructor(link: Link, cache: RowCache) {
    this.#link = link;
    this.#cache = cache;
    this.#release = cache.onChange(() => this.#goOn());
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

  /** Ends the search and shows the whole log again. The text is there for the next one, levels and stream are not. */
  close(): void {
    this.state.setState({ open: false });
    this.narrow({ levels: [], stream: undefined });
    this.#search();
  }

  /** Shows only lines of these levels and this stream, whether a text is searched too or not; none chosen: all. */
  narrow(patch: Pick<Partial<FindQuery>, 'levels' | 'stream'>): void {
    const before = this.state.getState();
    const narrowed = isNarrowed({ ...before.query, ...patch });
    this.state.setState({ filter: narrowed || (before.filter && !this.#implied) });
    this.#implied = narrowed && (this.#implied || !before.filter);
    this.ask(patch);
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
    if (filter !== undefined) this.#implied = false;
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
    // Without the field nothing else tells that rows are shown which were not chosen.
    if (this.state.getState().open) this.show({ filter: false });
    else this.close();
    this.state.setState({ current: { n, epoch: this.#cache.view?.epoch ?? 0, ordinal: -1, hits: 0 } });
    this.#arriving = false;
    this.#scroller?.scrollTo(n);
    this.#mark();
  }

  /** Goes to the next match or the one before, round at the ends. */
  async go(direction: 'next' | 'previous'): Promise<void> {
    const { current, list } = this.state.getState();
    const visible = this.#scroller?.place.visible;
    const start = direction === 'next' ? (visible?.from ?? 0) - 1 : (visible?.to ?? 0);
    const round = direction === 'next' ? -1 : (this.#cache.view?.end ?? 0);
    const from = current?.n ?? (this.#cache.whole ? start : round);
    if (await this.#seekEither([direction, from], [direction, round])) return;
    // There are matches: their rows are getting other numbers just now.
    const now = this.state.getState().list;
    if (!now?.hits) return;
    this.#missed = direction;
    if (now.epoch !== list?.epoch) this.#goOn();
  }

  dispose(): void {
    this.#release();
    clearTimeout(this.#timer);
    this.#matcher?.dispose();
    this.#stop?.();
    this.#stop = undefined;
  }

  /** The next or previous match; undefined when there is none, or when rows have other numbers by now. */
  async #find(direction: 'next' | 'previous', n: number) {
    const { list } = this.state.getState();
    const view = this.#view;
    if (!list || view === undefined) return undefined;
    const place = { view, list: list.list, epoch: list.epoch };
    const found = await this.#link
      .ask((client) => client.logs.seek({ ...place, to: { kind: direction, n } }))
      .catch(() => undefined);
    const { list: now } = this.state.getState();
    const asked = now?.list === list.list && now.epoch === list.epoch && found?.epoch === list.epoch;
    return asked && found.epoch === this.#cache.view?.epoch ? { ...found, list } : undefined;
  }

  /** The second where the first leads to no match. */
  async #seekEither(...[first, second]: readonly [Aim, Aim]): Promise<boolean> {
    const { epoch } = this.state.getState().list ?? {};
    if (await this.#seek(...first)) return true;
    return epoch === this.state.getState().list?.epoch && this.#seek(...second);
  }

  async #seek(direction: 'next' | 'previous', n: number): Promise<boolean> {
    const found = await this.#find(direction, n);
    if (!found) return false;
    this.#counted = found;
    this.state.setState({ current: currentOf(found) });
    this.#goOn();
    this.#scroller?.scrollTo(this.#cache.whole ? found.n : found.position);
    this.#mark();
    return true;
  }

  #search(): void {
    clearTimeout(this.#timer);
    this.#stop?.();
    this.#stop = undefined;
    const { open, query: asked, filter, context } = this.state.getState();
    // What was typed before is there when the field is opened again, and is not looked for until then.
    const query = open ? asked : { ...emptyQuery, levels: asked.levels, stream: asked.stream };
    this.#matcher?.dispose();
    this.#matcher = this.#newMatcher(query);
    this.#missed = undefined;
    this.state.setState({ list: undefined, problem: undefined, current: undefined });
    const view = this.#view;
    if (view !== undefined && isAsking(query)) {
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
    this.state.setState({ list, problem: undefined });
    if (this.state.getState().filter) this.#cache.showList(list);
    else if (!this.#cache.whole) this.#cache.showList(undefined);
    this.#goOn();
  }

  /** After every change of the view or of the list, which are told apart from one another. */
  #goOn(): void {
    this.#follow();
    const { list, current } = this.state.getState();
    if (!list || list.epoch !== this.#cache.view?.epoch) return;
    const missed = this.#missed;
    this.#missed = undefined;
    if (missed) void this.go(missed);
    else if (this.#arriving && list.hits > 0) void this.#arrive();
    else if (current && current.ordinal >= 0 && list !== this.#counted?.list && list.hits !== this.#counted?.hits)
      void this.#count();
  }

  /** The row that the person is at has another number when what was printed before it was joined. */
  #follow(): void {
    const { view } = this.#cache;
    const { current } = this.state.getState();
    if (!view || !current || current.epoch === view.epoch) return;
    const shift = current.epoch + 1 === view.epoch ? view.shift : undefined;
    const moved = shift === undefined ? undefined : { ...current, n: current.n + shift, epoch: view.epoch };
    this.state.setState({ current: moved });
    this.#mark();
  }

  /** The newest rows are searched first: while older matches are found, more of them come before the current one. */
  async #count(): Promise<void> {
    if (this.#counting) return;
    this.#counting = true;
    const { current } = this.state.getState();
    const found = current && (await this.#find('next', current.n - 1));
    this.#counting = false;
    if (!found || this.state.getState().current !== current) return;
    this.#counted = found;
    // It may not have been found again yet, where the search began anew.
    if (found.n === current.n) this.state.setState({ current: currentOf(found) });
    this.#goOn();
  }

  /** From what is on screen upwards: at the end of a log the newest match is what people look for. */
  async #arrive(): Promise<void> {
    this.#arriving = false;
    const { list } = this.state.getState();
    const end = this.#scroller?.place.visible.to ?? 0;
    if (await this.#seekEither(['previous', end], ['next', end - 1])) return;
    // There are matches: their rows are getting other numbers just now.
    const now = this.state.getState().list;
    if (!now || now.list !== list?.list) return;
    this.#arriving = true;
    if (now.epoch !== list.epoch) this.#goOn();
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

function currentOf({
  n,
  epoch,
  ordinal = -1,
  hits = 0,
}: Omit<CurrentMatch, 'ordinal' | 'hits'> & Partial<CurrentMatch>) {
  return { n, epoch, ordinal, hits };
}
