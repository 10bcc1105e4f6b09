import type { LogRow } from '../../../../app/logs.ts';
import type { Stop } from '../../../../app/rpc/operation.ts';
import type { LogLook } from '../../../../app/settings.ts';
import type { Matcher } from '../match/matcher.ts';
import type { RowSource, SourceChange } from '../model/row-source.ts';
import { type Anchor, anchorAt, endAnchor, fractionOf, moveBy, type RowHeights } from './anchor.ts';
import type { DrawnRows } from './drawn-rows.ts';
import type { Folds } from './folds.ts';
import { RowHighlights } from './highlights.ts';
import { type LogPlace, PlaceTeller } from './log-place.ts';
import { Painter, type RowPlugin, type SourceLook } from './painter.ts';
import { RowLayout } from './row-layout.ts';
import { Scrollbar } from './scrollbar.ts';
import { movedBy, type Selection } from './selection.ts';
import { TailEnd } from './tail-end.ts';

/** px that one movement goes at most, in screens: further jumps go by the scrollbar or the keys. */
const mostScreens = 20;
/** Layouts of one frame: rows that turn out higher or lower than thought are laid out again. */
const mostLayouts = 4;

/**
 * Draws the rows of a source in an element that scrolls, outside React. Where it stands is an anchor (a row and px into
 * it), not a scroll position: rows may be any number and of any height, and rows that come or go move nothing.
 *
 * To build on it:
 * - **Another list of rows**: give the source another list (`RowCache.showList`). The scroller finds its row again.
 * - **Find**: `setMarks(matcher, position)` marks matches in what is drawn, `scrollTo(position)` shows a row.
 *   For matches as rows of their own use `RowCache.showList`; positions are then those of the list.
 * - **Fields, columns**: `setPlugin` (see `RowPlugin` in painter.ts) puts elements before, into and below a row; call
 *   `renew()` when it would answer otherwise. Such a row may have any height. A click on an element in a row with
 *   `data-act="expand"` calls `plugin.toggle`. Controls in rows are real buttons; they keep the focus while in view.
 * - **Timeline, ticks**: `onPlace` and `place.visible` say what is on screen; `source.locate`, `scrollTo` lead there.
 *   Elements laid over the scrollbar go beside the viewport, not into it.
 * - **Keys**: those of the log are in scroll-input.ts; they act while the viewport has the focus.
 */
export class LogScroller {
  readonly viewport: HTMLElement;
  readonly source: RowSource;
  /** The rows on screen, and what is folded away. */
  readonly rows: DrawnRows;
  readonly folds: Folds;
  readonly #painter: Painter;
  readonly #sizer = document.createElement('div');
  readonly #window = document.createElement('div');
  readonly #bar: Scrollbar;
  readonly #layout: RowLayout;
  readonly #highlights = new RowHighlights();
  readonly #tail: TailEnd;
  readonly #teller: PlaceTeller;
  readonly #observer = new ResizeObserver(() => this.#resized());
  readonly #stop: Stop;
  #selection: Selection | undefined;
  #anchor: Anchor = { row: 0, offset: 0 };
  #following = true;
  /** The person's last movement was towards the end. */
  #downward = false;
  /** All rows can be seen at once. */
  #fits = true;
  /** Goes up with each movement of the person: what was still looking for a place gives up. */
  #moves = 0;
  #width = 0;
  #height = 0;
  #frame = 0;

