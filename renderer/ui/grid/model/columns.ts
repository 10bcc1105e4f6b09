import type { Column, ColumnLayout } from './types.ts';

/** px before the first cell, where the mark of a selected row is. */
export const gutter = 24;
/** px after the last cell: the row's verbs, four at most, below the column menu's button. */
export const trailer = 4 * 24 + 8;
const leastWidth = 48;
/** px; keeps a slip of the pointer from making a column that needs minutes of scrolling. */
const mostWidth = 2_000;

/** The columns a person has not hidden. */
export function visibleColumns<T>(
  columns: readonly Column<T>[],
  layout: ColumnLayout | undefined,
): readonly Column<T>[] {
  const hidden = new Set(layout?.hidden);
  return hidden.size === 0 ? columns : columns.filter((c) => c.alwaysVisible || !hidden.has(c.id));
}

/**
 * The columns that fit into `room` px, so that none is cut in half: the first ones as far as they go beside those that
 * stay in any case, which give up width first. All of them while the room is not known.
 */
export function fittingColumns<T>(
  columns: readonly Column<T>[],
  layout: ColumnLayout | undefined,
  room: number | undefined,
): readonly Column<T>[] {
  if (room === undefined) return columns;
  const stays = (column: Column<T>) => column.alwaysVisible === true || column.essential === true;
  let used = gutter + trailer + columns.filter(stays).reduce((sum, column) => sum + widthOf(column, layout), 0);
  let full = false;
  return columns.filter((column) => {
    if (stays(column)) return true;
    used += widthOf(column, layout);
    full ||= used > room;
    return !full;
  });
}

/** A width a column may have, in whole px. */
export function clampWidth<T>(column: Column<T>, width: number): number {
  return Math.round(Math.min(mostWidth, Math.max(column.minWidth ?? leastWidth, width)));
}

/** The column's width in px: as a person left it or as it was declared. */
export function widthOf<T>(column: Column<T>, layout: ColumnLayout | undefined): number {
  return clampWidth(column, layout?.widths?.[column.id] ?? column.width);
}

/**
 * The `grid-template-columns` of header and rows, and the px below which the grid scrolls sideways. A growing column
 * takes what is left over until it has a width of its own; without one, the trailer takes it. A column with a least
 * width gives up what is above it where there is no room.
 */
export function template<T>(
  columns: readonly Column<T>[],
  layout: ColumnLayout | undefined,
): { tracks: string; width: number } {
  let grows = false;
  let width = gutter + trailer;
  const tracks = columns.map((column) => {
    const chosen = layout?.widths?.[column.id] !== undefined;
    const px = widthOf(column, layout);
    const least = chosen ? px : (column.minWidth ?? px);
    width += least;
    if (chosen || (!column.grow && least === px)) return `${px}px`;
    grows ||= column.grow === true;
    return `minmax(${least}px, ${column.grow ? '1fr' : `${px}px`})`;
  });
  const last = grows ? `${trailer}px` : `minmax(${trailer}px, 1fr)`;
  return { tracks: `${gutter}px ${tracks.join(' ')} ${last}`, width };
}

/** The layout with one column's width set, or given back to the column's own when `width` is undefined. */
export function withWidth<T>(
  layout: ColumnLayout | undefined,
  column: Column<T>,
  width: number | undefined,
): ColumnLayout {
  const { [column.id]: _old, ...others } = layout?.widths ?? {};
  const widths = width === undefined ? others : { ...others, [column.id]: clampWidth(column, width) };
  return { hidden: layout?.hidden ?? [], widths };
}

/** The layout with one column hidden or shown. */
export function withHidden(layout: ColumnLayout | undefined, id: string, hidden: boolean): ColumnLayout {
  const others = (layout?.hidden ?? []).filter((other) => other !== id);
  return { widths: layout?.widths ?? {}, hidden: hidden ? [...others, id] : others };
}
