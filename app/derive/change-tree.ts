import type { ChangeKind, FileChange } from '../containers.ts';

/** A line of the tree of changes. */
export interface ChangeLine {
  /** Absolute; names the line. */
  readonly path: string;
  /** What stands in it: the path from the line above on. */
  readonly name: string;
  /** 0 at the outermost. */
  readonly depth: number;
  /** Absent where only something in it is changed. */
  readonly kind?: ChangeKind;
  /** How many changes are in it; 0 for what holds none. */
  readonly within: number;
  /** Whether those are shown. */
  readonly open: boolean;
}

interface Node {
  readonly name: string;
  readonly path: string;
  kind?: ChangeKind;
  within: number;
  readonly children: Map<string, Node>;
}

/** Folders deeper than this are one line with what they hold: a hostile path has thousands. */
const deepest = 40;

/** A path as the names of its folders and its own. */
function partsOf(path: string): string[] {
  const parts = path.split('/').slice(1);
  return parts.length <= deepest ? parts : [...parts.slice(0, deepest - 1), parts.slice(deepest - 1).join('/')];
}

function emptyNode(name: string, path: string): Node {
  return { name, path, within: 0, children: new Map() };
}

/** The folders and files that changed, one inside the other. */
function treeOf(files: readonly FileChange[]): Node {
  const root = emptyNode('', '');
  for (const { path, kind } of files) {
    let node = root;
    for (const part of partsOf(path)) {
      node.within += 1;
      let child = node.children.get(part);
      if (!child) {
        child = emptyNode(part, `${node.path}/${part}`);
        node.children.set(part, child);
      }
      node = child;
    }
    node.kind = kind;
  }
  return root;
}

/** A folder that holds nothing but a folder stands in one line with it. */
function merged(node: Node): Node {
  let { name, path, kind, within, children } = node;
  for (;;) {
    const [only, ...others] = children.values();
    if (!only || others.length > 0 || kind !== undefined || only.children.size === 0) break;
    name = `${name}/${only.name}`;
    ({ path, kind, within, children } = only);
  }
  return { name, path, within, children, ...(kind && { kind }) };
}

/**
 * The lines of a tree of changes, in the order of `files`.
 * @param isOpen whether the line of a folder shows what it holds
 */
export function changeLines(files: readonly FileChange[], isOpen: (path: string) => boolean): ChangeLine[] {
  const lines: ChangeLine[] = [];
  const add = (parent: Node, depth: number): void => {
    for (const child of parent.children.values()) {
      const { name, path, kind, within, children } = merged(child);
      const open = within > 0 && isOpen(path);
      lines.push({ path, name, depth, ...(kind && { kind }), within, open });
      if (open) add({ name, path, within, children }, depth + 1);
    }
  };
  add(treeOf(files), 0);
  return lines;
}