  constructor(viewport: HTMLElement, source: RowSource, look: LogLook, onPlace: (place: LogPlace) => void) {
    this.viewport = viewport;
    this.source = source;
    this.#teller = new PlaceTeller(onPlace);
    this.#tail = new TailEnd(source);
    this.#painter = new Painter({ ...look, sources: undefined });
    this.#layout = new RowLayout(source, this.#painter, () => viewport.focus({ preventScroll: true }));
    ({ rows: this.rows, folds: this.folds } = this.#layout);
    this.#sizer.dataset.part = 'sizer';
    this.#window.dataset.part = 'window';
    this.#window.append(this.rows.canvas);
    this.#sizer.append(this.#window);
    viewport.append(this.#sizer);
    this.#bar = new Scrollbar(viewport, this.#sizer, this.#byHand, this.schedule);
    this.setLook(look);
    this.#observer.observe(viewport);
    this.#stop = source.onChange(this.#changed);
  }

  get place(): LogPlace {
    return this.#teller.place;
  }

  /** What is selected, by position; only its copied text is fetched. */
  get selection(): Selection | undefined {
    return this.#selection;
  }

  set selection(selection: Selection | undefined) {
    this.#selection = selection;
    this.schedule();
  }

  /** Position of the row on screen that the person points at: selected, or the match that stands out, else the first. */
  get pointed(): number {
    const { from, to } = this.place.visible;
    const rows = [this.#selection?.focus.row, this.#highlights.current];
    return rows.find((row) => row !== undefined && row >= from && row < to) ?? from;
  }

  /** Puts more into rows than their text, or no longer. */
  setPlugin(plugin: RowPlugin | undefined): void {
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
    return this.#layout.heights.line;
  }

  /** `sources`: how they look by index, where there are several. */
  setLook(look: LogLook, sources?: ReadonlyMap<number, SourceLook>): void {
    this.#painter.look = { ...look, sources };
    this.folds.enabled = look.fold;
    this.#layout.heights.line = Math.round(look.fontSize * 1.5);
    const { style, dataset } = this.viewport;
    style.setProperty('--log-font', `${look.fontSize}px`);
    style.setProperty('--log-line', `${this.#layout.heights.line}px`);
    dataset.wrap = String(look.wrap);
    dataset.times = look.timestamps;
    this.#layout.heights.clear();
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
    this.#moves += 1;
    this.#following = true;
    this.schedule();
  }

  /** Shows a row, a third from the top, and no longer follows. `offset`: px of it that are above the upper edge instead. */
  scrollTo(position: number, offset?: number): void {
    this.folds.reveal(position);
    this.#leaveEnd(false);
    const anchor = { row: position, offset: offset ?? 0 };
    this.#anchor = offset === undefined ? moveBy(anchor, -this.#height / 3, this.#layout.exact(this.#end)) : anchor;
    this.schedule();
  }

  /** Moves by px, down when positive. Up leaves the end; the end, when it is reached, is followed. */
  scrollBy(px: number): void {
    const most = this.#height * mostScreens;
    const by = Math.max(-most, Math.min(px, most));
    if (this.#following && (by >= 0 || this.#fits)) return;
    this.#leaveEnd(by > 0);
    this.#anchor = moveBy(this.#anchor, by, this.#layout.exact(this.#end));
    this.schedule();
  }

  toStart(): void {
    if (!this.#fits) this.scrollTo(this.source.first, 0);
  }

  /** Marks rows as they are drawn, until it is called again; the row at `current` stands out. */
  setMarks(matcher: Matcher | undefined, current?: number): void {
    this.#highlights.setMarks(matcher, current);
    this.schedule();
  }

  /** Draws with the next frame; called as often as one likes. */
  readonly schedule = (): void => {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#draw);
  };

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#stop();
    this.#observer.disconnect();
    this.#bar.dispose();
    this.#highlights.dispose();
    this.#sizer.remove();
  }

  get #known(): RowHeights {
    return this.#layout.known(this.#end);
  }

  /** After the last row that may be drawn. */
  get #end(): number {
    return (this.#following ? this.#tail.end : undefined) ?? this.source.end;
  }

  get #screen(): number {
    return this.#height / this.lineHeight;
  }

  get #rowsOfScreen(): number {
    return Math.ceil(this.#screen) + 1;
  }

  #leaveEnd(downward: boolean): void {
    this.#moves += 1;
    this.#following = false;
    this.#downward = downward;
  }

  readonly #byHand = (fraction: number): void => {
    if (fraction === 1) return this.follow();
    this.#leaveEnd(false);
    this.#anchor = anchorAt(fraction, this.#known, this.#screen);
    this.schedule();
  };

