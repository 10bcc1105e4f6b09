import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CastPart, Recording } from '../../../app/shells/recordings.ts';
import type { TerminalItem } from '../../../app/terminal.ts';
import { unnoted } from '../../disk/unfinished.ts';
import { readCast } from './cast-file.ts';
import { castOf } from './recorder.ts';
import { createRecordings } from './service.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-cast-'));
});
afterEach(() => rm(folder, { recursive: true }));

const encode = (text: string) => new TextEncoder().encode(text);
const screen = (text: string, cols = 80, rows = 24): TerminalItem => ({
  kind: 'screen',
  data: encode(text),
  cols,
  rows,
  more: false,
});
const output = (text: string): TerminalItem => ({ kind: 'output', data: encode(text) });

async function* each<T>(items: readonly T[]): AsyncGenerator<T, void> {
  yield* items;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function play(text: string | Uint8Array): Promise<CastPart[]> {
  const path = join(folder, 'a.cast');
  await writeFile(path, text);
  return all(readCast(path));
}

const header = '{"version":2,"width":80,"height":24}\n';

describe('a recorder', () => {
  it('writes the screen it begins with, what is printed, and each size, with the times of both', async () => {
    let clock = 5000;
    const items = [screen('$ '), output('ls\r\n'), { kind: 'size', cols: 100, rows: 30 } as const, output('$ ')];
    const lines = await all(castOf(each(items), { title: 'web', now: () => (clock += 500) - 500 }));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { version: 2, width: 80, height: 24, timestamp: 5, title: 'web', env: { TERM: 'xterm-256color' } },
      [0.5, 'o', '$ '],
      [1, 'o', 'ls\r\n'],
      [1.5, 'r', '100x30'],
      [2, 'o', '$ '],
    ]);
  });

  it('shows the screen anew where it fell behind', async () => {
    const lines = await all(castOf(each([screen('a'), screen('b', 100, 30)]), { title: '', now: () => 0 }));
    expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual([
      [0, 'o', 'a'],
      [0, 'r', '100x30'],
      [0, 'o', '\u001Bcb'],
    ]);
  });

  it('takes no event before another where the clock is set back', async () => {
    const times = [1000, 5000, 2000];
    const lines = await all(castOf(each([screen(''), output('x')]), { title: '', now: () => times.shift() ?? 0 }));
    expect(lines.slice(1).map((line) => JSON.parse(line)[0])).toEqual([4, 4]);
  });
});

