import { expect, test } from 'vitest';
import { MemoryRows } from '../logs/model/memory-rows.ts';
import { RowFind } from './row-find.ts';

const lines = (...texts: string[]) => texts.map((text) => ({ time: '', text }));

test('finds a text in any case, behind colours, and goes round from the last', () => {
  const rows = new MemoryRows();
  rows.add(lines('Error one', 'fine', 'an \u001b[31mer\u001b[0mROR', 'a.b'));
  const find = new RowFind(rows);
  find.ask('error');
  expect(find.look()).toEqual({ hits: 2, at: undefined });
  expect([find.go('next'), find.go('next'), find.go('previous'), find.go('previous')]).toEqual([2, 0, 2, 0]);
  expect(find.look()).toEqual({ hits: 2, at: 1 });
  find.ask('a.b');
  expect(find.look().hits).toBe(1);
  find.ask('');
  expect(find.look().hits).toBe(0);
});

test('looks through what comes, and forgets what went', () => {
  const rows = new MemoryRows();
  const find = new RowFind(rows);
  find.ask('x');
  rows.add(lines('x', 'y'));
  expect(find.look().hits).toBe(1);
  rows.add(lines(...Array.from({ length: 20_000 }, () => 'y'), 'x'));
  expect(find.look().hits).toBe(1);
  rows.reset();
  rows.add(lines('x', 'x'));
  expect(find.look()).toEqual({ hits: 2, at: undefined });
});
