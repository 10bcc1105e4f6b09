/* oxlint-disable react/incompatible-library, react/immutability -- no React compiler is used; a scroll position is set in the DOM */
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useLatest } from '../use-latest.ts';
import { anchorShift, type Lines } from './model/lines.ts';
import { useRowHeight } from './model/row-height.ts';
import { isGroupKey } from './model/selection.ts';
import type { GridModel } from './use-model.ts';

export interface View {
  /** Indices of the lines to draw, ascending; the active one is always among them so that it keeps the focus. */
  readonly drawn: readonly number[];
  /** px of all lines. */
  readonly height: number;
  /** Scrolls as little as needed to show the line. */
  reveal: (index: number) => void;
  /** How many whole lines fit. */
  page: () => number;
}

/** The first and the number of lines that can be seen below the sticky header. */
function seenRange(scroller: HTMLElement, top: number, rowHeight: number): { first: number; count: number } {
  const first = Math.floor(top / rowHeight);
  const last = Math.ceil((top + scroller.clientHeight - rowHeight) / rowHeight);
  return { first, count: Math.max(0, last - first) };
}

/** Keeps what a person looks at in place when lines come and go above it. */
function useAnchor<T>(
  scroller: RefObject<HTMLDivElement | null>,
  model: GridModel<T>,
  collapsed: ReadonlySet<string> | undefined,
): void {
  const rowHeight = useRowHeight();
  const last = useRef({ lines: model.lines, order: model.order, collapsed });
  const top = useRef(0);
  useEffect(() => {
    const element = scroller.current;
    const remember = () => {
      top.current = element?.scrollTop ?? 0;
    };
    element?.addEventListener('scroll', remember, { passive: true });
    return () => element?.removeEventListener('scroll', remember);
  }, [scroller]);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { lines: model.lines, order: model.order, collapsed };
    const element = scroller.current;
    // Somebody who folds, sorts or is at the very top wants to see what that brings.
    const asked = before.order !== model.order || before.collapsed !== collapsed;
    if (!element || before.lines === model.lines || asked || top.current < rowHeight) return;
    const { first, count } = seenRange(element, top.current, rowHeight);
    const seen = before.lines.keys.slice(first, first + count);
    const shift = anchorShift(seen, first, (key) => model.lines.index.get(key));
    if (shift !== 0) element.scrollTop = top.current + shift * rowHeight;
  }, [scroller, model.lines, model.order, collapsed, rowHeight]);
}

/** Tells the caller which items can be seen, at most once per frame and only when that changed. */
function useVisible<T>(
  scroller: RefObject<HTMLDivElement | null>,
  lines: Lines<T>,
  report: ((ids: readonly string[]) => void) | undefined,
): void {
  const rowHeight = useRowHeight();
  const latest = useLatest(report);
  const told = useRef('');
  const frame = useRef(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !latest.current) return;
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const { first, count } = seenRange(element, element.scrollTop, rowHeight);
      const ids = lines.keys.slice(first, first + count).filter((key) => !isGroupKey(key));
      const now = ids.join('\n');
      if (now === told.current) return;
      told.current = now;
      latest.current?.(ids);
    });
  });
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      told.current = '';
      latest.current?.([]);
    },
    [latest],
  );
}

/** The window onto the lines: which are drawn, and where it is. */
export function useView<T>(
  scroller: RefObject<HTMLDivElement | null>,
  model: GridModel<T>,
  activeIndex: number | undefined,
  collapsed: ReadonlySet<string> | undefined,
  onVisibleChange: ((ids: readonly string[]) => void) | undefined,
): View {
  const rowHeight = useRowHeight();
  const rangeExtractor = useCallback(
    (range: Range) => {
      const drawn = defaultRangeExtractor(range);
      if (activeIndex === undefined || activeIndex >= range.count || drawn.includes(activeIndex)) return drawn;
      return [...drawn, activeIndex].toSorted((a, b) => a - b);
    },
    [activeIndex],
  );
  const virtualizer = useVirtualizer({
    count: model.lines.list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor,
  });
  // It keeps what it estimated for as long as it is not told.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useAnchor(scroller, model, collapsed);
  useVisible(scroller, model.lines, onVisibleChange);
  return {
    drawn: virtualizer.getVirtualItems().map((item) => item.index),
    height: model.lines.list.length * rowHeight,
    reveal(index) {
      const element = scroller.current;
      if (!element) return;
      const [above, below] = [index * rowHeight, (index + 2) * rowHeight - element.clientHeight];
      if (element.scrollTop > above) element.scrollTop = above;
      else if (element.scrollTop < below) element.scrollTop = below;
    },
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight * 2) / rowHeight) - 2),
  };
}
