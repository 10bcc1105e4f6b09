import type { ReactNode } from 'react';
import type { Icon } from '../../icon.ts';
import type { MenuItem } from '../../overlays/menu-item.ts';
import type { Selection } from './selection.ts';

/** What a column sorts by; `undefined` and NaN come last in both directions. */
export type SortValue = string | number | boolean | undefined;

/**
 * One column. Keep the array's identity between renders (a constant, or `useMemo`): a new array draws every row again.
 */
export interface Column<T> {
  readonly id: string;
  readonly header: string;
  /** px at first; a person may change it. */
  readonly width: number;
  /** px, 48 unless told; a column that says it shrinks to that where there is no room. */
  readonly minWidth?: number;
  /** Takes a share of the space that is left over until a person resizes it. */
  readonly grow?: boolean;
  readonly align?: 'start' | 'end';
  /** What to sort by; a column without it cannot be sorted. */
  value?: (item: T) => SortValue;
  cell: (item: T) => ReactNode;
  /** False keeps a column with a `value` from being sorted. */
  readonly sortable?: boolean;
  /** The first click sorts downwards: for numbers where big is interesting. */
  readonly descendingFirst?: boolean;
  /** Cannot be hidden: the name. */
  readonly alwaysVisible?: boolean;
  /** Stays where there is no room for all columns, unless it is hidden: the state. */
  readonly essential?: boolean;
  /** Its cell says itself what is being done to the item; else the row's beginning does. */
  readonly tellsPending?: boolean;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** What a person did to the columns; plain data, so that it can be stored. */
export interface ColumnLayout {
  readonly widths?: Readonly<Record<string, number>> | undefined;
  readonly hidden?: readonly string[] | undefined;
}

/** An icon button in the column of verbs; it has room for four. */
export interface RowAction {
  readonly label: string;
  readonly icon: Icon;
  onSelect: () => void;
  readonly disabled?: boolean;
  /** Why it is disabled. */
  readonly reason?: string | undefined;
  readonly danger?: boolean;
  readonly busy?: boolean;
}

/** Rows under header rows that fold. Items without a group come after all groups. */
export interface Grouping<T> {
  /** The group's id, or undefined for an item that stands alone. */
  groupOf: (item: T) => string | undefined;
  /** What the header row says; called with the group's items after sorting. */
  header: (id: string, items: readonly T[]) => { readonly title: string; readonly summary?: ReactNode };
  readonly collapsed: ReadonlySet<string>;
  onCollapse: (id: string, collapsed: boolean) => void;
  actions?: (id: string, items: readonly T[]) => readonly RowAction[];
  menu?: (id: string, items: readonly T[]) => readonly MenuItem[];
}

/** What a grid needs. Functions may change between renders; `columns`, `items` and `grouping` should keep identity. */
export interface GridProps<T> {
  /** The accessible name, e.g. the section's name. */
  readonly label: string;
  readonly items: readonly T[];
  rowId: (item: T) => string;
  /** How a screen reader and a test call the row; begins with the item's own name. */
  rowName: (item: T) => string;
  readonly columns: readonly Column<T>[];
  readonly sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  readonly layout?: ColumnLayout | undefined;
  onLayout?: (layout: ColumnLayout) => void;
  readonly selection: Selection;
  onSelection: (selection: Selection) => void;
  /** Enter or click on a row. */
  onOpen?: (item: T) => void;
  /** The row whose detail is shown. */
  readonly openId?: string | undefined;
  rowActions?: (item: T) => readonly RowAction[];
  /** The context menu for the selected rows, or for the one under the pointer. */
  rowMenu?: (items: readonly T[]) => readonly MenuItem[];
  /** True while something is being done to the row. */
  pending?: (item: T) => boolean;
  /** True for what is not known now: it is drawn grey. */
  stale?: (item: T) => boolean;
  readonly grouping?: Grouping<T> | undefined;
  /** The ids that can be seen, at most once per frame; empty when the grid goes away. */
  onVisibleChange?: (ids: readonly string[]) => void;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
}
