import type { ContextNode } from '../../../../app/build/contexts.ts';

/** The folder that names lead to, or the last one on the way that is still there. */
export function folderAt(
  top: ContextNode,
  names: readonly string[],
): { readonly node: ContextNode; readonly names: readonly string[] } {
  let node = top;
  for (const [index, name] of names.entries()) {
    const next = node.inside.find((each) => each.isFolder && each.name === name);
    if (!next) return { node, names: names.slice(0, index) };
    node = next;
  }
  return { node, names };
}

/** The largest of what is sent first, then the largest of what is left out. */
export function inOrder(node: ContextNode): readonly ContextNode[] {
  return node.inside.toSorted((a, b) => b.sent.bytes - a.sent.bytes || b.left.bytes - a.left.bytes);
}
