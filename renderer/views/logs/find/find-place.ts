import type { StoreApi } from 'zustand/vanilla';
import type { LogListState } from '../../../../app/logs.ts';
import type { Link } from '../../../stores/link/link.ts';
import type { RowCache } from '../model/row-cache.ts';
import type { LogScroller } from '../scroll/scroller.ts';
import type { CurrentMatch, FindState } from './find-state.ts';

type Aim = readonly [direction: 'next' | 'previous', n: number];

/** What the place is in: the search, the log's rows, and where they are drawn. */
interface Ground {
  readonly state: StoreApi<FindState>;
  readonly link: Link;
  readonly cache: RowCache;
  /** The view that is searched. */
  readonly view: () => string | undefined;
  readonly scroller: () => LogScroller | undefined;
  /** Draws marks anew, after another match is the current one. */
  readonly mark: () => void;
}

/**
 * Where the person is among the matches: goes from one to the next, and keeps the place while more are found and while
 * rows get other numbers.
 */
export class FindPlace {
  readonly #ground: Ground;
  readonly #state: Ground['state'];
  readonly #cache: RowCache;
  /** The first match of a new search is gone to. */
  #arriving = false;
  /** Where the person wanted to go while rows were getting other numbers. */
  #missed: 'next' | 'previous' | undefined;
  /** What was told when the current one was last looked up, and of how many matches. */
  #counted: { readonly list: LogListState; readonly hits?: number } | undefined;
  #counting = false;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#state = ground.state;
    this.#cache = ground.cache;
  }

  /** A new search began: its first match is gone to, if `arriving`. */
  begin(arriving: boolean): void {
    this.#missed = undefined;
    this.#arriving = arriving;
  }

  /** Stays at a row that is no match. */
  stayAt(n: number): void {
    this.#state.setState({ current: { n, epoch: this.#cache.view?.epoch ?? 0, ordinal: -1, hits: 0 } });
    this.#arriving = false;
    this.#ground.scroller()?.scrollTo(n);
    this.#ground.mark();
  }

  /** Goes to the next match or the one before, round at the ends. */
  async go(direction: 'next' | 'previous'): Promise<void> {
    const { current, list } = this.#state.getState();
    const visible = this.#ground.scroller()?.place.visible;
    const start = direction === 'next' ? (visible?.from ?? 0) - 1 : (visible?.to ?? 0);
    const round = direction === 'next' ? -1 : (this.#cache.view?.end ?? 0);
    const from = current?.n ?? (this.#cache.whole ? start : round);
    if (await this.#seekEither([direction, from], [direction, round])) return;
    // There are matches: their rows are getting other numbers just now.
    const now = this.#state.getState().list;
    if (!now?.hits) return;
    this.#missed = direction;
    if (now.epoch !== list?.epoch) this.goOn();
  }

  /** After every change of the view or of the list, which are told apart from one another. */
  goOn(): void {
    this.#follow();
    const { list, current } = this.#state.getState();
    if (!list || list.epoch !== this.#cache.view?.epoch) return;
    const missed = this.#missed;
    this.#missed = undefined;
    if (missed) void this.go(missed);
    else if (this.#arriving && list.hits > 0) void this.#arrive();
    else if (current && current.ordinal >= 0 && list !== this.#counted?.list && list.hits !== this.#counted?.hits)
      void this.#count();
  }

  /** The next or previous match; undefined when there is none, or when rows have other numbers by now. */
  async #find(direction: 'next' | 'previous', n: number) {
    const { list } = this.#state.getState();
    const view = this.#ground.view();
    if (!list || view === undefined) return undefined;
    const place = { view, list: list.list, epoch: list.epoch };
    const found = await this.#ground.link
      .ask((client) => client.logs.seek({ ...place, to: { kind: direction, n } }))
      .catch(() => undefined);
    const { list: now } = this.#state.getState();
    const asked = now?.list === list.list && now.epoch === list.epoch && found?.epoch === list.epoch;
    return asked && found.epoch === this.#cache.view?.epoch ? { ...found, list } : undefined;
  }

  /** The second where the first leads to no match. */
  async #seekEither(...[first, second]: readonly [Aim, Aim]): Promise<boolean> {
    const { epoch } = this.#state.getState().list ?? {};
    if (await this.#seek(...first)) return true;
    return epoch === this.#state.getState().list?.epoch && this.#seek(...second);
  }

  async #seek(direction: 'next' | 'previous', n: number): Promise<boolean> {
    const found = await this.#find(direction, n);
    if (!found) return false;
    this.#counted = found;
    this.#state.setState({ current: currentOf(found) });
    this.goOn();
    this.#ground.scroller()?.scrollTo(this.#cache.whole ? found.n : found.position);
    this.#ground.mark();
    return true;
  }

  /** The row that the person is at has another number when what was printed before it was joined. */
  #follow(): void {
    const { view } = this.#cache;
    const { current } = this.#state.getState();
    if (!view || !current || current.epoch === view.epoch) return;
    const shift = current.epoch + 1 === view.epoch ? view.shift : undefined;
    const moved = shift === undefined ? undefined : { ...current, n: current.n + shift, epoch: view.epoch };
    this.#state.setState({ current: moved });
    this.#ground.mark();
  }

  /** The newest rows are searched first: while older matches are found, more of them come before the current one. */
  async #count(): Promise<void> {
    if (this.#counting) return;
    this.#counting = true;
    const { current } = this.#state.getState();
    const found = current && (await this.#find('next', current.n - 1));
    this.#counting = false;
    if (!found || this.#state.getState().current !== current) return;
    this.#counted = found;
    // It may not have been found again yet, where the search began anew.
    if (found.n === current.n) this.#state.setState({ current: currentOf(found) });
    this.goOn();
  }

  /** From what is on screen upwards: at the end of a log the newest match is what people look for. */
  async #arrive(): Promise<void> {
    this.#arriving = false;
    const { list } = this.#state.getState();
    const end = this.#ground.scroller()?.place.visible.to ?? 0;
    if (await this.#seekEither(['previous', end], ['next', end - 1])) return;
    // There are matches: their rows are getting other numbers just now.
    const now = this.#state.getState().list;
    if (!now || now.list !== list?.list) return;
    this.#arriving = true;
    if (now.epoch !== list.epoch) this.goOn();
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
