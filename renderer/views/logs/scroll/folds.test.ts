import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../../../app/logs.ts';
import { MemoryRows } from '../model/memory-rows.ts';
import { Folds } from './folds.ts';

/** A letter a row: `-` a line, `t` of a stack trace, `m` a mark. */
function folds(rows: string): Folds {
  const source = new MemoryRows();
  const made: Record<string, Partial<LogRow>> = { t: { trace: true }, m: { mark: { kind: 'started' } } };
  source.add([...rows].map((row) => ({ time: '', text: row, ...made[row] })));
  const folds = new Folds(source);
  folds.enabled = true;
  return folds;
}

const folded = (fold: Folds, rows: string) => [...rows].map((_, at) => (fold.isFolded(at) ? '.' : rows[at])).join('');

describe('folded stack traces', () => {
  it('leave the row that begins them, which says how many there are', () => {
    const rows = '-tt--ttt';
    const fold = folds(rows);
    expect(folded(fold, rows)).toBe('-..--...');
    expect(fold.under(0)).toEqual({ count: 2, more: false, open: false });
    expect(fold.under(3)).toBeUndefined();
    expect(fold.under(4)).toEqual({ count: 3, more: false, open: false });
    fold.enabled = false;
    expect(folded(fold, rows)).toBe(rows);
  });

  it('unfold one by one, by hand or to show a row, also after numbers moved', () => {
    const rows = '-tt-tt';
    const fold = folds(rows);
    fold.toggle(0);
    expect(folded(fold, rows)).toBe('-tt-..');
    expect(fold.under(0)).toMatchObject({ open: true });
    fold.reveal(5);
    expect(folded(fold, rows)).toBe(rows);
    fold.toggle(0);
    expect(folded(fold, rows)).toBe('-..-tt');
    fold.move(-3);
    expect(folded(fold, rows)).toBe('-tt-..');
  });

  it('never hide rows that no row stands for', () => {
    expect(folded(folds('tt-t'), 'tt-t')).toBe('tt-.');
    const long = `-${'t'.repeat(150)}`;
    expect(folded(folds(long), long)).toBe(`-${'.'.repeat(100)}${'t'.repeat(50)}`);
  });
});
