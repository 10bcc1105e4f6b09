import { afterEach, describe, expect, test } from 'vitest';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { type FakeEngine, type FakeScript, frame, startFakeEngine } from '../../../e2e/fake/engine.ts';
import { entriesOf, type LogEntry } from '../../../e2e/fake/log-lines.ts';
import type { Engine, EngineEvent } from '../engine.ts';
import { dockerEngine } from './engine.ts';

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(script: FakeScript = {}): Promise<{ fake: FakeEngine; engine: Engine }> {
  const fake = await startFakeEngine(script);
  closers.push(() => fake.close());
  return { fake, engine: dockerEngine({ kind: 'unix', path: fake.socket }) };
}

const never = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);
const stamp = '2024-05-01T10:00:00.000000001Z';

async function drain<T>(items: AsyncIterable<T>): Promise<{ items: T[]; problem?: Problem }> {
  const seen: T[] = [];
  try {
    for await (const item of items) seen.push(item);
    return { items: seen };
  } catch (error) {
    return { items: seen, problem: toProblem(error) };
  }
}

describe('streams', () => {
  test('events begin with ready, come whole over any cut, and break with engine-unreachable', async () => {
    const { fake, engine } = await start();
    const seen: EngineEvent[] = [];
    const reading = (async () => {
      for await (const event of engine.events(never)) seen.push(event);
    })();
    await expect.poll(() => seen.length).toBe(1);
    for (const byte of Buffer.from('{"Type":"container","Action":"start","Actor":{"ID":"é"}}\n'))
      fake.emit(Buffer.from([byte]));
    fake.emit({ Type: 'plugin', Action: 'enable', Actor: { ID: 'x' } });
    fake.emit({ Type: 'image', Action: 'pull', Actor: { ID: 'x' } });
    fake.emit({ Type: 'container', Action: 'remove', Actor: { ID: 'b' } });
    await expect.poll(() => seen.length).toBe(4);
    fake.cut();
    expect((await failure(reading)).code).toBe('engine-unreachable');
    expect(seen).toEqual([
      { kind: 'ready' },
      { kind: 'container', id: 'é', action: 'start' },
      { kind: 'image', id: 'x', action: 'pull' },
      { kind: 'container', id: 'b', action: 'destroy' },
    ]);
  });

  test('a storm of events arrives complete', async () => {
    const { fake, engine } = await start();
    let count = 0;
    const abort = new AbortController();
    const reading = (async () => {
      for await (const event of engine.events(abort.signal)) {
        if (event.kind === 'ready') {
          for (let n = 0; n < 20_000; n += 1)
            fake.emit({ Type: 'container', Action: 'start', Actor: { ID: String(n) } });
        } else count += 1;
        if (count === 20_000) abort.abort();
      }
    })();
    await reading;
    expect(count).toBe(20_000);
  });

  test('Podman’s events are ready although its headers wait for the first one', async () => {
    const { engine } = await start({ podman: true, handlers: { 'GET /events': () => {} } });
    const abort = new AbortController();
    for await (const event of engine.events(abort.signal)) {
      expect(event).toEqual({ kind: 'ready' });
      abort.abort();
    }
  });

  test('garbage among the events is a problem, not a crash', async () => {
    const { fake, engine } = await start();
    const reading = drain(engine.events(never));
    await expect.poll(() => fake.listening).toBe(1);
    fake.emit('<html>\n');
    expect((await reading).problem?.code).toBe('unsupported');
  });

  test('a log is framed or not by the container’s TTY, whatever the content type says', async () => {
    const framed = frame(2, `${stamp} oops\n`);
    const { fake, engine } = await start({
      containers: [
        { state: 'exited', log: Array.from(framed, (byte) => Buffer.from([byte])) },
        { state: 'exited', tty: true, log: [Buffer.from(`${stamp} hi\r\n`)] },
      ],
    });
    const [plain = '', tty = ''] = [...fake.containers.keys()];
    const read = async (id: string): Promise<LogEntry[]> =>
      (await drain(engine.containers.logs(id, { tail: 10, follow: false }, never))).items.flatMap(entriesOf);
    expect(await read(plain)).toEqual([{ time: stamp, source: 'stderr', text: 'oops' }]);
    expect(await read(tty)).toEqual([{ time: stamp, source: 'stdout', text: 'hi' }]);
    expect(fake.requests.at(-1)?.query).toMatchObject({ tail: '10', timestamps: '1', follow: '0' });
  });

  test('a log that is cut in mid-line gives the whole lines and then engine-unreachable', async () => {
    const { fake, engine } = await start({
      containers: [{ log: [frame(1, `${stamp} one\n`), frame(1, `${stamp} tw`)] }],
    });
    const [id = ''] = [...fake.containers.keys()];
    const lines: string[] = [];
    const reading = (async () => {
      for await (const batch of engine.containers.logs(id, { tail: 'all', since: stamp, follow: true }, never)) {
        lines.push(...entriesOf(batch).map(({ text }) => text));
      }
    })();
    await expect.poll(() => lines).toEqual(['one']);
    expect(fake.requests.at(-1)?.query['since']).toBe('1714557600.000000001');
    fake.cut();
    expect((await failure(reading)).code).toBe('engine-unreachable');
    expect(lines).toEqual(['one']);
  });

  test('a last line that the engine leaves out of a followed log is read after it', async () => {
    const line = (n: number): Buffer => frame(1, `2024-05-01T10:00:00.00000000${n}Z ${n}\n`);
    const { fake, engine } = await start({
      containers: 1,
      handlers: {
        'GET /containers/:id/logs': ({ query, response }) => {
          for (const n of query.get('follow') === '1' ? [1, 2, 2] : [1, 2, 2, 2, 3]) response.write(line(n));
          response.end();
        },
      },
    });
    const [id = ''] = [...fake.containers.keys()];
    const read = async (follow: boolean): Promise<string> =>
      (await drain(engine.containers.logs(id, { tail: 50, follow }, never))).items
        .flatMap(entriesOf)
        .map(({ text }) => text)
        .join('');
    expect(await read(true)).toBe('12223');
    expect(fake.requests.at(-1)?.query).toMatchObject({ tail: '100', follow: '0' });
    expect(await read(false)).toBe('12223');
  });

  test('aborting ends streams quietly and closes their connection', async () => {
    const { fake, engine } = await start({ containers: 1 });
    const abort = new AbortController();
    const [id = ''] = [...fake.containers.keys()];
    const reading = Promise.all([
      drain(engine.events(abort.signal)),
      drain(engine.containers.logs(id, { tail: 0, follow: true }, abort.signal)),
      drain(engine.containers.stats(id, abort.signal)),
    ]);
    await expect.poll(() => fake.requests.length).toBeGreaterThan(8);
    abort.abort();
    for (const { problem } of await reading) expect(problem).toBeUndefined();
    await expect.poll(() => fake.listening).toBe(0);
  });

  test('a failed ping ends streams that would be silent for ever', async () => {
    let mute = false;
    const { engine } = await start({
      handlers: {
        'GET /_ping': ({ response }) =>
          void (mute ? response.socket?.destroy() : response.setHeader('api-version', '1.41').end('OK')),
      },
    });
    const reading = drain(engine.events(never));
    await new Promise((resolve) => setTimeout(resolve, 100));
    mute = true;
    await failure(engine.ping(never));
    expect((await reading).problem?.code).toBe('engine-unreachable');
  });

  test('hostile frames in a log are a problem', async () => {
    const { fake, engine } = await start({ containers: [{ log: [Buffer.from('<!DOCTYPE html>')] }] });
    const [id = ''] = [...fake.containers.keys()];
    expect((await drain(engine.containers.logs(id, { tail: 1, follow: true }, never))).problem?.code).toBe('internal');
  });

  test('stats come by the formulas and end with the container', async () => {
    const { fake, engine } = await start({ containers: 1 });
    const [id = ''] = [...fake.containers.keys()];
    const items = engine.containers.stats(id, never)[Symbol.asyncIterator]();
    const mib = 2 ** 20;
    const memory = { memory: 40 * mib, cache: 10 * mib, memoryLimit: 100 * mib };
    const counted = { received: 2048, sent: 1024, read: 4096, written: 0, pids: 3, pidsLimit: 100 };
    expect((await items.next()).value).toEqual({ time: 1_700_000_000_000, ...memory, ...counted });
    expect((await items.next()).value).toMatchObject({ cpu: 50 });
    await items.return?.();
  });

  test('a shell gives back what is typed and ends', async () => {
    const { fake, engine } = await start({ containers: 1 });
    const [id = ''] = [...fake.containers.keys()];
    const session = await engine.containers.exec(id, { command: ['sh'], env: [], cols: 80, rows: 24 }, never);
    await session.write(Buffer.from('hello\rexit\r'));
    const { items } = await drain(session.output);
    expect(Buffer.concat(items).toString()).toBe('$ hello\r\nhello\r\n$ exit\r\n');
    expect(await session.exitCode()).toBe(0);
    expect((await failure(session.write(Buffer.from('x')))).code).toBe('conflict');
    expect(fake.requests.some(({ path, query }) => path.endsWith('/resize') && query['w'] === '80')).toBe(true);
  });
});
