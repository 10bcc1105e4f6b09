import { describe, expect, it } from 'vitest';
import { changeLines } from '../../../../app/derive/change-tree.ts';
import { treeKey } from './tree-keys.ts';

const files = ['/a/one', '/a/two', '/b/three', '/b/four'].map((path) => ({ path, kind: 'added' }) as const);

describe('a key in a tree', () => {
  // a, one, two, b (shut)
  const lines = changeLines(files, (path) => path === '/a');
  const move = (key: string, at: number) => treeKey(key, lines, at, 2);

  it('leads along the lines, and no further', () => {
    expect([move('ArrowDown', 0), move('ArrowDown', 3)]).toEqual([{ to: 1 }, { to: 3 }]);
    expect([move('ArrowUp', 0), move('ArrowUp', 2)]).toEqual([{ to: 0 }, { to: 1 }]);
    expect([move('PageDown', 0), move('PageUp', 3)]).toEqual([{ to: 2 }, { to: 1 }]);
    expect([move('Home', 2), move('End', 0)]).toEqual([{ to: 0 }, { to: 3 }]);
  });

  it('folds and unfolds, or leads out and in', () => {
    expect([move('ArrowRight', 0), move('ArrowRight', 3), move('ArrowRight', 1)]).toEqual([
      { to: 1 },
      'turn',
      undefined,
    ]);
    expect([move('ArrowLeft', 2), move('ArrowLeft', 0), move('ArrowLeft', 3)]).toEqual([{ to: 0 }, 'turn', { to: 3 }]);
    expect([move('Enter', 3), move(' ', 0), move('Enter', 1)]).toEqual(['turn', 'turn', undefined]);
  });

  it('means nothing else', () => {
    expect(move('s', 0)).toBeUndefined();
    expect(treeKey('Enter', [], 0, 1)).toBeUndefined();
  });
});
