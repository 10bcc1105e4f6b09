import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogQuery } from '../../../../app/logs.ts';
import { type LogBlock, lineCount } from '../../../engine/ports/log-block.ts';
import { levelFlag, RowFlag } from '../rows/flags.ts';
import { blockOf } from '../store/spool-fixture.ts';
import { compileQuery } from './pattern.ts';
import { eachBit } from './row-set.ts';

function query(text: string, more: Partial<LogQuery> = {}): LogQuery {
  const plain = { regex: false, matchCase: true, wholeWord: false, invert: false, levels: [], context: 0 };
  return { text, ...plain, ...more };
}

function rowsOf(block: LogBlock, wanted: LogQuery): number[] {
  const rows: number[] = [];
  const searched = { text: block.text, rows: lineCount(block), index: () => block.index };
  eachBit(compileQuery(wanted)(searched), (row) => rows.push(row));
  return rows;
}

const find = (lines: readonly string[], text: string, more: Partial<LogQuery> = {}) =>
  rowsOf(blockOf(lines), query(text, more));

describe('text', () => {
  test('is found as it is, also where it means something in a pattern', () => {
    expect(find(['a.c', 'abc', '(a.c)', ''], 'a.c')).toEqual([0, 2]);
    expect(find(['1+1=2', '[x]|$', '/\\'], '[x]|$')).toEqual([1]);
    expect(find(['über', 'uber', 'ÜBER'], 'über')).toEqual([0]);
    expect(find(['日本', '日', '本'], '本')).toEqual([0, 2]);
  });

  test('in any case, also beyond ASCII', () => {
    expect(find(['ERROR', 'Error', 'err'], 'error', { matchCase: false })).toEqual([0, 1]);
    expect(find(['ÜBER', 'über', 'uber'], 'üBER', { matchCase: false })).toEqual([0, 1]);
    expect(find(['ОШИБКА', 'ошибка Я', 'x'], 'Ошибка', { matchCase: false })).toEqual([0, 1]);
  });

  test('as a whole word, also beyond ASCII', () => {
    expect(
      find(['a cat', 'concat', 'cats', 'cat', 'concat cat', 'cat_', 'cat2', '(cat)'], 'cat', { wholeWord: true }),
    ).toEqual([0, 3, 4, 7]);
    expect(find(['für', 'fürs', 'af für'], 'für', { wholeWord: true })).toEqual([0, 2]);
    expect(find(['я', 'моя', 'я!'], 'Я', { wholeWord: true, matchCase: false })).toEqual([0, 2]);
    expect(find(['ünder', 'under'], 'nder', { wholeWord: true })).toEqual([]);
  });

  test('through escape sequences', () => {
    const lines = ['\x1b[31merr\x1b[0mor', 'error', '\x1b]8;;http://x\x07link\x1b]8;;\x07ed', '\x1b[38;5;9mür\x1b[mx'];
    expect(find(lines, 'error')).toEqual([0, 1]);
    expect(find(lines, 'linked')).toEqual([2]);
    expect(find(lines, 'ürx')).toEqual([3]);
    expect(find(lines, 'ÜRX', { matchCase: false })).toEqual([3]);
    expect(find(lines, '31m')).toEqual([]);
    expect(find(lines, 'http')).toEqual([]);
  });

  test('with a line feed in it is in no line', () => {
    expect(find(['a', 'b'], 'a\nb')).toEqual([]);
    expect(find(['a', 'b'], 'a\nb', { invert: true })).toEqual([0, 1]);
  });

  test('that is empty is in every line', () => expect(find(['a', '', 'b'], '')).toEqual([0, 1, 2]));
});

describe('a pattern', () => {
  test.each<[string, number[]]>([
    ['^b', [1]],
    ['^$', [2]],
    ['a$', [0]],
    ['\\s', [3, 5]],
    ['x\\s+y', [3]],
    ['x[^a]*z', [4]],
    ['[^-]b', []],
    ['a(?!\\s)', [0]],
    ['a(?![^z])', [0]],
    ['[\\s,]y', [3]],
    ['(?<!\\W)y', []],
    ['\\n', []],
    ['[\\n]', []],
    ['[\\x00-\\x40]y', [3]],
    ['a\\n?b', []],
    ['\\Wy', [3]],
    ['\\p{White_Space}$', [5]],
    ['(?<q>x)[^]*?(?:y|\\k<q>)', [3]],
    ['\\u{6f}|\\x70|\\u0071', [5]],
  ])('%s is matched against each line alone', (pattern, rows) => {
    const lines = ['aa', 'b', '', 'x  y', 'xz', 'q o\t'];
    const alone = new RegExp(pattern, 'um');
    expect(lines.flatMap((line, row) => (alone.test(line) ? [row] : []))).toEqual(rows);
    expect(find(lines, pattern, { regex: true })).toEqual(rows);
  });

  test.each(['(', '[a', '\\', 'a{2,1}', '*', '(?<a>x)(?<a>y)', '\\-'])('%s is refused in words', (pattern) => {
    expect(() => find(['x'], pattern, { regex: true })).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: 'invalid-input',
          reason: 'pattern-invalid',
          detail: expect.stringContaining('Invalid regular expression'),
        }),
      }),
    );
  });

  test('can be for whole words', () => {
    expect(find(['cat 1', 'cats 1', 'a 12'], 'cat|\\d', { regex: true, wholeWord: true })).toEqual([0, 1]);
  });
});

