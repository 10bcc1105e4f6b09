import { describe, expect, it } from 'vitest';
import type { FileChange } from '../containers.ts';
import { changeLines } from './change-tree.ts';

const added = (...paths: string[]): FileChange[] => paths.map((path) => ({ path, kind: 'added' }));
const drawn = (files: readonly FileChange[], isOpen: (path: string) => boolean) =>
  changeLines(files, isOpen).map(
    ({ name, depth, kind, within, open }) =>
      `${'  '.repeat(depth)}${name} ${kind ?? '-'} ${within}${within > 0 ? (open ? ' open' : ' shut') : ''}`,
  );

describe('the tree of changes', () => {
  const files: FileChange[] = [
    { path: '/etc/motd', kind: 'deleted' },
    { path: '/new', kind: 'added' },
    { path: '/new/a', kind: 'added' },
    ...added('/usr/lib/x/one', '/usr/lib/x/two'),
  ];

  it('has a line for each change, and for each folder that holds some', () => {
    expect(drawn(files, () => true)).toEqual([
      'etc - 1 open',
      '  motd deleted 0',
      'new added 1 open',
      '  a added 0',
      'usr/lib/x - 2 open',
      '  one added 0',
      '  two added 0',
    ]);
  });

  it('hides what is in folders that are shut', () => {
    expect(drawn(files, (path) => path === '/usr/lib/x')).toEqual([
      'etc - 1 shut',
      'new added 1 shut',
      'usr/lib/x - 2 open',
      '  one added 0',
      '  two added 0',
    ]);
  });

  it('takes no more room than a hostile path has lines', () => {
    const deep = changeLines(added(`/${'d/'.repeat(2000)}a`, `/${'d/'.repeat(2000)}b`), () => true);
    expect(deep.length).toBeLessThan(10);
    expect(Math.max(...deep.map(({ depth }) => depth))).toBeLessThan(50);
    expect(deep.filter(({ kind }) => kind === 'added')).toHaveLength(2);
  });
});
