import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockOf, textsOf } from '../../../../e2e/fake/log-lines.ts';
import { joinLines, type LogBlock, lineCount, sliceLines } from '../../../engine/ports/log-block.ts';
import { AnchorSearch, endOf, lineAfter } from './anchor.ts';
import { LogCursor, type Moment } from './cursor.ts';

/** A log of lines that come some to a nanosecond; the clock may also go backwards. */
const log = fc.array(fc.record({ nanos: fc.integer({ min: -2, max: 3 }), text: fc.constantFrom('a', 'b', 'same') }), {
  minLength: 1,
  maxLength: 40,
});

function built(steps: readonly { readonly nanos: number; readonly text: string }[]) {
  let nanos = 1000;
  // Its number makes a line what it is: two lines that are equal in all are no different lines.
  return blockOf(
    steps.map(({ nanos: step, text }, n) => ({ seconds: 5, nanos: (nanos += step), text: `${text} ${n}` })),
  );
}

function momentOf({ index }: LogBlock): Moment {
  const nanos = index.at(-2) ?? 0;
  let count = 0;
  for (let word = index.length - 2; word >= 0 && index[word] === nanos; word -= 4) count += 1;
  return { seconds: 5, nanos, count };
}

describe('an anchor', () => {
  test('finds what is new after any cut, wherever the window begins before it', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.nat(), (steps, cut, begin) => {
        const whole = built(steps);
        const lines = lineCount(whole);
        const kept = 1 + (cut % lines);
        const from = begin % kept;
        const after = lineAfter(sliceLines(whole, from), sliceLines(whole, 0, kept));
        expect(after).toBe(kept - from);
      }),
    );
  });

  test('is not mistaken for an end of itself that looks like its beginning', () => {
    const repeated = blockOf(Array.from({ length: 10 }, (_, n) => ({ seconds: 1, nanos: 1, text: n % 2 ? 'b' : 'a' })));
    expect(lineAfter(repeated, repeated)).toBe(10);
    expect(lineAfter(sliceLines(repeated, 4), repeated)).toBe(6);
    const search = new AnchorSearch(endOf(repeated), 100);
    for (let line = 0; line < 10; line += 1) expect(search.push(sliceLines(repeated, line, line + 1))).toBeUndefined();
    expect(search.state).toBe('found');
  });

  test('is not found where it is not', () => {
    const kept = blockOf([{ seconds: 1, nanos: 1, text: 'x' }]);
    expect(lineAfter(blockOf([{ seconds: 1, nanos: 1, text: 'y' }]), kept)).toBeUndefined();
    expect(lineAfter(blockOf([{ seconds: 1, nanos: 2, text: 'x' }]), kept)).toBeUndefined();
    expect(lineAfter(blockOf([{ seconds: 1, nanos: 1, text: 'x', flags: 1 }]), kept)).toBeUndefined();
  });

  test('is searched for over any number of blocks, and given up after the limit', () => {
    const whole = built(Array.from({ length: 30 }, () => ({ nanos: 1, text: 'a' })));
    const search = new AnchorSearch(sliceLines(whole, 8, 10), 20);
    const fresh = Array.from({ length: 10 }, (_, n) => search.push(sliceLines(whole, n * 3, n * 3 + 3)));
    expect(search.state).toBe('found');
    expect(textsOf(joinLines(fresh.filter((block) => block !== undefined)))).toEqual(textsOf(sliceLines(whole, 10)));
    const late = new AnchorSearch(sliceLines(whole, 25, 26), 20);
    for (let n = 0; n < 10; n += 1) expect(late.push(sliceLines(whole, n * 3, n * 3 + 3))).toBeUndefined();
    expect(late.state).toBe('failed');
  });
});

describe('a cursor', () => {
  test('drops exactly what was kept when an engine resumes inclusively, also within a nanosecond', () => {
    const steady = fc.array(fc.record({ nanos: fc.integer({ min: 0, max: 2 }), text: fc.constant('a') }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(steady, fc.nat(), fc.integer({ min: 1, max: 5 }), (steps, cut, size) => {
        const whole = built(steps);
        const kept = 1 + (cut % lineCount(whole));
        const cursor = new LogCursor(momentOf(sliceLines(whole, 0, kept)));
        const resumed = Array.from({ length: lineCount(whole) }, (_, n) => n).filter(
          (n) => (whole.index[n * 4 + 2] ?? 0) >= cursor.nanos,
        );
        const fresh: string[] = [];
        for (let at = resumed[0] ?? 0; at < lineCount(whole); at += size) {
          const block = cursor.fresh(sliceLines(whole, at, Math.min(at + size, lineCount(whole))));
          if (block) fresh.push(...textsOf(block));
          expect(cursor.missed).toBe(false);
        }
        expect(fresh).toEqual(textsOf(sliceLines(whole, kept)));
      }),
    );
  });

  test('tells once when the engine no longer has the last line', () => {
    const cursor = new LogCursor({ seconds: 1, nanos: 5, count: 1 });
    expect(cursor.since).toBe('1970-01-01T00:00:01.000000005Z');
    expect(textsOf(cursor.fresh(blockOf([{ seconds: 2, nanos: 0, text: 'y' }])) ?? blockOf([]))).toEqual(['y']);
    expect(cursor.missed).toBe(true);
    cursor.fresh(blockOf([{ seconds: 3, nanos: 0, text: 'z' }]));
    expect(cursor.missed).toBe(false);
  });
});
