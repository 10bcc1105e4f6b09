import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';
import { describe, expect, it } from 'vitest';
import { guardParser } from '../../../../app/text/terminal-parser.ts';
import { HeadlessScreen } from './headless.ts';
import { inside } from './inside.ts';

const size = { cols: 20, rows: 6 };

/** A screen that was told this, and a terminal that was made from it. */
async function restored(told: string, lines = 1000) {
  const screen = new HeadlessScreen({
    ...size,
    scrollback: 1000,
    answer: () => undefined,
    onTitle: () => undefined,
    onBell: () => undefined,
  });
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

/** What of a terminal a person sees: characters and how they look, and where the cursor is. */
function shown({ buffer: { active }, cols }: Terminal) {
  const cells = Array.from({ length: active.length }, (_, row) => {
    const line = active.getLine(row);
    return Array.from({ length: cols }, (_, column) => line?.getCell(column));
  });
  return {
    lines: cells.map((line) => line.map((cell) => cell?.getChars() || ' ').join('')),
    looks: cells.map((line) =>
      line.map((cell) => [cell?.getChars() && cell.getFgColor(), cell?.getBgColor(), cell?.getWidth()]),
    ),
    flags: cells.map((line) => line.map((cell) => cell?.getChars() && [cell.isBold(), cell.isInverse(), cell.isDim()])),
    // Of the first line nobody knows what it went on with.
    goesOn: cells.map((_, row) => row > 0 && active.getLine(row)?.isWrapped),
    cursor: [active.cursorX, active.cursorY],
  };
}

/** What moves, erases, scrolls and colours, and what is written. */
const pieces = [
  ['abc', ' ', 'x'.repeat(19), 'y'.repeat(20), 'z'.repeat(45), '漢字', '漢'.repeat(11), 'e\u0301', '\t'],
  ['\r\n', '\r\n', '\r\n', '\n', '\r', '\b', '\x1bM', '\x1bD', '\x1b[2;5r', '\x1b[r'],
  [
    '\x1b[31m',
    '\x1b[1m',
    '\x1b[44m',
    '\x1b[48;5;9m',
    '\x1b[38;2;1;2;3m',
    '\x1b[7;9m',
    '\x1b[2;3;53m',
    '\x1b[m',
    '\x1b[0m',
  ],
  ['\x1b[K', '\x1b[1K', '\x1b[J', '\x1b[1J', '\x1b[5X', '\x1b[3P', '\x1b[4@', '\x1b[2L', '\x1b[M', '\x1b[2S', '\x1b[T'],
  ['\x1b[H', '\x1b[3;17H', '\x1b[6;20H', '\x1b[A', '\x1b[2B', '\x1b[4C', '\x1b[3D', '\x1b[4h', '\x1b[4l'],
].flat();

/** The same for the same seed. */
function anything(seed: number): string {
  let state = Math.abs(seed) * 2 + (seed < 0 ? 1 : 0);
  return Array.from({ length: 60 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return pieces[(state >>> 16) % pieces.length];
  }).join('');
}

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

  it('looks as it did after whatever programs wrote', async () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      // What is behind the last column may be behind an empty one, which nothing leads to.
      const told = `${anything(seed)}\r`;
      const { copy } = await restored(told);
      const original = new Terminal({ ...size, scrollback: 1000, allowProposedApi: true });
      guardParser(original);
      await write(original, told);
      expect([seed, shown(copy)]).toEqual([seed, shown(original)]);
    }
  });

  it('goes on after what xterm throws at', async () => {
    const { screen, copy } = await restored('\x1b[31m0\x1b[6;20He\x1b[1J');
    expect(shown(copy).lines.join('').trim()).toBe('');
    void screen.write(Buffer.from('\x1b[6;20H\x1b[?1Jafter'));
    expect(await screen.text()).toContain('after');
  });

  it('brings only so many lines, and says that there are more', async () => {
    const screen = new HeadlessScreen({
      ...size,
      scrollback: 500,
      answer: () => undefined,
      onTitle: () => undefined,
      onBell: () => undefined,
    });
    void screen.write(Buffer.from(Array.from({ length: 700 }, (_, n) => `line ${n}`).join('\r\n')));
    expect(await screen.shoot(100)).toMatchObject({ ...size, more: true });
    const { data, more } = await screen.shoot(500);
    expect(more).toBe(false);
    expect(data.toString().length).toBeGreaterThan((await screen.shoot(100)).data.toString().length);
  });

  it('has the size that was asked for last, in order with what was written', async () => {
    const screen = new HeadlessScreen({
      ...size,
      scrollback: 500,
      answer: () => undefined,
      onTitle: () => undefined,
      onBell: () => undefined,
    });
    void screen.write(Buffer.from('x'.repeat(30)));
    screen.resize(40, 10);
    expect(await screen.shoot(10)).toMatchObject({ cols: 40, rows: 10 });
  });
});
