import type { Stop } from '../../../../app/rpc/operation.ts';
import type { LogScroller } from './scroller.ts';
import { rowEnd, type TextPoint, wordAt } from './selection.ts';

/** Rows scrolled per frame for each px that the pointer is beyond the edge, and at most. */
const speedPerPx = 0.05;
const topSpeed = 20;

/**
 * Selecting with the mouse: drag, also beyond the edge, which scrolls; shift extends; twice a word, three times a line.
 * Returns the end of that.
 */
export function listenForSelection(scroller: LogScroller): Stop {
  const drag = new Drag(scroller);
  const { viewport } = scroller;
  const onDown = (event: MouseEvent) => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    // On a link too: whether it is a click is known when the button is released. A click on a scrollbar is outside of what the viewport shows.
    const onScrollbar = event.target === viewport && isOnScrollbar(viewport, event);
    if (onScrollbar || event.target.closest('button')) return;
    // No selection of the browser's own: it would end with the rows that are recycled.
    event.preventDefault();
    viewport.focus({ preventScroll: true });
    drag.begin(event);
  };
  viewport.addEventListener('mousedown', onDown);
  return () => {
    viewport.removeEventListener('mousedown', onDown);
    drag.end();
  };
}

function isOnScrollbar(viewport: HTMLElement, { clientX, clientY }: MouseEvent): boolean {
  const { left, top } = viewport.getBoundingClientRect();
  return clientX - left > viewport.clientWidth || clientY - top > viewport.clientHeight;
}

/** What one step of a drag takes in: a character, a word, a line. */
type Unit = (point: TextPoint) => { readonly from: TextPoint; readonly to: TextPoint };

class Drag {
  readonly #scroller: LogScroller;
  #begin: ReturnType<Unit> | undefined;
  #unit: Unit = (point) => ({ from: point, to: point });
  #x = 0;
  #y = 0;
  #frame = 0;

  constructor(scroller: LogScroller) {
    this.#scroller = scroller;
  }

  begin({ clientX, clientY, detail, shiftKey }: MouseEvent): void {
    const point = this.#scroller.rows.pointAt(clientX, clientY);
    if (!point) return;
    this.#unit = this.#unitOf(detail);
    const { selection } = this.#scroller;
    this.#begin = shiftKey && selection ? { from: selection.anchor, to: selection.anchor } : this.#unit(point);
    this.#x = clientX;
    this.#y = clientY;
    this.#extend();
    window.addEventListener('mousemove', this.#move);
    window.addEventListener('mouseup', this.#release);
  }

  readonly #release = (): void => {
    this.#extend();
    this.end();
  };

  readonly end = (): void => {
    window.removeEventListener('mousemove', this.#move);
    window.removeEventListener('mouseup', this.#release);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  };

  readonly #move = ({ clientX, clientY, buttons }: MouseEvent): void => {
    // Released outside of the window.
    if ((buttons & 1) === 0) return this.end();
    this.#x = clientX;
    this.#y = clientY;
    this.#extend();
    if (this.#frame === 0 && this.#beyond() !== 0) this.#frame = requestAnimationFrame(this.#autoscroll);
  };

  readonly #autoscroll = (): void => {
    const beyond = this.#beyond();
    this.#frame = 0;
    if (beyond === 0) return;
    const rows = Math.max(-topSpeed, Math.min(beyond * speedPerPx, topSpeed));
    // Of the rows that the last step has drawn.
    this.#extend();
    this.#scroller.scrollBy(rows * this.#scroller.lineHeight);
    this.#frame = requestAnimationFrame(this.#autoscroll);
  };

  /** px that the pointer is below (above when negative) the rows. */
  #beyond(): number {
    const { top, height } = this.#scroller.viewport.getBoundingClientRect();
    if (this.#y < top) return this.#y - top;
    return Math.max(0, this.#y - (top + height));
  }

  #extend(): void {
    const begin = this.#begin;
    const point = this.#scroller.rows.pointAt(this.#x, this.#y);
    if (!begin || !point) return;
    const here = this.#unit(point);
    const backward = isBefore(here.from, begin.from);
    // An empty one is kept too: it is where a click with Shift goes on from.
    this.#scroller.selection = backward
      ? { anchor: begin.to, focus: here.from }
      : { anchor: begin.from, focus: isBefore(here.to, begin.to) ? begin.to : here.to };
  }

  #unitOf(clicks: number): Unit {
    if (clicks >= 3) return ({ row }) => ({ from: { row, column: 0 }, to: { row, column: rowEnd } });
    if (clicks < 2) return (point) => ({ from: point, to: point });
    return (point) => {
      const text = this.#scroller.rows.rows.find(({ position }) => position === point.row)?.text ?? '';
      const { from, to } = wordAt(text, point.column);
      return { from: { row: point.row, column: from }, to: { row: point.row, column: to } };
    };
  }
}

function isBefore(a: TextPoint, b: TextPoint): boolean {
  return a.row < b.row || (a.row === b.row && a.column < b.column);
}
