import { expect, test } from 'vitest';
import { type CacheRecord, removalOf } from './cache.ts';

const record = (id: string, parents: readonly string[] = [], more: Partial<CacheRecord> = {}): CacheRecord => {
  const plain = { description: id, size: 10, created: 1, uses: 1, inUse: false, shared: false };
  return { id, parents, ...plain, ...more };
};
const removal = (records: readonly CacheRecord[], ...chosen: string[]) => removalOf(records, new Set(chosen));

test('what something is built on goes after it, and stays where that stays', () => {
  const chain = [record('a'), record('b', ['a']), record('c', ['b'])];
  expect(removal(chain, 'a', 'b', 'c')).toEqual({ going: ['c', 'b', 'a'], bytes: 30, held: 0 });
  expect(removal(chain, 'a', 'b')).toEqual({ going: [], bytes: 0, held: 2 });
  expect(removal(chain, 'c')).toEqual({ going: ['c'], bytes: 10, held: 0 });
});

test('one with two children goes once, when both have', () => {
  const records = [record('a'), record('b', ['a']), record('c', ['a', 'b'])];
  expect(removal(records, 'a', 'b', 'c').going).toEqual(['c', 'b', 'a']);
});

test('what is in use stays with all below it, and bytes of images are not freed', () => {
  const records = [record('a'), record('b', ['a'], { inUse: true }), record('c', [], { shared: true }), record('d')];
  expect(removal(records, 'a', 'b', 'c', 'd', 'gone')).toEqual({ going: ['c', 'd'], bytes: 10, held: 2 });
});

test('records in a ring, and of a parent that is not told, end', () => {
  const ring = [record('a', ['b']), record('b', ['a']), record('c', ['nowhere'])];
  expect(removal(ring, 'a', 'b', 'c').going).toEqual(['c']);
});
