import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { maxWrite } from '../../../app/terminal.ts';
import { type LocalClient, startLocalClient } from '../../../e2e/bench/tools/local-client.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';

const patient = { timeout: 120_000 };
const size = { cols: 120, rows: 30 };
let local: LocalClient;
let container: string;

beforeAll(async () => {
  local = await startLocalClient(lab.dockerHost);
});

afterAll(() => local.close());

beforeEach(async () => {
  container = await docker('run', '-d', '--init', 'busybox', 'sleep', '100000');
});

afterEach(() => docker('rm', '-f', container));

const bytes = (text: string) => new TextEncoder().encode(text);

/** Reads a session as a page does that keeps up: the end of what it shows. */
function watch(session: string) {
  const seen = { text: '', bytes: 0 };
  const stop = local.client.terminal.attach(
    { session },
    {
      onItem: (item) => {
        if (item.kind !== 'output' && item.kind !== 'screen') return;
        seen.bytes += item.data.byteLength;
        seen.text = (item.kind === 'screen' ? '' : seen.text).concat(Buffer.from(item.data).toString()).slice(-10_000);
      },
      onEnd: () => undefined,
    },
  );
  return { seen, stop };
}

/** Looks at a session as a page that stands still does: what it is given first is never taken. */
function standStill(session: string): Promise<() => void> {
  return new Promise((resolve) => {
    const stop = local.client.terminal.attach(
      { session },
      {
        onItem: () => {
          resolve(() => stop());
          return new Promise(() => undefined);
        },
        onEnd: () => undefined,
      },
    );
  });
}

/** MB in use once all garbage is collected. */
function used(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

describe('a program that prints without an end', () => {
  test('costs no more than its screen, whoever looks, and is interrupted all the same', async () => {
    const { client, engine } = local;
    const { session } = await client.terminal.open({ engine, id: container, ...size });
    const still = await standStill(session);
    const { seen, stop } = watch(session);
    await client.terminal.write({ session, data: bytes('yes\n') });
    await expect.poll(() => seen.bytes, patient).toBeGreaterThan(2e6);
    const before = used();
    await expect.poll(() => seen.bytes, patient).toBeGreaterThan(20e6);
    expect(used() - before).toBeLessThan(50);
    await client.terminal.write({ session, data: bytes('\u0003') });
    await client.terminal.write({ session, data: bytes('echo an-$((1+1))-answer\n') });
    await expect.poll(() => seen.text, patient).toContain('an-2-answer');
    still();
    stop();
    await client.terminal.close({ session });
  }, 240_000);
});

describe('a paste of 10 MB', () => {
  test('arrives whole', async () => {
    const { client, engine } = local;
    const pasted = Buffer.from(Array.from({ length: 100_000 }, (_, n) => `${n}`.padEnd(104, '.')).join('\n'));
    // No shell in between: its prompt asks for something, and the answer would be among what arrives.
    const command = ['sh', '-c', `stty raw -echo; echo ready; head -c ${pasted.byteLength} | sha256sum; sleep 1000`];
    const { session } = await client.terminal.open({ engine, id: container, ...size, how: { kind: 'exec', command } });
    const { seen, stop } = watch(session);
    await expect.poll(() => seen.text, patient).toContain('ready');
    for (let from = 0; from < pasted.byteLength; from += maxWrite) {
      await client.terminal.write({ session, data: new Uint8Array(pasted.subarray(from, from + maxWrite)) });
    }
    await expect.poll(() => seen.text, patient).toContain(createHash('sha256').update(pasted).digest('hex'));
    stop();
    await client.terminal.close({ session });
  }, 240_000);
});

describe('a main process that is attached to', () => {
  for (const who of ['nobody', 'a page that stands still']) {
    test(`is not held up when ${who} reads`, async () => {
      const { client, engine } = local;
      const script = 'until [ -e /go ]; do sleep 0.1; done; head -c 20000000 /dev/zero | tr "\\0" x; exit 7';
      const id = await docker('run', '-dt', 'busybox', 'sh', '-c', script);
      const { session } = await client.terminal.open({ engine, id, ...size, how: { kind: 'attach', input: false } });
      const stop = who === 'nobody' ? undefined : await standStill(session);
      await docker('exec', id, 'touch', '/go');
      expect(await docker('wait', id)).toBe('7');
      stop?.();
      await client.terminal.close({ session });
      await docker('rm', '-f', id);
    }, 240_000);
  }
});
