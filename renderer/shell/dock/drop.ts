import type { DockSide } from '../../stores/kept/dock-tree.ts';

/** A rectangle in px, from wherever all of them are counted. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A pane as it lies on screen: the row of its tabs is at its top. */
export interface PaneBox {
  readonly group: string;
  readonly box: Box;
  /** Height of the row of tabs, in px. */
  readonly row: number;
  /** The tabs in their order. */
  readonly tabs: readonly { readonly id: string; readonly box: Box }[];
}

/** Where a tab goes that is let go: among the tabs of a group (before one, or at their end), or beside a group. */
export type Drop =
  | { readonly kind: 'tabs'; readonly group: string; readonly before?: string }
  | { readonly kind: 'side'; readonly group: string; readonly side: DockSide };

/** A drop, and what is marked of the screen for it. */
export interface DropPlace {
  readonly drop: Drop;
  readonly mark: Box;
}

/** What of a pane's width and height splits it at each side. */
const edge = 0.25;
/** Width of the line that stands between tabs, in px. */
const line = 2;

/** What letting go at a point means; undefined outside of all panes. */
export function dropAt(x: number, y: number, panes: readonly PaneBox[]): DropPlace | undefined {
  const pane = panes.find(({ box }) => isIn(box, x, y));
  if (!pane) return undefined;
  return y < pane.box.top + pane.row ? amongTabs(pane, x) : inPane(pane, x, y);
}

function isIn({ left, top, width, height }: Box, x: number, y: number): boolean {
  return x >= left && x < left + width && y >= top && y < top + height;
}

function amongTabs({ group, box, row, tabs }: PaneBox, x: number): DropPlace {
  const next = tabs.find((tab) => x < tab.box.left + tab.box.width / 2);
  const last = tabs.at(-1)?.box;
  const at = next ? next.box.left : last ? last.left + last.width : box.left;
  return {
    drop: { kind: 'tabs', group, ...(next ? { before: next.id } : {}) },
    mark: { left: Math.max(at - line / 2, box.left), top: box.top, width: line, height: row },
  };
}

function inPane({ group, box, row }: PaneBox, x: number, y: number): DropPlace {
  const body = { ...box, top: box.top + row, height: box.height - row };
  const across = (x - body.left) / body.width;
  const down = (y - body.top) / body.height;
  const near: readonly (readonly [DockSide, number])[] = [
    ['left', across],
    ['right', 1 - across],
    ['up', down],
    ['down', 1 - down],
  ];
  const [side, distance] = near.reduce((least, one) => (one[1] < least[1] ? one : least));
  if (distance >= edge) return { drop: { kind: 'tabs', group }, mark: body };
  return { drop: { kind: 'side', group, side }, mark: half(box, side) };
}

/** The half of a pane that a new one gets. */
function half(box: Box, side: DockSide): Box {
  const width = side === 'left' || side === 'right' ? box.width / 2 : box.width;
  const height = side === 'up' || side === 'down' ? box.height / 2 : box.height;
  return {
    left: side === 'right' ? box.left + width : box.left,
    top: side === 'down' ? box.top + height : box.top,
    width,
    height,
  };
}
