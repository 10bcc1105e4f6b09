import type { LogRow } from '../../../app/logs.ts';
import type { LogLook } from '../../../app/settings.ts';
import { type Anchor, anchorAt, endAnchor, fractionOf, moveBy, type RowHeights, visibleFrom } from './anchor.ts';
import { DrawnRows } from './drawn-rows.ts';
import { Folds } from './folds.ts';
import { RowHighlights } from './highlights.ts';
import { Painter, type RowPlugin } from './painter.ts';
import { RowHeightMap } from './row-heights.ts';
import type { RowSource, SourceChange, Span } from './row-source.ts';
import { Scrollbar } from './scrollbar.ts';
import { movedBy, type Selection } from './selection.ts';
import { TailEnd } from './tail-end.ts';

/** px that one movement goes at most, in screens: further jumps go by the scrollbar or the keys. */
const mostScreens = 20;
/** Layouts of one frame: rows that turn out higher or lower than thought are laid out again. */
const mostLayouts = 4;

/** Where the person is in a log. */
export interface LogPlace {
  /** It stays at the end. */
  readonly following: boolean;
  /** Rows that came below what the person has seen; 0 while following. */
  readonly below: number;
  /** Positions on screen. */
  readonly visible: Span;
}

/**
 * Draws the rows of a source in an element that scrolls, outside React. Where it stands is an anchor (a row and px into
 * it), not a scroll position: rows may be any number and of any height, and rows that come or go move nothing.
 *
 * To build on it:
 * - **Another list of rows**: give the source another list (`RowCache.showList`). The scroller finds its row again.
 * - **Find**: `setMarks(pattern, position)` marks matches in what is drawn, `scrollTo(position)` shows a row.
 *   For matches as rows of their own use `RowCache.showList`; positions are then those of the list.
 * - **Fields, columns**: `plugin` (see `RowPlugin` in painter.ts) puts elements before, into and below a row; call
 *   `renew()` when it would answer otherwise. Such a row may have any height. A click on an element in a row with
 *   `data-act="expand"` calls `plugin.toggle`. Controls in rows are real buttons; they keep the focus while in view.
 * - **Timeline, ticks**: `onPlace` and `place.visible` say what is on screen; `source.locate`, `scrollTo` lead there.
 *   Elements laid over the scrollbar go beside the viewport, not into it.
 * - **Keys**: those of the log are in scroll-input.ts; they act while the viewport has the focus.
 */
export class LogScroller {
  readonly viewport: HTMLElement;
  readonly source: RowSource;
  readonly folds: Folds;
  readonly rows: DrawnRows;
  readonly #painter: Painter;
  readonly #sizer = document.createElement('div');
  readonly #window = document.createElement('div');
  readonly #bar: Scrollbar;
  readonly #heights = new RowHeightMap();
  readonly #highlights = new RowHighlights();
  readonly #tail: TailEnd;
  readonly #onPlace: (place: LogPlace) => void;
  readonly #ends: (() => void)[] = [];
  #selection: Selection | undefined;
  #anchor: Anchor = { row: 0, offset: 0 };
  #following = true;
  /** The person's last movement was towards the end. */
  #downward = false;
  /** All rows can be seen at once. */
  #fits = true;
  #seen = 0;
  #place: LogPlace = { following: true, below: 0, visible: { from: 0, to: 0 } };
  #width = 0;
  #height = 0;
  #frame = 0;