test('levels, streams and marks', () => {
  const flags = [0, 1, levelFlag('error'), levelFlag('warn') | 1, levelFlag('error') | RowFlag.trace, RowFlag.mark];
  const block = blockOf(['a', 'a', 'a', 'a', 'a', 'a'], 1, (row) => flags[row] ?? 0);
  expect(rowsOf(block, query('a'))).toEqual([0, 1, 2, 3, 4]);
  expect(rowsOf(block, query('x', { invert: true }))).toEqual([0, 1, 2, 3, 4]);
  expect(rowsOf(block, query('', { levels: ['error'] }))).toEqual([2, 4]);
  expect(rowsOf(block, query('a', { levels: ['error', 'warn'], stream: 'stdout' }))).toEqual([2, 4]);
  expect(rowsOf(block, query('', { stream: 'stderr' }))).toEqual([1, 3]);
  expect(rowsOf(block, query('x', { stream: 'stderr', invert: true }))).toEqual([1, 3]);
});

test('an index that lies neither hangs nor leaves the rows', () => {
  const { text } = blockOf(Array.from({ length: 100 }, () => 'hit'));
  fc.assert(
    fc.property(fc.uint32Array({ minLength: 400, maxLength: 400 }), (index) => {
      const found = compileQuery(query('hit'))({ text, rows: 100, index: () => index });
      eachBit(found, (row) => expect(row).toBeLessThan(100));
    }),
  );
});

// Few letters, so that there are matches; those of which case is hard; line ends that are none of a log.
const letters = ['a', 'A', 'b', ' ', '_', 'ü', 'Ü', 'я', 'Я', '-', '\r', '😀', 's', 'k', '\x1b[1m', '\u2028', '\0'];
const Text = (maxLength: number) => fc.array(fc.constantFrom(...letters), { maxLength }).map((parts) => parts.join(''));
const Pattern = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      '.',
      '\\s',
      '\\S',
      '\\w',
      '\\W',
      '\\d',
      '\\D',
      '[^a]',
      '[^-b]',
      '[a-z]',
      '[\\s_]',
      '[\\W]',
      '^',
      '$',
      '\\b',
      '\\B',
      '(?:a|b)',
      '(?!\\s)',
      '(?=\\W)',
      '(?<=\\s)',
      '(?<!a)',
      '(?!.)',
      '\\p{Lu}',
      '\\P{L}',
      '[^]',
      '\\n',
      'ü',
      '(a)\\1',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .chain((parts) =>
    fc
      .array(fc.constantFrom('', '', '', '*', '+', '?', '{2}'), { minLength: parts.length, maxLength: parts.length })
      .map((counts) =>
        parts.map((part, at) => part + (/^(?:\^|\$|\\b|\\B|\(\?[!=<])/i.test(part) ? '' : counts[at])).join(''),
      ),
  );

test('what is found is what a line-by-line search finds', () => {
  const Query = fc.record({
    text: fc.oneof(Text(3), Pattern),
    regex: fc.boolean(),
    matchCase: fc.boolean(),
    wholeWord: fc.boolean(),
    invert: fc.boolean(),
    levels: fc.constant<LogQuery['levels']>([]),
    context: fc.constant(0),
  });
  fc.assert(
    fc.property(fc.array(Text(6), { maxLength: 80 }), Query, (lines, wanted) => {
      const naive = lineByLine(wanted);
      fc.pre(naive !== undefined);
      const expected = lines.flatMap((line, row) => (naive!(line) !== wanted.invert ? [row] : []));
      expect(find(lines, wanted.text, wanted)).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
}, 30_000);

/** Undefined for a pattern that is none. */
function lineByLine({ text, regex, matchCase, wholeWord }: LogQuery): ((line: string) => boolean) | undefined {
  if (text === '') return () => true;
  const source = regex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  try {
    void new RegExp(source, 'u');
    const word = '[\\p{L}\\p{M}\\p{N}_]';
    const expression = new RegExp(
      wholeWord ? `(?<!${word})(?:${source})(?!${word})` : source,
      matchCase ? 'um' : 'ium',
    );
    return (line) => expression.test(line.replaceAll('\x1b[1m', ''));
  } catch {
    return undefined;
  }
}
