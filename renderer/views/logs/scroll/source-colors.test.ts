import { describe, expect, it } from 'vitest';
import { sourceColors } from './source-colors.ts';

const source = (index: number, log: string) => ({ index, log: log.padEnd(32, '0') });

describe('the colours of logs', () => {
  it('are the same in every view', () => {
    const [web, db] = ['00000003', '00000006'];
    expect([...sourceColors([source(0, web), source(1, db)]).values()]).toEqual([3, 6]);
    expect([...sourceColors([source(0, db), source(1, web)]).values()]).toEqual([6, 3]);
  });

  it('are not shared as long as there are others, and those that are there stay when one joins', () => {
    const same = Array.from({ length: 10 }, (_, index) => source(index, '00000007'));
    const colors = [...sourceColors(same).values()];
    expect(colors.slice(0, 8)).toEqual([7, 0, 1, 2, 3, 4, 5, 6]);
    expect(colors.slice(8)).toEqual([7, 7]);
    expect([...sourceColors(same.slice(0, 3)).values()]).toEqual(colors.slice(0, 3));
  });
});
