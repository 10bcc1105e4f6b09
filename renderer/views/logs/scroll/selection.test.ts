import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../../../app/logs.ts';
import { problem } from '../../../../app/rpc/problem.ts';
import { MemoryRows } from '../model/memory-rows.ts';
import type { Span } from '../model/row-source.ts';
import { columnsIn, isEmpty, movedBy, ordered, plainColumn, rowEnd, selectedText, wordAt } from './selection.ts';

const selection = (from: [number, number], to: [number, number]) => ({
  anchor: { row: from[0], column: from[1] },
  focus: { row: to[0], column: to[1] },
});

function source(...texts: (string | Partial<LogRow>)[]): MemoryRows {
  const rows = new MemoryRows();
  rows.add(texts.map((row) => ({ time: '', text: '', ...(typeof row === 'string' ? { text: row } : row) })));
  return rows;
}

describe('a selection', () => {
  it('led backwards is the same rows and columns', () => {
    const back = selection([5, 3], [2, 7]);
    expect(ordered(back)).toEqual({ from: { row: 2, column: 7 }, to: { row: 5, column: 3 } });
    expect(columnsIn(back, 2, 20)).toEqual({ from: 7, to: 20 });
    expect(columnsIn(back, 3, 20)).toEqual({ from: 0, to: 20 });
    expect(columnsIn(back, 5, 20)).toEqual({ from: 0, to: 3 });
    expect(columnsIn(back, 6, 20)).toBeUndefined();
    expect(columnsIn(back, 3, 0)).toBeUndefined();
  });

  it('moves with its rows, and may be a place only', () => {
    expect(movedBy(selection([1, 2], [3, 4]), 10)).toEqual(selection([11, 2], [13, 4]));
    expect(isEmpty(selection([1, 2], [1, 2]))).toBe(true);
    expect(isEmpty(selection([1, 2], [1, 3]))).toBe(false);
  });

  it.each([
    ['GET /api/v1 200', 1, 'GET'],
    ['GET /api/v1 200', 3, ' '],
    ['GET /api/v1 200', 4, '/'],
    ['id=4f-2b', 4, '4f-2b'],
    ['größe', 4, 'größe'],
    ['end', 3, ''],
  ])('of a word in %j at %i is %j', (text, column, word) => {
    const { from, to } = wordAt(text, column);
    expect(text.slice(from, to)).toBe(word);
  });

  it('counts columns as they are shown, where control characters are spelled out', () => {
    expect(plainColumn('a\u0007b', 1)).toBe(1);
    expect(plainColumn('a\u0007b', 6)).toBe(2);
    expect(plainColumn('🐳x', 2)).toBe(2);
    expect(plainColumn('ab', rowEnd)).toBe(2);
  });
});

describe('the text of a selection', () => {
  it('is exact from column to column, without marks and colours', async () => {
    const rows = source('first line', { mark: { kind: 'started' } }, '\u001b[31mred\u001b[0m line', '', 'last line');
    expect(await selectedText(rows, selection([0, 6], [4, 4]))).toBe('line\nred line\n\nlast');
    expect(await selectedText(rows, selection([2, 1], [2, 5]))).toBe('ed l');
    expect(await selectedText(rows, selection([0, 0], [2, rowEnd]))).toBe('first line\nred line');
    expect(await selectedText(rows, selection([3, 0], [3, rowEnd]))).toBe('');
    expect(await selectedText(rows, selection([2, 4], [4, rowEnd]))).toBe('line\n\nlast line');
  });

  it('has the whole of a line of which only the begin is in the row', async () => {
    const rows = source({ text: 'begin', cut: 4 }, 'next');
    rows.text = ({ from }) => Promise.resolve(from === 0 ? 'begin end' : 'next');
    expect(await selectedText(rows, selection([0, 2], [1, 2]))).toBe('gin end\nne');
    expect(await selectedText(rows, selection([0, 2], [0, rowEnd]))).toBe('gin end');
    expect(await selectedText(rows, selection([0, 2], [0, 4]))).toBe('gi');
  });

  it('counts control characters, which are shown, and leaves them out', async () => {
    const rows = source('a\u0007bc\u001b[1md');
    // Shown as `a⟨BEL⟩bcd`.
    expect(await selectedText(rows, selection([0, 0], [0, 7]))).toBe('ab');
    expect(await selectedText(rows, selection([0, 7], [0, rowEnd]))).toBe('cd');
  });

  it('is asked for in smaller pieces when it is too much for one answer', async () => {
    const rows = source(...Array.from({ length: 5000 }, (_, n) => `line ${n}`));
    const exact = rows.text.bind(rows);
    const sizes: number[] = [];
    rows.text = (span: Span, plain) => {
      sizes.push(span.to - span.from);
      if (span.to - span.from > 700) return Promise.reject(problem('unsupported', 'clipboard-too-long'));
      return exact(span, plain);
    };
    const text = await selectedText(rows, selection([0, 0], [4999, rowEnd]));
    expect(text?.split('\n')).toEqual(Array.from({ length: 5000 }, (_, n) => `line ${n}`));
    expect(sizes.length).toBeLessThan(40);
  });

  it('fails when a line cannot be read, and is refused when it is too long for a clipboard', async () => {
    const rows = source('a', 'b');
    rows.text = () => Promise.reject(problem('internal', 'log-unread'));
    await expect(selectedText(rows, selection([0, 0], [1, rowEnd]))).rejects.toThrow('log-unread');
    rows.text = () => Promise.resolve('x'.repeat(65 * 1024 * 1024));
    expect(await selectedText(rows, selection([0, 0], [1, rowEnd]))).toBeUndefined();
  });
});
