import { Unicode11Addon } from '@xterm/addon-unicode11/lib/addon-unicode11.mjs';
import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';
import { describe, expect, it } from 'vitest';
import { HeadlessScreen } from './headless.ts';
import { inside, type Style } from './inside.ts';
import { Links } from './links.ts';

/** Set of what has a link, and for some other reasons that nobody sees. */
const hasMore = 0x1000_0000;

const size = { cols: 20, rows: 6 };
const scrollback = 100;

const link = (uri: string, text: string, id = '') => `\x1b]8;${id && `id=${id}`};${uri}\x1b\\${text}\x1b]8;;\x1b\\`;

async function screenOf(told: string) {
  const screen = new HeadlessScreen({
    ...size,
    scrollback,
    answer: () => undefined,
    onTitle: () => undefined,
    onBell: () => undefined,
  });
  await screen.write(Buffer.from(told));
  return screen;
}

async function terminalOf(told: string | Uint8Array) {
  const terminal = new Terminal({ ...size, scrollback, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  await new Promise<void>((done) => terminal.write(told, done));
  return terminal;
}

/** Every cell: its characters, its look, its link, and whether that is one with the cell before. */
function cellsOf(terminal: Terminal) {
  const { _oscLinkService } = inside(terminal);
  const links = new Links(inside(terminal));
  return (['normal', 'alternate'] as const).flatMap((which) => {
    const lines = terminal.buffer[which];
    return Array.from({ length: lines.length }, (_, row) => row).flatMap((row) => {
      let before = 0;
      return Array.from({ length: terminal.cols }, (_, column) => {
        const cell = lines.getLine(row)?.getCell(column);
        const number = cell ? links.of(cell as unknown as Style) : 0;
        const goesOn = number !== 0 && number === before;
        if (cell?.getWidth() !== 0) before = cell?.getChars() === '' ? 0 : number;
        const { fg, bg } = cell as unknown as { readonly fg: number; readonly bg: number };
        return {
          characters: cell?.getChars(),
          looks: [fg, bg & ~hasMore],
          link: [_oscLinkService.getLinkData(number), goesOn],
        };
      });
    });
  });
}

/** The link that is open. */
function openIn(terminal: Terminal) {
  const { _oscLinkService, _inputHandler } = inside(terminal);
  return _oscLinkService.getLinkData(new Links(inside(terminal)).of(_inputHandler._curAttrData));
}

const restored = async (told: string) => terminalOf((await (await screenOf(told)).shoot(scrollback)).data);
const withoutLinks = (told: string) => told.replace(/\x1b]8;[^\x1b]*\x1b\\/g, '');

/** The same numbers in the same order for the same seed (mulberry32). */
function chances(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
}

/** What a program may print: links of all kinds, in colours, over the ends of lines, over each other. */
function printed(seed: number): string {
  const one = chances(seed);
  const parts = [
    () => `\x1b]8;;https://one.example/${one(['', 'a;b', '?q=ü'])}\x1b\\`,
    () => `\x1b]8;id=${one(['x', 'y'])};https://two.example/\x1b\\`,
    () => '\x1b]8;;\x1b\\',
    () => one(['text ', 'x'.repeat(23), '漢字', 'e\u0301', '👍 ']),
    () => one(['\r\n', '\r\n\r\n', '\n', '\t']),
    () => one(['\x1b[1m', '\x1b[4m', '\x1b[24m', '\x1b[31;44m', '\x1b[0m', '\x1b[7m']),
    () => `\x1b[${one([1, 2, 4, 6])};${one([1, 5, 19, 20])}H`,
    () => one(['\x1b[K', '\x1b[2X', '\x1b[P', '\x1b[2@', '\x1b[J']),
    () => one(['\x1b7', '\x1b8']),
    () => one(['', '', '', '\x1b[?1049h', '\x1b[?1049l']),
  ];
  return Array.from({ length: 60 }, () => one(parts)()).join('');
}

describe('links of a screen that is restored', () => {
  it('are where they were and lead where they led, whatever was printed', async () => {
    let compared = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const told = printed(seed);
      const [copy, original] = [await restored(told), await terminalOf(told)];
      const plain = await restored(withoutLinks(told));
      const [is, was, without] = [cellsOf(copy), cellsOf(original), cellsOf(plain)];
      const seen = ({ characters }: { readonly characters: string | undefined }) => characters;
      expect([seed, is.map(seen)]).toEqual([seed, without.map(seen)]);
      // Some odd screens come back otherwise, with links or without: there nothing can be compared.
      if (JSON.stringify(is.map(seen)) !== JSON.stringify(was.map(seen))) continue;
      // What was left empty when half of a wide character was overwritten keeps a style that nobody sees.
      const drawn = (_: unknown, at: number) => was[at]?.characters !== '';
      expect([seed, is.filter(drawn)]).toEqual([seed, was.filter(drawn)]);
      expect([seed, openIn(copy)]).toEqual([seed, openIn(original)]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(50);
  });

  it('are there in lines above the screen, and go on where one was open', async () => {
    const lines = Array.from({ length: 40 }, (_, n) => link(`https://example.com/${n}`, `line ${n}`)).join('\r\n');
    const told = `${lines}\x1b]8;;https://open.example/\x1b\\`;
    const [copy, original] = [await restored(told), await terminalOf(told)];
    for (const terminal of [copy, original]) await new Promise<void>((done) => terminal.write('more', done));
    expect(cellsOf(copy)).toEqual(cellsOf(original));
  });

  it('are so many that a screen of nothing else stays small', async () => {
    const screen = await screenOf('');
    for (let n = 0; n < 2000; n += 1) {
      void screen.write(Buffer.from(link(`https://example.com/${n}/${'x'.repeat(1900)}`, 'x')));
    }
    const { data } = await screen.shoot(scrollback);
    expect(data.byteLength).toBeLessThan(3 * 1024 * 1024);
    expect(Buffer.from(data).includes('https://example.com/1999/')).toBe(true);
  });
});
