import { expect, it } from 'vitest';
import type { TopProcess } from '../containers.ts';
import { processTree } from './process-tree.ts';

const process = (pid: number, parent: number): TopProcess => ({
  pid,
  parent,
  user: 'root',
  cpu: '0.0',
  time: '00:00:00',
  command: String(pid),
});
const byPid = (a: TopProcess, b: TopProcess) => a.pid - b.pid;
const tree = (...processes: readonly TopProcess[]) =>
  processTree(processes, byPid).map(({ process, depth }) => [process.pid, depth]);

it('puts each process below its parent, and siblings in order', () => {
  expect(tree(process(9, 1), process(3, 1), process(1, 0), process(4, 3), process(20, 500))).toEqual([
    [1, 0],
    [3, 1],
    [4, 2],
    [9, 1],
    [20, 0],
  ]);
  expect(tree()).toEqual([]);
});

it('keeps every process, whatever an engine says of parents', () => {
  expect(tree(process(1, 1), process(2, 3), process(3, 2), process(4, 3))).toEqual([
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 2],
  ]);
  expect(tree(process(5, 0), process(5, 0))).toHaveLength(2);
});

it('does not mind how deep it is', () => {
  const deep = Array.from({ length: 20_000 }, (_, at) => process(at + 1, at));
  expect(tree(...deep).at(-1)).toEqual([20_000, 19_999]);
});
