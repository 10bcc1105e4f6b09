import { duplexPair } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { runChild } from './child.ts';

const order = (script: string) =>
  ({ command: process.execPath, args: ['-e', script], env: process.env, limit: 1000 }) as const;

describe('a program whose input and output is a pipe', () => {
  const echo = 'process.stdin.pipe(process.stdout)';

  test('gets all and gives all, also to who reads slowly, and after it has ended', async () => {
    const [near, far] = duplexPair();
    const size = 3_000_000;
    const running = runChild({ ...order(echo), pipe: far, signal: new AbortController().signal });
    near.end(Buffer.alloc(size, 'x'));
    let read = 0;
    for await (const bytes of near) {
      read += (bytes as Buffer).length;
      // Others have their turn first, the child that writes among them.
      await setImmediate();
    }
    expect(read).toBe(size);
    expect(await running).toBe(0);
  });

  test('ends with its signal, though nobody reads what it gives', async () => {
    const [near, far] = duplexPair();
    const stop = new AbortController();
    const flood =
      'const more = () => { while (process.stdout.write("y".repeat(65536))); }; process.stdout.on("drain", more); more()';
    const running = runChild({ ...order(flood), pipe: far, signal: stop.signal });
    await new Promise((resolve) => near.once('readable', resolve));
    stop.abort();
    expect(await running).toBe(1);
  });

  test('says how it ended where that is its own doing', async () => {
    const [, far] = duplexPair();
    const script = 'process.stderr.write("no"); process.exit(7)';
    let words = '';
    const onErrorOutput = (piece: Buffer) => void (words += String(piece));
    const signal = new AbortController().signal;
    expect(await runChild({ ...order(script), pipe: far, onErrorOutput, signal })).toBe(7);
    expect(words).toBe('no');
  });
});