  #resized(): void {
    const { clientWidth, clientHeight } = this.viewport;
    if (clientWidth !== this.#width && this.#painter.look.wrap) this.#layout.heights.clear();
    this.#width = clientWidth;
    this.#height = clientHeight;
    this.#window.style.height = `${clientHeight}px`;
    this.viewport.style.setProperty('--log-width', `${clientWidth}px`);
    this.#bar.resized();
    cancelAnimationFrame(this.#frame);
    // In this frame: the next would show a screen too small or too large.
    if (clientHeight > 0) this.#draw();
  }

  readonly #changed = (change: SourceChange): void => {
    if (change.kind !== 'rows') this.#moved(change);
    this.schedule();
  };

  #moved(change: Exclude<SourceChange, { kind: 'rows' }>): void {
    const shift = change.kind === 'moved' ? change.shift : undefined;
    this.#layout.move(shift);
    this.#highlights.move(shift);
    this.#tail.move(shift);
    this.#painter.whole.clear();
    this.#teller.move(shift, this.source.end);
    this.#selection = shift === undefined ? undefined : this.#selection && movedBy(this.#selection, shift);
    const top = this.rows.rows.find(({ row }) => row?.time)?.row;
    if (shift !== undefined) this.#anchor = { ...this.#anchor, row: this.#anchor.row + shift };
    else if (change.kind === 'lost' && !this.#following && top) void this.#find(top, change.by);
  }

  /** Goes back to a row after positions changed their meaning. */
  async #find(row: LogRow, by: 'number' | 'time'): Promise<void> {
    this.#moves += 1;
    const moves = this.#moves;
    const { offset } = this.#anchor;
    const position = await this.source.locate(row, by).catch(() => undefined);
    if (position !== undefined && this.#moves === moves) this.scrollTo(position, offset);
  }

  readonly #draw = (): void => {
    this.#frame = 0;
    if (this.#height === 0) return;
    this.#bar.check();
    if (this.#following) this.#tail.advance(this.#rowsOfScreen);
    this.#fits = this.#layOut();
    const known = this.#known;
    // What does not fit can be scrolled, even if that many lines would fit: some are higher.
    const rows = Math.max(known.end - known.first, this.#screen + 1);
    const content = this.#fits ? 0 : rows * this.lineHeight;
    const fraction = this.#following ? 1 : fractionOf(this.#anchor, known, this.#screen);
    this.#bar.place(content, this.#height, fraction);
    this.#highlights.draw(this.rows.rows, this.#selection);
    this.#highlights.reveal(this.viewport);
    const from = this.#anchor.row;
    const visible = { from, to: (this.rows.rows.at(-1)?.position ?? from - 1) + 1 };
    this.source.want(this.#tail.wanted(visible, this.#rowsOfScreen, this.#following));
    this.#teller.tell(this.#following, visible, this.source.end);
  };

  /** Draws the rows that can be seen; whether all there are can be. */
  #layOut(): boolean {
    let below = 0;
    for (let layout = 0; layout < mostLayouts; layout += 1) {
      const known = this.#known;
      const atEnd = this.#following && this.#tail.end !== undefined;
      this.#anchor = atEnd ? endAnchor(known, this.#height) : moveBy(this.#anchor, 0, known);
      const drawn = this.#layout.draw(this.#anchor, known, this.#height);
      ({ below } = drawn);
      if (!atEnd && below < this.#height && this.#anchor.row > known.first) this.#reachEnd(known);
      else if (!drawn.changed) break;
    }
    return below <= this.#height && this.#anchor.offset === 0 && this.#anchor.row <= this.source.first;
  }

  /** There is room below the last row: it goes to the lower edge, and is followed if the person went there. */
  #reachEnd(known: RowHeights): void {
    this.#anchor = endAnchor(known, this.#height);
    if (!this.#downward || this.#following) return;
    this.follow();
    this.#tail.advance(this.#rowsOfScreen);
  }
}