  constructor(viewport: HTMLElement, source: RowSource, look: LogLook, onPlace: (place: LogPlace) => void) {
    this.viewport = viewport;
    this.source = source;
    this.#onPlace = onPlace;
    this.folds = new Folds(source);
    this.#tail = new TailEnd(source);
    this.#painter = new Painter({ ...look, sources: undefined });
    this.rows = new DrawnRows(source, this.folds, this.#painter, () => viewport.focus({ preventScroll: true }));
    this.#sizer.dataset.part = 'sizer';
    this.#window.dataset.part = 'window';
    this.#window.append(this.rows.canvas);
    this.#sizer.append(this.#window);
    viewport.append(this.#sizer);
    this.#bar = new Scrollbar(viewport, this.#sizer, this.#byHand, this.schedule);
    this.setLook(look);
    const resized = new ResizeObserver(this.#resized);
    resized.observe(viewport);
    this.#ends.push(source.onChange(this.#changed), () => resized.disconnect());
  }

  get place(): LogPlace {
    return this.#place;
  }

  /** What is selected, by position; only its copied text is fetched. */
  get selection(): Selection | undefined {
    return this.#selection;
  }

  set selection(selection: Selection | undefined) {
    this.#selection = selection;
    this.schedule();
  }

  set plugin(plugin: RowPlugin | undefined) {
    this.#painter.plugin = plugin;
    this.renew();
  }

  get plugin(): RowPlugin | undefined {
    return this.#painter.plugin;
  }

  /** Lines shown whole, by row number; call `renew` after a change. */
  get whole(): Map<number, string> {
    return this.#painter.whole;
  }

  /** Height of a line in px. */
  get lineHeight(): number {
    return this.#heights.line;
  }

  /** `sources`: names by index, where there are several. */
  setLook(look: LogLook, sources?: ReadonlyMap<number, string>): void {
    this.#painter.look = { ...look, sources };
    this.folds.enabled = look.fold;
    this.#heights.line = Math.round(look.fontSize * 1.5);
    const { style, dataset } = this.viewport;
    style.setProperty('--log-font', `${look.fontSize}px`);
    style.setProperty('--log-line', `${this.#heights.line}px`);
    dataset.wrap = String(look.wrap);
    dataset.times = look.timestamps;
    this.#heights.clear();
    this.renew();
  }

  /** Draws every row anew with the next frame. `now`: ms since the epoch, for relative times. */
  renew(now = Date.now()): void {
    this.#painter.now = now;
    this.#painter.renew();
    this.schedule();
  }

  /** Goes to the end and stays there. */
  follow(): void {
    if (!this.#following) this.#tail.start();
    this.#following = true;
    this.schedule();
  }

  /** Shows a row, a third from the top, and no longer follows. `offset`: px of it that are above the upper edge instead. */
  scrollTo(position: number, offset?: number): void {
    this.folds.reveal(position);
    this.#leaveEnd(false);
    const anchor = { row: position, offset: offset ?? 0 };
    this.#anchor = offset === undefined ? moveBy(anchor, -this.#height / 3, this.#exact) : anchor;
    this.schedule();
  }

  /** Moves by px, down when positive. Up leaves the end; the end, when it is reached, is followed. */
  scrollBy(px: number): void {
    const most = this.#height * mostScreens;
    const by = Math.max(-most, Math.min(px, most));
    if (this.#following && (by >= 0 || this.#fits)) return;
    this.#leaveEnd(by > 0);
    this.#anchor = moveBy(this.#anchor, by, this.#exact);
    this.schedule();
  }

  /** Moves by screens; a line stays in view. */
  page(screens: number): void {
    this.scrollBy(screens * Math.max(this.lineHeight, this.#height - this.lineHeight));
  }

  toStart(): void {
    if (!this.#fits) this.scrollTo(this.source.first, 0);
  }

  /** Marks what a pattern (with the flag `g`) matches in rows as they are drawn; the row at `current` stands out. */
  setMarks(pattern: RegExp | undefined, current?: number): void {
    this.#highlights.setMarks(pattern, current);
    this.schedule();
  }

  /** Draws with the next frame; called as often as one likes. */
  readonly schedule = (): void => {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#draw);
  };

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends) end();
    this.#bar.dispose();
    this.#highlights.dispose();
    this.#sizer.remove();
  }

  /** Heights as far as they are known; with what is drawn they become known. */
  get #known(): RowHeights {
    return {
      first: this.source.first,
      end: (this.#following ? this.#tail.end : undefined) ?? this.source.end,
      height: (position) => (this.folds.isFolded(position) ? 0 : this.#heights.of(position)),
    };
  }

  /** Heights as they are: what is passed on the way up has to be measured first. */
  get #exact(): RowHeights {
    const known = this.#known;
    return {
      ...known,
      height: (position) => {
        if (this.folds.isFolded(position)) return 0;
        if (this.#painter.look.wrap && !this.#heights.has(position)) {
          const height = this.rows.measureOne(position);
          if (height !== undefined) this.#heights.set(position, height);
        }
        return this.#heights.of(position);
      },
    };
  }

  get #screen(): number {
    return this.#height / this.lineHeight;
  }

  get #rowsOfScreen(): number {
    return Math.ceil(this.#screen) + 1;
  }

  #leaveEnd(downward: boolean): void {
    this.#following = false;
    this.#downward = downward;
  }

  readonly #byHand = (fraction: number): void => {
    if (fraction === 1) return this.follow();
    this.#leaveEnd(false);
    this.#anchor = anchorAt(fraction, this.#known, this.#screen);
    this.schedule();
  };

  readonly #resized = (): void => {
    const { clientWidth, clientHeight } = this.viewport;
    if (clientWidth !== this.#width && this.#painter.look.wrap) this.#heights.clear();
    this.#width = clientWidth;
    this.#height = clientHeight;
    this.#window.style.height = `${clientHeight}px`;
    this.viewport.style.setProperty('--log-width', `${clientWidth}px`);
    this.#bar.resized();
    cancelAnimationFrame(this.#frame);
    // In this frame: the next would show a screen too small or too large.
    if (clientHeight > 0) this.#draw();
  };

  readonly #changed = (change: SourceChange): void => {
    if (change.kind !== 'rows') this.#moved(change);
    this.schedule();
  };

  #moved(change: Exclude<SourceChange, { kind: 'rows' }>): void {
    const shift = change.kind === 'moved' ? change.shift : undefined;
    this.folds.move(shift);
    this.#heights.move(shift);
    this.#highlights.move(shift);
    this.#tail.move(shift);
    this.#painter.whole.clear();
    if (shift === undefined) {
      this.#selection = undefined;
      this.#seen = this.source.end;
      const top = this.rows.rows.find(({ row }) => row?.time);
      if (!this.#following && change.kind === 'lost' && top?.row) void this.#find(top.row, change.by);
      return;
    }
    this.rows.move(shift);
    this.#anchor = { ...this.#anchor, row: this.#anchor.row + shift };
    this.#seen += shift;
    this.#selection = this.#selection && movedBy(this.#selection, shift);
  }

  /** Goes back to a row after positions changed their meaning. */
  async #find(row: LogRow, by: 'number' | 'time'): Promise<void> {
    const before = this.#anchor;
    const position = await this.source.locate(row, by).catch(() => undefined);
    if (position !== undefined && this.#anchor === before && !this.#following) this.scrollTo(position, 0);
  }

  readonly #draw = (): void => {
    this.#frame = 0;
    if (this.#height === 0) return;
    this.#bar.check();
    if (this.#following) this.#tail.advance(this.#rowsOfScreen);
    this.#fits = this.#layOut();
    const known = this.#known;
    const rows = (known.end - known.first) * this.lineHeight;
    // What does not fit can be scrolled, even if that many lines would fit: some are higher.
    const content = this.#fits ? 0 : Math.max(rows, this.#height + this.lineHeight);
    const fraction = this.#following ? 1 : fractionOf(this.#anchor, known, this.#screen);
    this.#bar.place(content, this.#height, fraction);
    this.#highlights.draw(this.rows.rows, this.#selection);
    const visible = this.#visible();
    this.source.want(this.#wanted(visible));
    this.#tell(visible);
  };

  /** Draws the rows that can be seen; whether all there are can be. */
  #layOut(): boolean {
    let below = 0;
    for (let layout = 0; layout < mostLayouts; layout += 1) {
      const known = this.#known;
      const atEnd = this.#following && this.#tail.end !== undefined;
      this.#anchor = atEnd ? endAnchor(known, this.#height) : moveBy(this.#anchor, 0, known);
      const positions = visibleFrom(this.#anchor, known, this.#height);
      this.rows.render(positions);
      const changed = this.#heights.learn(this.rows.rows, this.rows.measure());
      below = positions.reduce((sum, position) => sum + this.#heights.of(position), -this.#anchor.offset);
      if (!atEnd && below < this.#height && this.#anchor.row > known.first) this.#reachEnd(known);
      else if (!changed) break;
    }
    this.rows.canvas.style.transform = `translateY(${-this.#anchor.offset}px)`;
    return below <= this.#height && this.#anchor.offset === 0 && this.#anchor.row <= this.source.first;
  }

  /** There is room below the last row: it goes to the lower edge, and is followed if the person went there. */
  #reachEnd(known: RowHeights): void {
    this.#anchor = endAnchor(known, this.#height);
    if (!this.#downward || this.#following) return;
    this.follow();
    this.#tail.advance(this.#rowsOfScreen);
  }

  #visible(): Span {
    const last = this.rows.rows.at(-1);
    return last ? { from: this.#anchor.row, to: last.position + 1 } : { from: this.#anchor.row, to: this.#anchor.row };
  }

  /** What is on screen first, then what comes next. */
  #wanted({ from, to }: Span): Span[] {
    const { first, end } = this.source;
    const rows = this.#rowsOfScreen;
    const tail = this.#following ? this.#tail.wanted(rows) : undefined;
    // A log that runs past needs no rows around what is seen.
    const around = tail
      ? []
      : [
          { from: to, to: to + rows },
          { from: from - rows, to: from },
        ];
    return [{ from, to }, ...(tail ? [tail] : around)]
      .map((span) => ({ from: Math.max(first, span.from), to: Math.min(end, span.to) }))
      .filter((span) => span.from < span.to);
  }

  #tell(visible: Span): void {
    const following = this.#following;
    this.#seen = following ? this.source.end : Math.max(this.#seen, visible.to);
    const below = this.source.end - this.#seen;
    const before = this.#place;
    const same = before.visible.from === visible.from && before.visible.to === visible.to;
    if (same && before.following === following && before.below === below) return;
    this.#place = { following, below, visible };
    this.#onPlace(this.#place);
  }
}
