import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCommandLine, parseCommandLine } from './command-line.ts';

describe('a command as a person types it', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['sleep 100', ['sleep', '100']],
    [`sh -c 'echo "a b"; exit 3'`, ['sh', '-c', 'echo "a b"; exit 3']],
    ['echo "a \\"b\\" $HOME" c\\ d', ['echo', 'a "b" $HOME', 'c d']],
    [`a'b'"c"d ''`, ['abcd', '']],
    ['a\\\nb c', ['ab', 'c']],
    ['a \\\n b', ['a', 'b']],
    ['a \\\nb \\\n  \\\n c\\\n', ['a', 'b', 'c']],
    ['\\\n', []],
    ["a \\\n''", ['a', '']],
    ['echo * | cat > x $', ['echo', '*', '|', 'cat', '>', 'x', '$']],
    [`$'a\\nb\\u00e9\\q'`, ['a\nbé\\q']],
  ])('%j is split as a shell splits it', (line, words) => {
    expect(parseCommandLine(line)).toEqual({ words });
  });

  it.each(["echo 'a", 'echo "a', "x $'a", 'a\\'])('%j says what is not closed', (line) => {
    expect(parseCommandLine(line)).toHaveProperty('fault');
  });

  it('reads back what it wrote, whatever the words are', () => {
    const nasty = fc.string({
      unit: fc.constantFrom("'", '"', '$', '`', '\\', '\n', ' ', '\t', 'u', 'é', '\u202e', '😀', '\u{e0001}'),
    });
    const word = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), nasty);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        expect(parseCommandLine(formatCommandLine(words))).toEqual({ words });
      }),
    );
  });

  it('never throws, and never loses a character that is neither quote, backslash nor blank', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\t', '-', '/', '=') }), (line) => {
        const parsed = parseCommandLine(line);
        expect('words' in parsed && parsed.words.join('')).toBe(line.replaceAll(/\s/g, ''));
      }),
    );
    fc.assert(fc.property(fc.string(), (line) => void parseCommandLine(line)));
  });
});
