import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';
import { describe, expect, test } from 'vitest';
import { guardParser, mostLinks } from '../../../../app/text/terminal-parser.ts';
import { leastCpuTimes } from '../../../../e2e/cpu-time.ts';
import { HeadlessScreen } from './headless.ts';
import { WholeSequences } from './whole-sequences.ts';

/** Bytes of each attack. */
const size = 16 * 1024;
const often = (one: string, bytes = size) => one.repeat(Math.ceil(bytes / one.length));

/** They do something as often as they say, on a screen of 24 lines and 80 columns. */
const repeating = ['L', 'M', 'S', 'T', 'I', 'Z', 'b', ' @', ' A', "'}", "'~"];

/** Whatever else a program may print. */
const attacks: Readonly<Record<string, string>> = {
  'erasing and inserting as often as a number can say': often('\x1b[99999999@\x1b[99999999P\x1b[99999999X'),
  'moving as far as a number can say': often('\x1b[99999999A\x1b[99999999B\x1b[99999999;99999999H\x1b[99999999d'),
  'a parameter of thousands of digits': `\x1b[${often('9')}m`,
  'thousands of parameters': `\x1b[${often('1;')}m\x1b[38${often(':2')}m`,
  'a sixel image of any size': `\x1bPq"1;1;99999999;99999999${often('!99999999~')}\x1b\\`,
  'an image of iTerm’s': `\x1b]1337;File=inline=1;size=99999999:${often('A')}\x07`,
  'a DCS without an end': `\x1bP${often('x', 300_000)}\x1b\\`,
  'an OSC without an end': `\x1b]0;${often('x', 300_000)}\x07`,
  'an APC without an end': `\x1b_${often('x', 300_000)}\x1b\\`,
  'titles by the thousand': often('\x1b]0;title\x07\x1b]2;\x1b\\'),
  'links to anything': often('\x1b]8;;javascript:alert(1)\x07a\x1b]8;;file:///etc/passwd\x07b\x1b]8;;\x07'),
  'a link without an end': `\x1b]8;;https://example.com/${often('x')}\x07a`,
  'questions by the thousand': often('\x1b[c\x1b[6n\x1b]4;1;?\x07\x1bP$qm\x1b\\'),
  'resets by the thousand': often('\x1b[!p\x1b[?1049h\x1b[?1049l\x1b#8'),
  'a hundred thousand marks on one letter': `e${often('\u0301')}`,
  'all bytes, many times': Buffer.from(Array.from({ length: size }, (_, at) => at % 256)).toString('latin1'),
  'zero bytes': often('\0'),
};

function headless(answer: (data: Uint8Array) => void = () => undefined): HeadlessScreen {
  return new HeadlessScreen({
    cols: 80,
    rows: 24,
    scrollback: 10_000,
    answer,
    onTitle: () => undefined,
    onBell: () => undefined,
  });
}

describe('a screen that is attacked', () => {
  for (const final of repeating) {
    test(`does CSI ${final} as often as it has lines or columns, however often is asked`, () => {
      const terminal = new Terminal({
        cols: 80,
        rows: 24,
        scrollback: 10_000,
        allowProposedApi: true,
        logLevel: 'off',
      });
      guardParser(terminal);
      // At once, as its own write waits for a timer in between.
      const { _core } = terminal as unknown as { readonly _core: { writeSync(data: string): void } };
      _core.writeSync('line\r\n'.repeat(12_000));
      const asked = (count: number) => {
        const data = `\x1b[H\x1b[12B${often(`x\x1b[${count}${final}`, 4 * 1024)}`;
        return () => _core.writeSync(data);
      };
      const [honest, most] = final === 'b' ? [1000, 99_999] : [80, 999];
      const few = (times: readonly number[]) => ((times[1] ?? 0) - 20) / (times[0] ?? 1) < 3;
      expect(few(leastCpuTimes([asked(honest), asked(most)], few))).toBe(true);
      terminal.dispose();
    });
  }

  test('shows as much of a repetition as there can be', async () => {
    const screen = headless();
    await screen.write(Buffer.from('one\r\ntwo\x1b[99999999S\x1b[Hab\x1b[99999999Mx\x1b[5b\x1b[99999999@end'));
    expect(await screen.text()).toBe('xxxxxxend\n');
  });

  test('repeats no character that marks have made a giant', async () => {
    const screen = headless();
    await screen.write(Buffer.from(`e${often('\u0301')}\x1b[1000b\r\n漢${often('\u0301')}\x1b[1000bend`));
    expect((await screen.text()).length).toBeLessThan(2 * size + 100);
  });

  for (const [name, attack] of Object.entries(attacks)) {
    test(`stands ${name}, shows what follows, and is restored from little`, async () => {
      const whole = new WholeSequences();
      let answered = 0;
      const screen = headless((data) => {
        answered += data.byteLength;
      });
      const data = Buffer.from(attack);
      for (let from = 0; from < data.length; from += 4096) {
        await screen.write(whole.push(data.subarray(from, from + 4096)));
      }
      await screen.write(whole.push(Buffer.from('\x1b\\\x07\x18\x1bc\x1b[31malive\x1b]0;a title\x07')));
      expect(await screen.text()).toBe('alive\n');
      expect(screen.title).toBe('a title');
      expect((await screen.shoot(10_000)).data.byteLength).toBeLessThan(1000);
      // What it asks for it is told a few times over; how much of that is sent is bounded elsewhere.
      expect(answered).toBeLessThan(8 * data.byteLength);
    });
  }

  test('keeps as many links as there may be, and the text of all', async () => {
    const terminal = new Terminal({ cols: 80, rows: 24, scrollback: 100, allowProposedApi: true, logLevel: 'off' });
    guardParser(terminal);
    const { _core } = terminal as unknown as {
      readonly _core: {
        writeSync(data: string): void;
        readonly _oscLinkService: { readonly _dataByLinkId: Map<number, unknown> };
      };
    };
    const { _dataByLinkId: kept } = _core._oscLinkService;
    // All in one place: no line goes, and none of them with it.
    for (let n = 0; n < mostLinks + 100; n += 1) _core.writeSync(`\x1b]8;;https://example.com/${n}\x07a\r`);
    _core.writeSync('plain');
    expect(kept.size).toBe(mostLinks);
    const inside = () => terminal.buffer.active.getLine(0)?.translateToString(true);
    expect(inside()).toBe('plain');
    _core.writeSync('\r\n'.repeat(200));
    expect(kept.size).toBe(0);
    _core.writeSync('\x1b]8;;https://example.com/\x07a');
    expect(kept.size).toBe(1);
    terminal.dispose();
  });

  test('keeps of a title what is printable and short', async () => {
    const screen = headless();
    await screen.write(Buffer.from(`\x1b]0;a\u202eb${'c'.repeat(5000)}\x07`));
    expect(screen.title).toMatch(/^a bc+$/);
    expect(screen.title).toHaveLength(200);
  });
});
