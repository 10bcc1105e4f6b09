import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';
import { describe, expect, it } from 'vitest';
import { HeadlessScreen } from './headless.ts';
import { inside } from './inside.ts';

const size = { cols: 20, rows: 6 };

/** A screen that was told this, and a terminal that was made from it. */
async function restored(told: string, lines = 1000) {
  const screen = new HeadlessScreen({ ...size, scrollback: 1000, answer: () => undefined, onTitle: () => undefined });
  void screen.write(Buffer.from(told));
  const copy = new Terminal({ ...size, scrollback: 1000, allowProposedApi: true });
  const { data } = await screen.shoot(lines);
  await new Promise<void>((done) => copy.write(data, done));
  return { screen, copy };
}

async function write(terminal: Terminal, text: string): Promise<void> {
  await new Promise<void>((done) => terminal.write(text, done));
}

/** All that can be told apart of a terminal. */
function stateOf(terminal: Terminal) {
  const core = inside(terminal);
  const { modes, decPrivateModes, isCursorHidden } = core.coreService as unknown as Record<string, unknown>;
  const buffer = (which: 'normal' | 'alternate') => {
    const lines = terminal.buffer[which];
    return Array.from({ length: lines.length }, (_, row) => {
      const line = lines.getLine(row);
      return [line?.isWrapped, ...Array.from({ length: terminal.cols }, (_, column) => cellOf(line?.getCell(column)))];
    });
  };
  const { x, y, ybase, scrollTop, scrollBottom, tabs, savedX, savedY, savedCurAttrData } = core.buffers.active;
  const savedRow = Math.max(savedY - ybase, 0);
  const active = { x, y, scrollTop, scrollBottom, tabs, savedX, savedRow, saved: looks(savedCurAttrData) };
  const { activeEncoding } = core.coreMouseService;
  return {
    type: terminal.buffer.active.type,
    normal: buffer('normal'),
    alternate: terminal.buffer.active.type === 'alternate' ? buffer('alternate') : undefined,
    active,
    style: looks(core._inputHandler._curAttrData),
    modes,
    decPrivateModes,
    isCursorHidden,
    mouse: [terminal.modes.mouseTrackingMode, activeEncoding],
  };
}

const looks = (style: object) => {
  const { fg, bg } = style as { fg: number; bg: number };
  return [fg, bg];
};

function cellOf(cell: object | undefined) {
  if (!cell) return undefined;
  const { fg, bg } = cell as { fg: number; bg: number };
  const { getChars, getWidth } = cell as { getChars: () => string; getWidth: () => number };
  return [getChars.call(cell), getWidth.call(cell), fg, bg];
}

/** What programs leave a terminal in, and what they might write next. */
const cases: Readonly<Record<string, string>> = {
  'lines and a prompt': 'one\r\ntwo\r\n# ',
  'more lines than the screen has': Array.from({ length: 40 }, (_, n) => `line ${n}`).join('\r\n'),
  'colours and styles': '\x1b[1;31mred\x1b[0m \x1b[38;5;200;48;2;1;2;3;3;4mmany\x1b[7m',
  'wide and combined characters': '漢字 e\u0301 👍\r\n',
  'a line that goes on in the next': 'x'.repeat(50),
  'a line that is full to the last column': 'x'.repeat(20),
  'a full line whose last character is wide': `${'x'.repeat(18)}漢`,
  'a full line in colour': `\x1b[31m${'x'.repeat(20)}\x1b[44m`,
  'a hidden cursor': 'a\x1b[?25l',
  'the mouse': '\x1b[?1002;1006h',
  'a mouse that counts pixels': '\x1b[?1003;1016h',
  'a scroll region': '1\r\n2\r\n3\r\n4\r\n5\x1b[2;4r\x1b[3;2H',
  'origin mode': '\x1b[2;5r\x1b[?6h\x1b[2;3H',
  'a saved cursor': 'abc\x1b[32m\x1b7\x1b[0m\x1b[5;6Hx',
  'line drawing': '\x1b(0lqk',
  'line drawing in the second set': '\x1b)0\x0elqk',
  'other tab stops': '\x1b[3g\x1b[1;4H\x1bH\x1b[1;11H\x1bH\r',
  'the shape of the cursor': '\x1b[5 q',
  'keys and pastes': '\x1b[?1h\x1b=\x1b[?2004h\x1b[?1004h',
  'insert mode': 'abc\x1b[4h\x1b[1;2H',
  'no wrapping': 'abc\x1b[?7l',
  'the alternate screen': 'shell\x1b[33m\x1b[?1049h\x1b[0m\x1b[2J\x1b[Heditor\x1b[41m',
  'an editor at work':
    'user\r\n# vi\r\n\x1b[?1049h\x1b[?1h\x1b=\x1b[1;5r\x1b[?25l\x1b[?1002;1006h\x1b[H\x1b[44mtext\x1b[0m\x1b[3;4H',
  'half an escape sequence': 'abc',
};

const next = ['x\r\ny', '\x1b8z', '\tq', '\n\n\n\n\n\n\nq', '\x1b[?1049l#', '\x1b[Habc'];

describe('a screen that is restored', () => {
  for (const [name, told] of Object.entries(cases)) {
    it(`is as it was, with ${name}, and goes on as it would`, async () => {
      const { copy } = await restored(told);
      const original = new Terminal({ ...size, scrollback: 1000, allowProposedApi: true });
      await write(original, told);
      expect(stateOf(copy)).toEqual(stateOf(original));
      for (const text of next) {
        await write(original, text);
        await write(copy, text);
        expect([text, stateOf(copy)]).toEqual([text, stateOf(original)]);
      }
    });
  }

  it('brings only so many lines, and says that there are more', async () => {
    const screen = new HeadlessScreen({ ...size, scrollback: 500, answer: () => undefined, onTitle: () => undefined });
    void screen.write(Buffer.from(Array.from({ length: 700 }, (_, n) => `line ${n}`).join('\r\n')));
    expect(await screen.shoot(100)).toMatchObject({ ...size, more: true });
    const { data, more } = await screen.shoot(500);
    expect(more).toBe(false);
    expect(data.toString().length).toBeGreaterThan((await screen.shoot(100)).data.toString().length);
  });

  it('has the size that was asked for last, in order with what was written', async () => {
    const screen = new HeadlessScreen({ ...size, scrollback: 500, answer: () => undefined, onTitle: () => undefined });
    void screen.write(Buffer.from('x'.repeat(30)));
    screen.resize(40, 10);
    expect(await screen.shoot(10)).toMatchObject({ cols: 40, rows: 10 });
  });
});
