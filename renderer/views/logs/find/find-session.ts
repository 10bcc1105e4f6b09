import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryClient } from '../../../../app/contract.ts';
import type { LogListState } from '../../../../app/logs.ts';
import type { Stop } from '../../../../app/rpc/operation.ts';
import type { Link } from '../../../stores/link/link.ts';
import { emptyQuery, type FindQuery, isAsking, isNarrowed, markPattern } from '../match/find-pattern.ts';
import { type Matcher, PatternMatcher, TextMatcher } from '../match/matcher.ts';
import type { RowCache } from '../model/row-cache.ts';
import type { LogScroller } from '../scroll/scroller.ts';
import { FindPlace } from './find-place.ts';
import type { FindState } from './find-state.ts';

/** How long typing rests before it is searched for, in ms: the first matches are to be there 200 ms after a key. */
const typingPause = 80;

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
  /** Rows are hidden because levels or a stream were chosen, not because the person asked for that. */
  #implied = false;
  readonly #place: FindPlace;
  readonly #release: Stop;

  constructor(link: Link, cache: RowCache) {
    this.#link = link;
    this.#cache = cache;
    this.#place = new FindPlace({
      state: this.state,
      link,
      cache,
      view: () => this.#view,
      scroller: () => this.#scroller,
      mark: () => this.#mark(),
    });
    this.#release = cache.onChange(() => this.#place.goOn());
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
    this.#place.stayAt(n);
  }

  /** Goes to the next match or the one before, round at the ends. */
  go(direction: 'next' | 'previous'): Promise<void> {
    return this.#place.go(direction);
  }

  dispose(): void {
    this.#release();
    clearTimeout(this.#timer);
    this.#matcher?.dispose();
    this.#stop?.();
    this.#stop = undefined;
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
    this.#place.begin(!filter);
    this.state.setState({ list: undefined, problem: undefined, current: undefined });
    const view = this.#view;
    if (view !== undefined && isAsking(query)) {
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
    this.#place.goOn();
  }

  #newMatcher(query: FindQuery): Matcher | undefined {
    const pattern = markPattern(query);
    if (!pattern) return undefined;
    if (!query.regex) return new TextMatcher(pattern);
    const worker = new Worker(new URL('../match/match-worker.ts', import.meta.url), { type: 'module' });
    return new PatternMatcher(pattern, worker, () => this.#scroller?.schedule());
  }

  #mark(): void {
    const { current, filter } = this.state.getState();
    this.#scroller?.setMarks(this.#matcher, filter ? undefined : current?.n);
  }
}
