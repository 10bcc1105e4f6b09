import { expect, test } from 'vitest';
import { SourceTexts, sourceOf } from './source-texts.ts';

const known = (text: string): string => sourceOf(text) ?? '';

test('a text is kept once, by what it says, and goes with the last build of it', () => {
  const texts = new SourceTexts();
  for (const text of ['FROM a\n', 'FROM b\n', 'FROM a\n']) texts.keep(text);
  expect(texts.all()).toEqual(['FROM a\n', 'FROM b\n']);
  expect(texts.get(known('FROM a\n'))).toBe('FROM a\n');
  texts.only([known('FROM b\n'), known('FROM c\n')]);
  expect(texts.all()).toEqual(['FROM b\n']);
});

test('one that is longer than any Dockerfile is not kept, and of many the last ones stay', () => {
  const texts = new SourceTexts();
  expect(sourceOf('x'.repeat(100_001))).toBeUndefined();
  texts.keep('x'.repeat(100_001));
  expect(texts.all()).toEqual([]);
  const long = Array.from({ length: 50 }, (_, n) => `${n}`.padEnd(100_000, ' '));
  for (const text of long) texts.keep(text);
  texts.only(long.map(known));
  expect(texts.all()).toEqual(long.slice(0, 41));
});
