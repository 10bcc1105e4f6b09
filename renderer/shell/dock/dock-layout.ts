import type { DockGroup, DockNode, DockSplit } from '../../../app/dock.ts';

/** A part of the dock, in shares of its width and height: all of it is 0, 0, 1, 1. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A group and where it lies. */
export interface Pane {
  readonly group: DockGroup;
  readonly area: Area;
}

/** The line between a node of a split and the next. */
export interface Divider {
  readonly direction: DockSplit['direction'];
  /** Id of the node before it, its size, and that of both together. */
  readonly node: string;
  readonly size: number;
  readonly both: number;
  /** What both have together. */
  readonly area: Area;
}

export interface DockLayout {
  readonly panes: readonly Pane[];
  readonly dividers: readonly Divider[];
}

/**
 * Where groups and the lines between them lie. They are drawn beside each other, not within each other, so that what a
 * group shows stays where it is in the page while others come and go.
 */
export function layOut(node: DockNode, area: Area = { left: 0, top: 0, width: 1, height: 1 }): DockLayout {
  if (node.kind === 'group') return { panes: [{ group: node, area }], dividers: [] };
  const { direction, children } = node;
  const all = children.reduce((sum, { size }) => sum + size, 0);
  const panes: Pane[] = [];
  const dividers: Divider[] = [];
  let before = 0;
  for (const [at, child] of children.entries()) {
    const inner = layOut(child, part(area, direction, before / all, child.size / all));
    panes.push(...inner.panes);
    const next = children[at + 1];
    if (next) {
      const both = child.size + next.size;
      const shared = part(area, direction, before / all, both / all);
      dividers.push({ direction, node: child.id, size: child.size, both, area: shared });
    }
    dividers.push(...inner.dividers);
    before += child.size;
  }
  return { panes, dividers };
}

function part(
  { left, top, width, height }: Area,
  direction: DockSplit['direction'],
  from: number,
  share: number,
): Area {
  return direction === 'row'
    ? { left: left + width * from, top, width: width * share, height }
    : { left, top: top + height * from, width, height: height * share };
}
