import type { Stop } from '../../../../app/rpc/operation.ts';
import type { LogScroller } from './scroller.ts';
import { isEmpty, rowEnd } from './selection.ts';

/** What a person does to a log that is not scrolling. */
export interface LogActions {
  /** Asks, then opens a page elsewhere. */
  openLink(url: string): void;
  /** Shows the line at a position whole, or cut again. */
  toggleWhole(position: number): void;
  copySelection(): void;
}

/** px of a line by `WheelEvent.DOM_DELTA_LINE`, in rows of the log. */
const linesPerNotch = 1;

/** Wheel, keys and clicks of a log. Returns the end of that. */
export function listenForInput(scroller: LogScroller, actions: LogActions): Stop {
  const { viewport } = scroller;
  const onWheel = (event: WheelEvent) => wheel(scroller, event);
  const onKey = (event: KeyboardEvent) => {
    if (!press(scroller, actions, event)) return;
    event.preventDefault();
    // The same keys move the selection of a list elsewhere in the window.
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => click(scroller, actions, event.target);
  const onCopy = (event: ClipboardEvent) => {
    if (!scroller.selection || isEmpty(scroller.selection)) return;
    event.preventDefault();
    actions.copySelection();
  };
  // Not passive: the browser would scroll the sizer, which knows nothing of how high rows are.
  viewport.addEventListener('wheel', onWheel, { passive: false });
  viewport.addEventListener('keydown', onKey);
  viewport.addEventListener('click', onClick);
  viewport.addEventListener('copy', onCopy);
  return () => {
    viewport.removeEventListener('wheel', onWheel);
    viewport.removeEventListener('keydown', onKey);
    viewport.removeEventListener('click', onClick);
    viewport.removeEventListener('copy', onCopy);
  };
}

function wheel(scroller: LogScroller, event: WheelEvent): void {
  // With Ctrl it zooms the window.
  if (event.ctrlKey) return;
  const unit = unitOf(scroller, event.deltaMode);
  const sideways = event.shiftKey && event.deltaX === 0;
  const x = (sideways ? event.deltaY : event.deltaX) * unit;
  event.preventDefault();
  if (x !== 0) scroller.viewport.scrollLeft += x;
  if (!sideways && event.deltaY !== 0) scroller.scrollBy(event.deltaY * unit);
}

function unitOf(scroller: LogScroller, mode: number): number {
  if (mode === WheelEvent.DOM_DELTA_LINE) return scroller.lineHeight * linesPerNotch;
  return mode === WheelEvent.DOM_DELTA_PAGE ? scroller.viewport.clientHeight : 1;
}

/** Acts on a key; whether it did. */
function press(scroller: LogScroller, actions: LogActions, event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return pressWithControl(scroller, actions, key.toLowerCase());
  if (target !== scroller.viewport && target instanceof HTMLElement) {
    // A control in a row: Enter and Space are its own.
    if (key === 'Enter' && target.dataset.url !== undefined) {
      actions.openLink(target.dataset.url);
      return true;
    }
    if (key === 'Enter' || key === ' ') return false;
  }
  if (event.shiftKey && (key === 'ArrowDown' || key === 'ArrowUp'))
    return extend(scroller, key === 'ArrowDown' ? 1 : -1);
  const move = moves[key];
  if (move) {
    move(scroller);
    return true;
  }
  if (key !== 'Escape' || !scroller.selection || isEmpty(scroller.selection)) return false;
  scroller.selection = undefined;
  return true;
}

const moves: Readonly<Record<string, (scroller: LogScroller) => void>> = {
  ArrowDown: (scroller) => scroller.scrollBy(scroller.lineHeight),
  ArrowUp: (scroller) => scroller.scrollBy(-scroller.lineHeight),
  j: (scroller) => scroller.scrollBy(scroller.lineHeight),
  k: (scroller) => scroller.scrollBy(-scroller.lineHeight),
  PageDown: (scroller) => page(scroller, 1),
  PageUp: (scroller) => page(scroller, -1),
  ' ': (scroller) => page(scroller, 1),
  Home: (scroller) => scroller.toStart(),
  End: (scroller) => scroller.follow(),
};

/** Moves by screens; a line stays in view. */
function page(scroller: LogScroller, screens: number): void {
  const { lineHeight, viewport } = scroller;
  scroller.scrollBy(screens * Math.max(lineHeight, viewport.clientHeight - lineHeight));
}

function pressWithControl(scroller: LogScroller, actions: LogActions, key: string): boolean {
  const { selection } = scroller;
  const { first, end } = scroller.source;
  if (key === 'a' && first < end) {
    scroller.selection = { anchor: { row: first, column: 0 }, focus: { row: end - 1, column: rowEnd } };
  } else if (key === 'c' && selection && !isEmpty(selection)) {
    actions.copySelection();
  } else if (key === 'home') {
    scroller.toStart();
  } else if (key === 'end') {
    scroller.follow();
  } else {
    return false;
  }
  return true;
}

/** Selects a line more or less; begins with the first on screen. */
function extend(scroller: LogScroller, by: 1 | -1): boolean {
  const { source, place, selection } = scroller;
  if (source.first >= source.end) return true;
  if (!selection || isEmpty(selection)) {
    const row = by > 0 ? place.visible.from : place.visible.to - 1;
    scroller.selection = { anchor: { row, column: by > 0 ? 0 : rowEnd }, focus: { row, column: by > 0 ? rowEnd : 0 } };
    return true;
  }
  const row = Math.max(source.first, Math.min(selection.focus.row + by, source.end - 1));
  scroller.selection = { ...selection, focus: { row, column: row < selection.anchor.row ? 0 : rowEnd } };
  if (row < place.visible.from || row >= place.visible.to - 1) scroller.scrollBy(by * scroller.lineHeight);
  return true;
}

/** Does what a control in a row is for. */
function click(scroller: LogScroller, actions: LogActions, target: EventTarget | null): void {
  const control = target instanceof Element ? target.closest<HTMLElement>('[data-act], [data-url]') : null;
  const drawn = control && scroller.rows.of(control);
  if (!control || !drawn) return;
  const { url, act } = control.dataset;
  const { selection } = scroller;
  if (url !== undefined) {
    // The end of a drag is none.
    if (!selection || isEmpty(selection)) actions.openLink(url);
  } else if (act === 'fold') {
    scroller.folds.toggle(drawn.position);
  } else if (act === 'whole') {
    actions.toggleWhole(drawn.position);
  } else if (act === 'expand' && drawn.row) {
    scroller.plugin?.toggle?.(drawn.row, drawn.position);
  }
  scroller.renew();
}
