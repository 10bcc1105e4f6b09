import type { MenuItem } from '../overlays/menu-item.ts';
import { columnItems } from './header/ColumnMenu.tsx';
import { moveTo, pickOne } from './model/selection.ts';
import type { GridProps } from './model/types.ts';
import { keyOf } from './use-focus.ts';
import type { GridModel } from './use-model.ts';

/**
 * The context menu for what is under the pointer: the columns on the header, a group on its header row, else the
 * selected rows; a row outside the selection becomes the selection.
 */
export function menuFor<T>(target: Element, props: GridProps<T>, model: GridModel<T>): readonly MenuItem[] {
  const { lines } = model;
  const key = keyOf(target);
  if (key === undefined) {
    return props.onLayout && target.closest('[role=columnheader], [role=row]') ? columnItems(props, model.columns) : [];
  }
  const line = lines.list[lines.index.get(key) ?? -1];
  if (!line) return [];
  if (line.kind === 'group') {
    props.onSelection(moveTo(props.selection, key));
    return props.grouping?.menu?.(line.id, line.items) ?? [];
  }
  const { ids } = props.selection;
  if (ids.has(key)) return props.rowMenu?.(props.items.filter((item) => ids.has(props.rowId(item)))) ?? [];
  props.onSelection(pickOne(key));
  return props.rowMenu?.([line.item]) ?? [];
}
