import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../e2e/cpu-time.ts';
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
    ['cut \u001b[3', 'cut '],
    ['\u001b', ''],
    // Eight-bit introducers and terminators.
    ['\u009b31mred', 'red'],
    ['a\u009d0;title\u009cb', 'ab'],
    ['a\u0090q data \u009cb\u009ec\u009cd\u009fe\u009cf\u0098g\u009ch', 'abdfh'],
    // DCS, SOS, PM and APC go on over BEL, OSC does not.
    ['a\u001bPq\u0007b\u001b\\c', 'ac'],
    ['a\u001bX b \u001b\\c\u001b^d\u001b\\e\u001b_f\u0007g\u001b\\h', 'aceh'],
    ['a\u001b]2;b\u0007c', 'ac'],
    ['never ended \u001b]0;title and more', 'never ended '],
    // CAN and SUB end a sequence, another ESC begins the next one.
    ['a\u001b[31\u0018b', 'ab'],
    ['a\u001b]0;b\u001ac', 'ac'],
    ['a\u001b[3\u001b[1mb', 'ab'],
    ['a\u001b]0;b\u001b[1mc', 'ac'],
    // C0 inside of one is no part of it.
    ['a\u001b[3\u0000\u00071mb\u001b\u0000[0mc', 'abc'],
    ['a\u001b[>4;2mb\u001b[?4mc\u001b[1$md\u001b[ qe\u001b[!pf\u001b[1;2"qg', 'abcdefg'],
    ['a\u001b%Gb\u001b#8c\u001b7d\u001bMe\u001b=f\u001bcg', 'abcdefg'],
    // Nothing invisible stays.
    ['\u0000a\u0007b\u0008c\u000bd\u000ce\u000ef\u000fg\u007fh\u0085i\u0099j\u009ck', 'abcdefghijk'],
    ['tab\tand ünïcödé 🐳 \u00a0', 'tab\tand ünïcödé 🐳 \u00a0'],
    // Only what is printed overwrites.
    ['100 %\r\u001b[0m', '100 %'],
    ['100 %\r\u0007', '100 %'],
    ['10 %\r\u001b[Kdone', 'done'],
    ['10 %\r\u001b[K', ''],
    ['10 %\u001b[K', '10 %'],
    ['\u001b]0;a\rb\u0007text', 'text'],
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

  it('keep the style when a line is overwritten', () => {
    expect(parseAnsi('\u001b[31m10 %\r20 %')).toEqual([{ text: '20 %', style: { color: 1 } }]);
  });

  it('can be told apart from control characters, for whom wants to show those', () => {
    const shown = (control: string) => `<${control.charCodeAt(0)}>`;
    expect(stripAnsi('a\u0007\u001b[1mb\u0085\tc\rd\u0000', shown)).toBe('d<0>');
    expect(stripAnsi('a\u0007\u001b[1mb\u0085\tc', shown)).toBe('a<7>b<133>\tc');
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
    ['38;5;196', { color: 'rgb(255 0 0)' }],
    ['38;5;9', { color: 9 }],
    ['38;5;244', { color: 'rgb(128 128 128)' }],
    ['38;2;1;2;3', { color: 'rgb(1 2 3)' }],
    ['97', { color: 15 }],
    // Colons: the colour space stands before red, green and blue, unless it is left out.
    ['38:2::1:2:3', { color: 'rgb(1 2 3)' }],
    ['38:2:0:1:2:3', { color: 'rgb(1 2 3)' }],
    ['38:2:1:2:3', { color: 'rgb(1 2 3)' }],
    ['38:2::1:2:3:0:1', { color: 'rgb(1 2 3)' }],
    ['48:2::1:2:3', { background: 'rgb(1 2 3)' }],
    ['38:5:196', { color: 'rgb(255 0 0)' }],
    ['48:5:9', { background: 9 }],
    ['38;2::1:2:3', { color: 'rgb(1 2 3)' }],
    ['38;5:9', { color: 9 }],
    ['38;2;1:2:3', { color: 'rgb(1 2 3)' }],
    ['38;2;1;2:3', { color: 'rgb(1 2 3)' }],
    ['38:2::1:2:3;4', { color: 'rgb(1 2 3)', underline: true }],
    ['38:5:9;1', { color: 9, bold: true }],
    ['38;2;1;2:3;1', { color: 'rgb(1 2 3)', bold: true }],
    // What is missing is 0; of what is too large the low byte counts.
    ['38;2;5', { color: 'rgb(5 0 0)' }],
    ['38;2;1;;3', { color: 'rgb(1 0 3)' }],
    ['38;2;;;', { color: 'rgb(0 0 0)' }],
    ['38:2::5::', { color: 'rgb(5 0 0)' }],
    ['38;5', { color: 0 }],
    ['38:5', { color: 0 }],
    ['38:5:', { color: 0 }],
    ['38;5;265', { color: 9 }],
    ['38;2;257;0;0', { color: 'rgb(1 0 0)' }],
    // Underlines: a style, and a colour, which is not drawn but belongs to 58.
    ['4', { underline: true }],
    ['4:1', { underline: true }],
    ['4:3', { underline: true }],
    ['4:', { underline: true }],
    ['4:9', { underline: true }],
    ['4:0', {}],
    ['4;4:0', {}],
    ['21', { underline: true }],
    ['58;2;1;2;3', {}],
    ['58;5;1', {}],
    ['58:2::1:2:3', {}],
    ['58:5:1', {}],
    ['58;2;1;7;9;1', { bold: true }],
    ['58;5;3;1', { bold: true }],
    ['58:5:3;1', { bold: true }],
    ['59', {}],
    ['4;58;2;1;2;3;31', { underline: true, color: 1 }],
    // Sub-parameters of what has none are read over.
    ['1:31', { bold: true }],
    ['31:1', { color: 1 }],
    ['1;0:1', {}],
    ['1;:5', {}],
    ['1;', {}],
    [';1', { bold: true }],
    ['001;031', { bold: true, color: 1 }],
    [`${'1;'.repeat(31)}3;31`, { bold: true, italic: true }],
  ])('SGR %s is %o', (codes, style) => {
    expect(parseAnsi(`\u001b[${codes}mx`)).toEqual([{ text: 'x', style }]);
    expect(parseAnsi(`\u009b${codes}mx`)).toEqual([{ text: 'x', style }]);
  });

  it.each(['38', '38:', '48', '38;1', '38;3;1;2;3;4', '777', '1e1', '>1', '?1', '=1', '<1', '1>', '1$', '1 ', '1"'])(
    'SGR %s is ignored',
    (codes) => {
      expect(stripAnsi(`\u001b[${codes}mx`).endsWith('x')).toBe(true);
      expect(parseAnsi(`\u001b[${codes}mx`).at(-1)?.style).toEqual({});
    },
  );

  it('never lose text that is no sequence, never throw', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '\u001b',
            '[',
            ']',
            '0',
            ';',
            ':',
            'm',
            'K',
            'a',
            '\u0007',
            '\\',
            '\r',
            '\u0018',
            '\u009b',
            '\u009c',
          ),
        }),
        (line) => {
          expect(stripAnsi(line)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
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

  it.each(['\u001b', '\u001b[', '\u001b]', '\u001b\u0000', '\u001b[1;', '\r', 'a\r', '\u009d', '\u001bP', '1;'])(
    'take time in proportion: %j again and again',
    (piece) => {
      const text = `\u001b[${piece.repeat(500_000 / piece.length)}`;
      expect(cpuTime(() => parseAnsi(text))).toBeLessThan(2000);
    },
  );
});
