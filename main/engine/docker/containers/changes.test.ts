import { describe, expect, it } from 'vitest';
import { toChanges } from './changes.ts';

const nothing = { files: [], counts: { added: 0, changed: 0, deleted: 0 }, more: 0 };

describe('what a container changed', () => {
  it('is told by path, without the folders that are changed by what is in them alone', () => {
    const told = [
      { Path: '/tmp/b', Kind: 1 },
      { Path: '/etc', Kind: 0 },
      { Path: '/etc-old', Kind: 0 },
      { Path: '/etc/motd', Kind: 2 },
      { Path: '/new', Kind: 1 },
      { Path: '/new/a', Kind: 1 },
      { Path: '/srv', Kind: 0 },
      { Path: '/tmp', Kind: 0 },
    ];
    expect(toChanges(told)).toEqual({
      files: [
        { path: '/etc-old', kind: 'changed' },
        { path: '/etc/motd', kind: 'deleted' },
        { path: '/new', kind: 'added' },
        { path: '/new/a', kind: 'added' },
        { path: '/srv', kind: 'changed' },
        { path: '/tmp/b', kind: 'added' },
      ],
      counts: { added: 3, changed: 2, deleted: 1 },
      more: 0,
    });
  });

  it('is nothing where the engine says so, or nothing that can be read', () => {
    for (const told of [null, [], {}, 'x', [null, { Path: 'a', Kind: 1 }, { Path: '/a', Kind: 7 }, { Kind: 1 }]]) {
      expect(toChanges(told)).toEqual(nothing);
    }
  });

  it('is bounded, and counted all the same', () => {
    const told = Array.from({ length: 30_000 }, (_, n) => ({ Path: `/${'d/'.repeat(n % 50)}${n}`, Kind: 1 }));
    const { files, counts, more } = toChanges(told);
    expect(files).toHaveLength(20_000);
    expect(counts.added).toBe(30_000);
    expect(more).toBe(10_000);
    const [deep] = toChanges([{ Path: `/${'d/'.repeat(9000)}`, Kind: 1 }]).files;
    expect(deep?.path).toHaveLength(4096);
  });
});
