/* oxlint-disable react/refs -- where the active line was is only known from the renders before */
import { useLayoutEffect, useRef } from 'react';
import type { Lines } from './model/lines.ts';
import { retain } from './model/selection.ts';
import type { GridProps } from './model/types.ts';

export interface Active {
  readonly key: string | undefined;
  readonly at: number | undefined;
}

/**
 * The line the keyboard is on: the selection's, or the one now in its place when it is gone, or the first. Also drops
 * what is gone from the selection, so that no verb acts on what cannot be seen.
 */
export function useActive<T>(props: GridProps<T>, lines: Lines<T>): Active {
  const { selection, items } = props;
  const last = useRef({ at: 0, lines });
  const known = selection.active === undefined ? undefined : lines.index.get(selection.active);
  const fallback = selection.active === undefined ? 0 : Math.min(last.current.at, lines.keys.length - 1);
  const at = known ?? (lines.keys.length > 0 ? fallback : undefined);
  useLayoutEffect(() => {
    const changed = last.current.lines !== lines;
    last.current = { at: at ?? last.current.at, lines };
    if (!changed || (selection.ids.size === 0 && selection.active === undefined)) return;
    const ids = selection.ids.size > 0 ? new Set(items.map((item) => props.rowId(item))) : selection.ids;
    const next = retain(selection, ids, lines.keys, (key) => lines.index.has(key), at ?? 0);
    if (next !== selection) props.onSelection(next);
  });
  return { key: at === undefined ? undefined : lines.keys[at], at };
}
