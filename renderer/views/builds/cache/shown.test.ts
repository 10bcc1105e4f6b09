import { expect, test } from 'vitest';
import { shownOf } from './shown.ts';

const day = 86_400_000;
const now = 100 * day;
const record = (id: string, size: number, created: number, lastUsed?: number) => ({
  id,
  description: id,
  size,
  uses: 0,
  inUse: false,
  shared: false,
  parents: [],
  created,
  ...(lastUsed === undefined ? {} : { lastUsed }),
});
const records = [
  record('new', 5, now - 1),
  record('old', 1, now - 50 * day, now - 2 * day),
  record('older', 9, now - 60 * day),
  { ...record('busy', 7, 0), inUse: true },
];
const ids = (idle: 'any' | 'day' | 'week', order: 'size' | 'used' | 'made') =>
  shownOf(records, { idle, order }, now).map(({ id }) => id);

test('records that nobody uses are shown, the largest or those longest ago first', () => {
  expect(ids('any', 'size')).toEqual(['older', 'new', 'old']);
  expect(ids('any', 'used')).toEqual(['older', 'old', 'new']);
  expect(ids('any', 'made')).toEqual(['older', 'old', 'new']);
  expect(ids('day', 'size')).toEqual(['older', 'old']);
  expect(ids('week', 'size')).toEqual(['older']);
});