describe('a recording that is read', () => {
  it('passes over what is no line of one, and says how many', async () => {
    const text = `${header}[0,"o","a"]\nnonsense\n[1,"i","typed"]\n\n{"a":1}\n[0.5,"o","b"]\n[2,"r","10x20"]`;
    expect(await play(text)).toEqual([
      { kind: 'header', header: { cols: 80, rows: 24 } },
      {
        kind: 'events',
        events: [
          { time: 0, kind: 'output', data: 'a' },
          { time: 0.5, kind: 'output', data: 'b' },
          { time: 2, kind: 'size', cols: 10, rows: 20 },
        ],
      },
      { kind: 'end', skipped: 2, cut: false },
    ]);
  });

  it('never goes back in time', async () => {
    const parts = await play(`${header}[3,"o","a"]\n[1,"o","b"]\n`);
    expect(parts[1]).toMatchObject({ events: [{ time: 3 }, { time: 3 }] });
  });

  it.each(['', 'text', '{"version":1,"width":80,"height":24,"stdout":[]}', '\u0000'])(
    'is refused where it is none: %j',
    async (text) => {
      await expect(play(text)).rejects.toMatchObject({ problem: { code: 'unsupported', reason: 'not-a-recording' } });
    },
  );

  it('passes over a line that is too long, and a byte that is no text becomes a mark', async () => {
    const long = Buffer.concat([Buffer.from(`${header}[0,"o","`), Buffer.alloc(5 * 2 ** 20, 97), Buffer.from('"]\n')]);
    const odd = Buffer.concat([Buffer.from('[1,"o","'), Buffer.from([0xff]), Buffer.from('"]\n')]);
    const parts = await play(Buffer.concat([long, odd]));
    expect(parts[1]).toEqual({ kind: 'events', events: [{ time: 1, kind: 'output', data: '\uFFFD' }] });
    expect(parts[2]).toEqual({ kind: 'end', skipped: 1, cut: false });
  });

  it('comes in batches, and no further than what is played', async () => {
    const line = `[1,"o","${'x'.repeat(1000)}"]\n`;
    const parts = await play(header + line.repeat(40_000));
    expect(parts.length).toBeGreaterThan(50);
    expect(parts.at(-1)).toEqual({ kind: 'end', skipped: 0, cut: true });
  }, 30_000);

  it('is not waited for where it is no file', async () => {
    await expect(all(readCast('/dev/zero'))).rejects.toMatchObject({ problem: { code: 'unsupported' } });
  });

  it.runIf(process.platform === 'linux')('closes its file, whenever whoever reads stops', async () => {
    const path = join(folder, 'a.cast');
    await writeFile(path, `${header}[1,"o","a"]\n`.padEnd(300_000, '[2,"o","b"]\n'));
    const isOpen = async () => {
      const links = await Promise.all(
        (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
      );
      return links.includes(path);
    };
    for (let parts = 1; parts <= 3; parts += 1) {
      const reading = readCast(path);
      for (let part = 0; part < parts; part += 1) await reading.next();
      await reading.return();
      expect(await isOpen()).toBe(false);
    }
  });
});

describe('recordings', () => {
  /** A shell that prints when told to. */
  function shell() {
    const items: TerminalItem[] = [screen('$ ')];
    let wake: () => void = () => undefined;
    const attach = async function* (_: object, { signal }: { readonly signal: AbortSignal }) {
      signal.addEventListener('abort', () => wake());
      while (!signal.aborted) {
        const item = items.shift();
        if (item) yield item;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    };
    const print = (item: TerminalItem) => {
      items.push(item);
      wake();
    };
    return { attach, print };
  }

  const session = '1'.repeat(32);
  const context = { signal: new AbortController().signal };
  const nowOf = async (service: ReturnType<typeof createRecordings>): Promise<readonly Recording[]> => {
    for await (const list of service.watch({}, { signal: new AbortController().signal })) return list;
    return [];
  };

  it('are on disk when they are stopped, and the end of the shell ends them', async () => {
    const { attach, print } = shell();
    const service = createRecordings({ attach }, async () => undefined, unnoted);
    const path = join(folder, 'web.cast');
    await service.start({ session, name: 'web', path, overwrite: false }, context);
    expect(await nowOf(service)).toMatchObject([{ session, path, state: 'running' }]);
    await expect(
      service.start({ session, name: 'web', path: join(folder, 'b.cast'), overwrite: false }, context),
    ).rejects.toMatchObject({ problem: { reason: 'recorded-already' } });
    await service.stop({ session }, context);
    expect(await readFile(path, 'utf8')).toContain('[0');
    await expect(service.start({ session, name: 'web', path, overwrite: false }, context)).rejects.toMatchObject({
      problem: { reason: 'file-exists' },
    });
    await service.start({ session, name: 'web', path, overwrite: true }, context);
    print(screen('again'));
    print(output('last'));
    print({ kind: 'exit', code: 0 });
    await expect.poll(async () => (await nowOf(service)).map(({ state }) => state)).toEqual(['ended', 'ended']);
    expect(await readFile(path, 'utf8')).toContain('last');
  });

  it('make no file where they may not', async () => {
    const { attach } = shell();
    const refused = new Error('refused');
    const service = createRecordings({ attach }, () => Promise.reject(refused), unnoted);
    const path = join(folder, 'web.cast');
    await expect(service.start({ session, name: 'web', path, overwrite: false }, context)).rejects.toBe(refused);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it('keep what was written before they failed, and say why', async () => {
    const attach = async function* () {
      yield screen('before');
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    };
    const service = createRecordings({ attach }, async () => undefined, unnoted);
    const path = join(folder, 'web.cast');
    await service.start({ session, name: 'web', path, overwrite: false }, context);
    await expect.poll(() => nowOf(service)).toMatchObject([{ state: 'failed', problem: { code: 'no-space' } }]);
    expect(await readFile(path, 'utf8')).toContain('before');
  });
});
