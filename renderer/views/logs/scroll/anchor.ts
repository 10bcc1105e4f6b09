/** A place in rows of any height: `offset` px of row `row` are above the upper edge. */
export interface Anchor {
  readonly row: number;
  readonly offset: number;
}

/** Rows with their heights in px, as far as known; a hidden row has none. */
export interface RowHeights {
  readonly first: number;
  readonly end: number;
  height(position: number): number;
}

/** Hidden rows that are passed at most in one step: a bound on the work, far above what is ever hidden in a row. */
const mostHidden = 20_000;

/** The anchor `px` further down (up when negative); not above the first row, not below the last one's upper edge. */
export function moveBy({ row, offset }: Anchor, px: number, rows: RowHeights): Anchor {
  let at = clampRow(row, rows);
  let rest = (at === row ? offset : 0) + px;
  for (let passed = 0; rest < 0 && at > rows.first && passed < mostHidden; passed += 1) {
    at -= 1;
    rest += rows.height(at);
  }
  for (let passed = 0; at < rows.end - 1 && passed < mostHidden; passed += 1) {
    const height = rows.height(at);
    if (rest < height) break;
    rest -= height;
    at += 1;
  }
  return { row: at, offset: Math.max(0, at >= rows.end - 1 ? Math.min(rest, rows.height(at)) : rest) };
}

/** The anchor at which the last row stands at the lower edge; the first row at the upper one if there is room. */
export function endAnchor(rows: RowHeights, viewport: number): Anchor {
  let at = rows.end;
  let height = 0;
  while (at > rows.first && height < viewport && rows.end - at < mostHidden) {
    at -= 1;
    height += rows.height(at);
  }
  return { row: at, offset: Math.max(0, height - viewport) };
}

/** Positions with a height from an anchor on, until they fill the viewport. */
export function visibleFrom({ row, offset }: Anchor, rows: RowHeights, viewport: number): number[] {
  const visible: number[] = [];
  let y = -offset;
  for (let at = Math.max(row, rows.first); at < rows.end && y < viewport; at += 1) {
    if (at - row > mostHidden) break;
    const height = rows.height(at);
    if (height === 0) continue;
    visible.push(at);
    y += height;
  }
  return visible;
}

/** How far down an anchor is, 0 to 1, for a scrollbar; `screen` is how many rows the viewport holds. */
export function fractionOf({ row, offset }: Anchor, rows: RowHeights, screen: number): number {
  const range = rows.end - rows.first - screen;
  if (range <= 0) return 0;
  const within = offset / Math.max(1, rows.height(row));
  return Math.min(1, Math.max(0, (row - rows.first + within) / range));
}

/** The anchor that is so far down; the inverse of `fractionOf`. */
export function anchorAt(fraction: number, rows: RowHeights, screen: number): Anchor {
  const place = fraction * Math.max(0, rows.end - rows.first - screen);
  // Without this, 0.1 px less than a row would be the row above.
  const row = rows.first + Math.floor(place + 1e-6);
  const within = Math.max(0, place - (row - rows.first));
  return { row: clampRow(row, rows), offset: within * rows.height(row) };
}

function clampRow(row: number, { first, end }: RowHeights): number {
  return Math.max(first, Math.min(row, end - 1));
}
