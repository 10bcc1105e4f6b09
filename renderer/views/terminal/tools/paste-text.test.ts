import { expect, it } from 'vitest';
import { cleanPaste, countLines, firstLines } from './paste-text.ts';

it.each([
  ['a whole paste', 'echo a\r\n\techo ü 🎉\n', 'echo a\r\n\techo ü 🎉\n'],
  ['the end of a bracketed paste', 'a\u001b[201~rm -rf /\n', 'a[201~rm -rf /\n'],
  ['the same in one byte', 'a\u009b201~b', 'a201~b'],
  ['keys that a shell obeys', 'a\u0003\u0004\u0016b\u007f\u0000', 'ab'],
])('%s is pasted without what could pass for typed', (_what, text, clean) => {
  expect(cleanPaste(text)).toBe(clean);
});

it.each([
  ['', 1],
  ['one', 1],
  ['one\n', 1],
  ['one\r\n', 1],
  ['one\ntwo', 2],
  ['one\r\ntwo\r\n', 2],
  ['one\rtwo', 2],
  ['\n\n', 2],
])('%j are so many lines: %d', (text, lines) => {
  expect(countLines(text)).toBe(lines);
});

it('the first lines are numbered, and a giant one is cut', () => {
  expect(firstLines('a\nb\nc', 2)).toEqual(['1  a', '2  b']);
  expect(firstLines('a\r\nb\r\n', 9)).toEqual(['1  a', '2  b']);
  expect(firstLines('x'.repeat(10_000_000), 9)[0]?.length).toBeLessThan(5000);
});
