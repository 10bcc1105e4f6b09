import { expect, test } from 'vitest';
import { complete, diagnose, format, hover } from './dockerfile-service.ts';
import { offsetAt, positionAt } from './positions.ts';

test('a misspelt instruction is an error on its word, a deprecated one a warning', () => {
  const text = 'FROM busybox\nRUNN make\nMAINTAINER me\n';
  const found = diagnose(text);
  expect(found.map(({ from, to, severity }) => [text.slice(from, to), severity])).toEqual([
    ['RUNN', 'error'],
    ['MAINTAINER', 'warning'],
  ]);
});

test('instructions, flags and stages are completed in place of what was typed', async () => {
  const instruction = await complete('FROM busybox\nRU', 15, false);
  expect(instruction?.from).toBe(13);
  expect(instruction?.items.some(({ label }) => label.startsWith('RUN'))).toBe(true);
  const text = 'FROM busybox AS base\nFROM busybox\nCOPY --from=b';
  const stage = await complete(text, text.length, false);
  expect(stage?.items.map(({ label }) => label)).toContain('base');
});

test('an empty line offers nothing by itself but everything when asked', async () => {
  expect(await complete('FROM busybox\n', 13, false)).toBeUndefined();
  expect((await complete('FROM busybox\n', 13, true))?.items.length).toBeGreaterThan(10);
});

test('an instruction explains itself under the pointer', async () => {
  const found = await hover('FROM busybox\nEXPOSE 80\n', 15);
  expect(found).toMatchObject({ from: 13, to: 19 });
  expect(found?.text).toContain('port');
  expect(await hover('FROM busybox\n\n', 13)).toBeUndefined();
});

test('continued lines are indented and nothing else changes', async () => {
  expect(await format('FROM busybox\nRUN a && \\\nb\n')).toBe('FROM busybox\nRUN a && \\\n    b\n');
  expect(await format('FROM busybox\nRUN a\n')).toBe('FROM busybox\nRUN a\n');
});

test('positions and offsets agree, beyond the end, too', () => {
  const text = 'ab\n\ncde';
  for (let offset = 0; offset <= text.length; offset += 1) {
    expect(offsetAt(text, positionAt(text, offset))).toBe(offset);
  }
  expect(offsetAt(text, { line: 0, character: 99 })).toBe(2);
  expect(offsetAt(text, { line: 99, character: 0 })).toBe(7);
});
