import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnsi, stripAnsi } from './ansi.ts';

describe('escape sequences in a log line', () => {
  it.each([
    ['plain', 'plain'],
    ['\u001b[31mred\u001b[0m and not', 'red and not'],
    ['\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007', 'link'],
    ['\u001b]0;title\u001b\\text', 'text'],
    ['\u001b[2K\u001b[1Gmoved', 'moved'],
    ['\u001b(Bcharset', 'charset'],
    ['10 %\r50 %\r100 %', '100 %'],
    ['dos line\r', 'dos line'],
    ['cut \u001b[3', 'cut 3'],
    ['\u001b', ''],
  ])('%j reads %j', (line, text) => {
    expect(stripAnsi(line)).toBe(text);
  });

  it('style what follows until they are taken back', () => {
    expect(parseAnsi('a\u001b[1;31mb\u001b[22mc\u001b[39md')).toEqual([
      { text: 'a', style: {} },
      { text: 'b', style: { bold: true, color: 1 } },
      { text: 'c', style: { color: 1 } },
      { text: 'd', style: {} },
    ]);
  });

  it('reverse, strike and take both back', () => {
    expect(parseAnsi('\u001b[7;9mb\u001b[27mc\u001b[29md')).toEqual([
      { text: 'b', style: { reverse: true, strike: true } },
      { text: 'c', style: { strike: true } },
      { text: 'd', style: {} },
    ]);
  });

  it('link to pages of the web, and end the link where it ends', () => {
    const link = 'https://example.org/a?b=c';
    expect(parseAnsi(`a\u001b]8;id=1;${link}\u001b\\b\u001b[1mc\u001b[0md\u001b]8;;\u0007e`)).toEqual([
      { text: 'a', style: {} },
      { text: 'b', style: { link } },
      { text: 'c', style: { link, bold: true } },
      { text: 'd', style: { link } },
      { text: 'e', style: {} },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://example.org/ with space',
    'https://exam\u202Eple.org/',
    'https://',
    ` https://example.org/`,
    `https://example.org/${'a'.repeat(3000)}`,
  ])('do not link to %j', (address) => {
    expect(parseAnsi(`\u001b]8;;${address}\u0007text`)).toEqual([{ text: 'text', style: {} }]);
  });

  it.each([
    ['38;5;196', 'rgb(255 0 0)'],
    ['38;5;9', 9],
    ['38;5;244', 'rgb(128 128 128)'],
    ['38;2;1;2;3', 'rgb(1 2 3)'],
    ['38:2:1:2:3', 'rgb(1 2 3)'],
    ['97', 15],
  ])('SGR %s is the colour %s', (codes, color) => {
    expect(parseAnsi(`\u001b[${codes}mx`)).toEqual([{ text: 'x', style: { color } }]);
  });

  it.each(['38;5;999', '38;2;1;2', '38', '38;2;300;0;0', '777'])('SGR %s is ignored', (codes) => {
    expect(parseAnsi(`\u001b[${codes}mx`)).toEqual([{ text: 'x', style: {} }]);
  });

  it('never lose text that is no sequence, never throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\u001b', '[', ']', '0', ';', 'm', 'a', '\u0007', '\\', '\r') }),
        (line) => {
          expect(stripAnsi(line)).not.toContain('\u001b');
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (line) => {
        const harmless = line.replaceAll(/[\u001b\r]/g, '');
        expect(stripAnsi(harmless)).toBe(harmless);
      }),
    );
  });
});
