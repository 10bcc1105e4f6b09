import type { MouseEvent } from 'react';
import type { Lines } from './model/lines.ts';
import { extendTo, moveTo, pickOne, toggle } from './model/selection.ts';
import type { GridProps } from './model/types.ts';
import { keyOf } from './use-focus.ts';

/** What inside a row answers clicks itself. */
const own = 'button, a, input, select, [role=button], [data-own-click]';

/**
 * A click in the body of the grid: plain opens, Ctrl or Cmd adds, Shift ranges, and the mark at the row's start adds
 * without a key.
 */
export function onGridClick<T>(event: MouseEvent, props: GridProps<T>, lines: Lines<T>): void {
  const target = event.target instanceof Element ? event.target : undefined;
  const key = keyOf(target ?? null);
  const line = key === undefined ? undefined : lines.list[lines.index.get(key) ?? -1];
  if (!target || !line || key === undefined || target.closest(own)) return;
  if (line.kind === 'group') {
    props.onSelection(moveTo(props.selection, key));
    props.grouping?.onCollapse(line.id, !props.grouping.collapsed.has(line.id));
  } else if (event.shiftKey) props.onSelection(extendTo(props.selection, key, lines.keys));
  else if (event.ctrlKey || event.metaKey || target.closest('[data-pick]')) {
    props.onSelection(toggle(props.selection, key));
  } else {
    props.onSelection(pickOne(key));
    props.onOpen?.(line.item);
  }
}
