import { expect, test } from 'vitest';
import { dockerfileSamples } from '../../../e2e/samples/dockerfiles.ts';
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

test('in a here-document nothing is offered and nothing explained', async () => {
  const text = 'FROM busybox\nRUN <<EOF\nEXPOSE\nEOF\n';
  expect(await complete(text, 25, true)).toBeUndefined();
  expect(await hover(text, 25)).toBeUndefined();
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

test.each(dockerfileSamples().map(({ name, text }) => [name, text]))(
  'nothing is wrong with a valid file: %s',
  (_, text) => {
    const found = diagnose(text);
    expect(found.map(({ from, to, message }) => [text.slice(from, to), message])).toEqual([]);
  },
);

test.each([
  ['FROM a\nSTOPSIGNAL $SIG\n'],
  ['FROM a\nEXPOSE $PORTS $MORE\n'],
  ['FROM a\nEXPOSE 80 443 # x\n'],
  ['FROM a\nADD --unpack a /b\n'],
  ['FROM a\nRUN 3<<EOF cat\nx\nEOF\n'],
  ['FROM a\nCOPY --chmod=755 \\\n <<EOF \\\n /x\nRUNN\nEOF\n'],
  ['FROM a\nRUN <<EOF\nFROM\nEOF\nRUN b\n'],
  ['# hi\n# escape=`\nFROM a\nRUN b \\\n c\n'],
  ['FROM a\nWORKDIR C:\\\\\nRUN b\n'],
])('nothing is wrong with %j', (text) => expect(diagnose(text)).toEqual([]));

test.each([
  ['FROM a\nRUN --mont=x b\n', '--mont=x', 'error'],
  ['FROM a\nRUN b <<EOF\nc\n', '<<EOF', 'error'],
  ['# escape=x\nFROM a\n', '# escape=x', 'error'],
  ['FROM a\nEXPOSE x\n', 'x', 'error'],
  ['FROM a\nSTOPSIGNAL NONE\n', 'NONE', 'error'],
  ['FROM a\nCOPY <<EOF /x\ny\nEOF\nRUNN z\n', 'RUNN', 'error'],
])('what is wrong with %j is said at its place, once', (text, place, severity) => {
  expect(diagnose(text).map(({ from, to, severity }) => [text.slice(from, to), severity])).toEqual([[place, severity]]);
});
