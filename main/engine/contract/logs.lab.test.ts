import { describe, expect, test } from 'vitest';
import { entriesOf, type LogEntry } from '../../../e2e/fake/log-lines.ts';
import { contract, failure, never, type Subject } from '../../../e2e/lab/contract.ts';
import type { LogOptions } from '../ports/containers.ts';
import { lineCount } from '../ports/log-block.ts';

const run = ({ docker }: Subject, ...args: string[]): Promise<string> => docker('run', '-d', ...args);

async function read({ engine }: Subject, id: string, options: Partial<LogOptions> = {}): Promise<LogEntry[]> {
  const all: LogEntry[] = [];
  const asked = { tail: 'all', follow: true, ...options } as const;
  for await (const batch of engine.containers.logs(id, asked, never)) all.push(...entriesOf(batch));
  return all;
}

contract('logs', (on) => {
  test('come with both streams in order, with times, and end with the container', async () => {
    const script = 'for i in 1 2 3; do echo out $i; sleep 0.05; echo err $i >&2; sleep 0.05; done; printf "no end"';
    const all = await read(on(), await run(on(), 'busybox', 'sh', '-c', script));
    expect(all.map(({ source, text }) => `${source} ${text}`)).toEqual([
      ...[1, 2, 3].flatMap((n) => [`stdout out ${n}`, `stderr err ${n}`]),
      'stdout no end',
    ]);
    for (const { time } of all) expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(60_000);
    expect(all.map(({ time }) => time)).toEqual(all.map(({ time }) => time).toSorted());
  });

  describe.each([
    ['without a TTY', []],
    ['with a TTY', ['-t']],
  ] as const)('%s', (_, flags) => {
    async function printed(script: string): Promise<string[]> {
      const id = await run(on(), ...flags, 'busybox', 'sh', '-c', script);
      await on().docker('wait', id);
      return (await read(on(), id, { follow: false })).map(({ text }) => text);
    }

    test('lines over 16 kB come whole', async () => {
      const lines = await printed('head -c 100000 /dev/zero | tr "\\0" x; echo; echo next');
      expect(lines.map((line) => line.length)).toEqual([100_000, 4]);
      expect(lines[0]).toBe('x'.repeat(100_000));
    });

    test('20,000 lines hold nothing but what was printed', async () => {
      const lines = await printed('seq 20000 | sed "s/$/: the quick brown fox jumps over the lazy dog/"');
      expect(lines).toHaveLength(20_000);
      expect(lines.filter((line, at) => line !== `${at + 1}: the quick brown fox jumps over the lazy dog`)).toEqual([]);
    });
  });

  test('end where a tail begins, and are read on from a time with every line from there', async () => {
    const id = await run(on(), 'busybox', 'sh', '-c', 'for i in $(seq 200); do echo $i; done');
    const all = await read(on(), id);
    expect(all.map(({ text }) => text)).toEqual(Array.from({ length: 200 }, (_, n) => String(n + 1)));
    expect(await read(on(), id, { tail: 10, follow: false })).toEqual(all.slice(-10));
    const time = all[120]!.time;
    const again = await read(on(), id, { since: time, follow: false });
    expect(again).toEqual(all.filter((entry) => entry.time >= time));
  });

  test('show a line as it is printed, and end quietly when nobody reads any more', async () => {
    const id = await run(on(), 'busybox', 'sh', '-c', 'while :; do echo tick; sleep 0.2; done');
    const abort = new AbortController();
    let count = 0;
    for await (const batch of on().engine.containers.logs(id, { tail: 0, follow: true }, abort.signal)) {
      count += lineCount(batch);
      if (count > 3) abort.abort();
    }
    expect(count).toBeGreaterThan(3);
  });

  test('of a container that keeps none say so', async () => {
    const id = await run(on(), '--log-driver', 'none', 'busybox', 'echo', 'hi');
    await on().docker('wait', id);
    expect(await failure(read(on(), id))).toMatchObject({ code: 'unsupported', reason: 'log-driver' });
  });

  test('of a container that is gone say so', async () => {
    expect(await failure(read(on(), 'f'.repeat(64)))).toMatchObject({ code: 'not-found' });
  });
});
