import type { TopProcess } from '../containers.ts';

/** A process and how many of its ancestors are listed, too. */
export interface ProcessLine {
  readonly process: TopProcess;
  readonly depth: number;
}

/**
 * Processes as a tree, each below its parent and beside its siblings in the order of `compare`. One whose parent is not
 * listed is a root. What an engine says may go round in a ring: whatever no root leads to is a root as well.
 */
export function processTree(
  processes: readonly TopProcess[],
  compare: (a: TopProcess, b: TopProcess) => number,
): readonly ProcessLine[] {
  const sorted = processes.toSorted(compare);
  const listed = new Set(sorted.map(({ pid }) => pid));
  const children = new Map<number, TopProcess[]>();
  const roots: TopProcess[] = [];
  for (const process of sorted) {
    const { pid, parent } = process;
    if (parent === pid || !listed.has(parent)) roots.push(process);
    else children.set(parent, [...(children.get(parent) ?? []), process]);
  }
  const lines: ProcessLine[] = [];
  const seen = new Set<TopProcess>();
  const walk = (root: TopProcess): void => {
    // The last one is next, so that no depth is too deep.
    const waiting: ProcessLine[] = [{ process: root, depth: 0 }];
    for (let line = waiting.pop(); line; line = waiting.pop()) {
      if (seen.has(line.process)) continue;
      seen.add(line.process);
      lines.push(line);
      const depth = line.depth + 1;
      const below = children.get(line.process.pid) ?? [];
      waiting.push(...below.toReversed().map((process) => ({ process, depth })));
    }
  };
  for (const root of roots) walk(root);
  for (const process of sorted) if (!seen.has(process)) walk(process);
  return lines;
}
