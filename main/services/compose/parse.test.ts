import { describe, expect, test } from 'vitest';
import { LineCounter } from 'yaml';
import { cause } from '../../../app/rpc/problem.ts';
import { leastCpuTimes } from '../../../e2e/cpu-time.ts';
import { readText } from './findings.ts';
import { parseDocuments } from './parse.ts';

const deep = (depth: number): readonly string[] => [
  `a: ${'['.repeat(depth)}${']'.repeat(depth)}\n`,
  `a: ${'{b: '.repeat(depth)}c${'}'.repeat(depth)}\n`,
  `a:\n  ${'- '.repeat(depth)}b\n`,
];

describe('a text', () => {
  test('of some depth is read, one of more is said to be too deep, at its line', () => {
    for (const text of deep(400)) expect(readText(text).findings).toEqual([]);
    for (const text of deep(600)) {
      const line = text.startsWith('a:\n') ? 2 : 1;
      expect(readText(`x: "[[{"\n${text}`).findings).toMatchObject([
        { line: line + 1, severity: 'error', message: cause('file-too-deep') },
      ]);
    }
  });

  test('may have as many brackets as it likes, where they are text or closed again', () => {
    const many = '['.repeat(2000);
    for (const text of [
      `a: "${many}"\n`,
      `a: |\n  ${many}\n`,
      `# ${many}\na: b\n`,
      'a: []\n',
      '- {a: [b]}\n'.repeat(2000),
    ])
      expect(readText(text).findings).toEqual([]);
  });

  test('that is broken in each line is read only so far', () => {
    const [first] = parseDocuments('}\n'.repeat(100_000), new LineCounter());
    expect(first?.errors.length).toBeGreaterThanOrEqual(200);
    expect(first?.errors.length).toBeLessThan(2000);
    expect(readText('}\n'.repeat(100_000)).findings).toHaveLength(200);
  });

  test.each([
    ['brackets', '['.repeat(1_000_000)],
    ['mappings in mappings', '{a: '.repeat(250_000)],
    ['nested keys', '? '.repeat(450_000)],
    ['errors', '}\n'.repeat(450_000)],
  ])('of a million %s ends by itself', (_what, text) => {
    expect(readText(text).findings.length).toBeGreaterThan(0);
    // Each took many seconds, and V8 gave up on some.
    const [time] = leastCpuTimes([() => readText(text)], ([time = 0]) => time < 3000);
    expect(time).toBeLessThan(3000);
  });
});
