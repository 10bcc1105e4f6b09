import { describe, expect, it } from 'vitest';
import { HeadlessScreen } from './headless.ts';

const size = { cols: 80, rows: 24 };
const every = 10_000;

function screenOf(told: string, answer: (data: Uint8Array) => void = () => undefined): HeadlessScreen {
  const screen = new HeadlessScreen({
    ...size,
    scrollback: every,
    answer,
    onTitle: () => undefined,
    onBell: () => undefined,
  });
  void screen.write(Buffer.from(told));
  return screen;
}

const lines = Array.from({ length: 2000 }, (_, n) => `\x1b[3${n % 8}mline ${n}\x1b[0m`).join('\r\n');

describe('a screen that is packed', () => {
  it('is the same when it is asked for, and as text', async () => {
    const told = `\x1b]2;name\x07${lines}\x1b[?2004h\x1b]8;;https://example.com/\x1b\\link\x1b]8;;\x1b\\`;
    const [screen, other] = [screenOf(told), screenOf(told)];
    await screen.pack();
    expect(screen.title).toBe('name');
    expect(await screen.shoot(every)).toEqual(await other.shoot(every));
    await screen.pack();
    expect(await screen.text()).toBe(await other.text());
  });

  it('goes on as it would, and answers nothing anew', async () => {
    const answers: string[] = [];
    const screen = screenOf(`${lines}\x1b[6n`, (data) => answers.push(Buffer.from(data).toString()));
    await screen.pack();
    expect(answers).toHaveLength(1);
    screen.resize(100, 30);
    void screen.write(Buffer.from('\r\nmore\x1b[6n'));
    expect(await screen.shoot(0)).toMatchObject({ cols: 100, rows: 30 });
    expect((await screen.text()).endsWith('line 1999\nmore\n')).toBe(true);
    expect(answers).toHaveLength(2);
  });

  it('is left to another session from the screen below an editor’s', async () => {
    const screen = screenOf('user\r\n# vi\x1b[?1049h\x1b[2J\x1b[Heditor');
    await screen.pack();
    screen.handOver({ answer: () => undefined, onTitle: () => undefined, onBell: () => undefined });
    void screen.write(Buffer.from('again'));
    expect(await screen.text()).toBe('user\n# vi\nagain\n');
  });

  it('is not packed where it is used meanwhile', async () => {
    const screen = screenOf(lines);
    const packed = screen.pack();
    void screen.write(Buffer.from(' more'));
    await packed;
    expect((await screen.text()).endsWith('line 1999 more\n')).toBe(true);
  });
});
