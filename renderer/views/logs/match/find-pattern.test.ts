import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyQuery, isAsking, markPattern, withRecent } from './find-pattern.ts';

describe('a mark pattern', () => {
  it('finds any text as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        const pattern = markPattern({ ...emptyQuery, text, matchCase: true });
        expect(`before ${text} after`.match(pattern ?? /never/)?.[0]).toBe(text);
      }),
    );
  });

  it('knows case, words and patterns', () => {
    const found = (text: string, more: object) =>
      'Error errors größe'.match(markPattern({ ...emptyQuery, text, ...more }) ?? /^$/);
    expect(found('ERROR', {})).toEqual(['Error', 'error']);
    expect(found('error', { matchCase: true })).toEqual(['error']);
    expect(found('error', { wholeWord: true })).toEqual(['Error']);
    expect(found('gr', { wholeWord: true })).toBeNull();
    expect(found('e\\w+s', { regex: true })).toEqual(['errors']);
  });

  it('is none for nothing, for the inverse and for a bad pattern', () => {
    expect(markPattern(emptyQuery)).toBeUndefined();
    expect(markPattern({ ...emptyQuery, text: 'x', invert: true })).toBeUndefined();
    expect(markPattern({ ...emptyQuery, text: '(', regex: true })).toBeUndefined();
  });
});

describe('a query', () => {
  it('asks for something by text, level or stream', () => {
    expect(isAsking(emptyQuery)).toBe(false);
    expect(isAsking({ ...emptyQuery, text: ' ' })).toBe(true);
    expect(isAsking({ ...emptyQuery, levels: ['warn'] })).toBe(true);
    expect(isAsking({ ...emptyQuery, stream: 'stderr' })).toBe(true);
  });

  it('is remembered once, the latest first', () => {
    expect(withRecent(['b', 'a', 'c'], 'a', 2)).toEqual(['a', 'b']);
  });
});
