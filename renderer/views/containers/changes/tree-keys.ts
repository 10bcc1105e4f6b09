import type { ChangeLine } from '../../../../app/derive/change-tree.ts';

/** What a key does in a tree: it leads to a line, or folds or unfolds the one that has its turn. */
export type TreeMove = { readonly to: number } | 'turn';

/**
 * What a key means on line `at` of a tree, after the tree pattern of the ARIA Authoring Practices: left folds, or leads to
 * the folder around; right unfolds, or leads into it. Undefined where it means nothing.
 * @param page how many lines are seen at once
 */
export function treeKey(key: string, lines: readonly ChangeLine[], at: number, page: number): TreeMove | undefined {
  const line = lines[at];
  const last = lines.length - 1;
  const within = (index: number): TreeMove => ({ to: Math.min(last, Math.max(0, index)) });
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'PageDown':
      return within(at + page);
    case 'PageUp':
      return within(at - page);
    case 'Home':
      return within(0);
    case 'End':
      return within(last);
    case 'ArrowRight':
      if (!line?.within) return undefined;
      return line.open ? within(at + 1) : 'turn';
    case 'ArrowLeft':
      if (line?.open) return 'turn';
      return within(around(lines, at));
    case 'Enter':
    case ' ':
      return line?.within ? 'turn' : undefined;
    default:
      return undefined;
  }
}

/** The line that a line is within; itself at the outermost. */
function around(lines: readonly ChangeLine[], at: number): number {
  const depth = lines[at]?.depth ?? 0;
  const found = lines.slice(0, at).findLastIndex((line) => line.depth < depth);
  return found < 0 ? at : found;
}
