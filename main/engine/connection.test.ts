import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineStatus } from '../../app/engines/engine.ts';
import { problem } from '../../app/rpc/problem.ts';
import { type FakeEngine, startFakeEngine } from '../../e2e/fake/engine.ts';
import { Connection } from './connection.ts';
import { connectEndpoint } from './docker/connect.ts';
import type { Endpoint } from './endpoints/endpoints.ts';
import type { Engine, EngineEvent } from './engine.ts';

const endpoint = (path: string): Endpoint => ({
  id: 'e000000000000',
  name: 'Test',
  url: `unix://${path}`,
  source: 'default',
  address: { kind: 'unix', path },
});

/** An engine without a wire: each `version` call takes the next answer, and a test says when the events end. */
class Scripted {
  readonly asked: number[] = [];
  up = true;
  pings = true;
  lose: () => void = () => {};
  send: (event: EngineEvent) => void = () => {};
  readonly engine = {
    version: async () => {
      this.asked.push(Date.now());
      if (!this.up) throw problem('engine-unreachable', 'engine-unreachable');
      return { product: 'Docker', version: '1', api: '1.41', os: 'linux', arch: 'amd64' };
    },
    ping: async () => {
      if (!this.pings) throw problem('timeout', 'engine-stuck');
    },
    events: (signal: AbortSignal) => this.events(signal),
  } as unknown as Engine;

  async *events(signal: AbortSignal): AsyncGenerator<EngineEvent> {
    yield { kind: 'ready' };
    const queue: EngineEvent[] = [];
    let lost = false;
    while (!signal.aborted) {
      await new Promise<void>((resolve) => {
        this.lose = () => {
          lost = true;
          resolve();
        };
        this.send = (event) => {
          queue.push(event);
          resolve();
        };
        signal.addEventListener('abort', () => resolve());
      });
      yield* queue.splice(0);
      if (lost) throw problem('engine-unreachable', 'engine-lost');
    }
  }
}

describe('by the clock', () => {
  let scripted: Scripted;
  let connection: Connection;
  let seen: EngineStatus[];
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    scripted = new Scripted();
    connection = new Connection(endpoint('/nowhere/engine.sock'), scripted.engine);
    seen = [];
    connection.onStatus((status) => seen.push(status));
  });
  afterEach(() => {
    connection.dispose();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
  const kinds = (): string[] => seen.map(({ kind }) => kind);
  const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

  test('is idle until used, then connects, and is idle again a second after the last user', async () => {
    await pass(5000);
    expect([connection.status.kind, scripted.asked.length]).toEqual(['idle', 0]);
    const release = connection.use();
    const other = connection.use();
    await pass(0);
    expect(kinds()).toEqual(['connecting', 'connected']);
    expect(connection.epoch).toBe(1);
    release();
    release();
    await pass(5000);
    expect(connection.status.kind).toBe('connected');
    other();
    await pass(900);
    connection.use()();
    await pass(900);
    expect(connection.status.kind).toBe('connected');
    await pass(200);
    expect(connection.status.kind).toBe('idle');
  });

  test('tries again at growing pauses, under one problem with the time of the first failure', async () => {
    scripted.up = false;
    connection.use();
    const start = Date.now();
    await pass(40_000);
    expect(kinds().filter((kind) => kind === 'connecting')).toHaveLength(1);
    expect(scripted.asked.map((at) => at - start)).toEqual([0, 500, 1500, 3500, 7500, 15_500, 25_500, 35_500]);
    expect(connection.status).toMatchObject({ kind: 'unreachable', since: start, retryAt: start + 45_500 });
    scripted.up = true;
    await pass(10_000);
    expect(connection.status.kind).toBe('connected');
  });

  test('a lost connection is said and tried again at once, as a new epoch', async () => {
    connection.use();
    await pass(2000);
    scripted.lose();
    await pass(0);
    expect(kinds()).toEqual(['connecting', 'connected', 'unreachable', 'connected']);
    expect(connection.epoch).toBe(2);
  });

  test('an engine that hangs up on every connection is not hammered', async () => {
    connection.use();
    const timer = setInterval(() => scripted.lose(), 10);
    await pass(30_000);
    clearInterval(timer);
    expect(scripted.asked.length).toBeLessThan(10);
  });

  test('a connection that is dead without knowing is found by the ping', async () => {
    connection.use();
    await pass(15_000);
    scripted.pings = false;
    scripted.up = false;
    await pass(10_000);
    expect(connection.status).toMatchObject({ kind: 'unreachable' });
  });

  test('retry tries now and starts the pauses anew', async () => {
    scripted.up = false;
    connection.use();
    await pass(20_000);
    const before = scripted.asked.length;
    connection.retry();
    await pass(100);
    expect(scripted.asked.length).toBe(before + 1);
    expect(connection.status).toMatchObject({ kind: 'unreachable', retryAt: expect.closeTo(Date.now() + 1000, -3) });
  });

  test('events go to every listener until it leaves', async () => {
    connection.use();
    await pass(0);
    const [one, two]: EngineEvent[][] = [[], []];
    connection.onEvent((event) => one?.push(event));
    const leave = connection.onEvent((event) => two?.push(event));
    const event: EngineEvent = { kind: 'container', id: 'x', action: 'start' };
    scripted.send(event);
    await pass(0);
    leave();
    scripted.send(event);
    await pass(0);
    expect([one?.length, two?.length]).toEqual([2, 1]);
  });

  test('nothing happens after dispose', async () => {
    connection.use();
    await pass(0);
    connection.dispose();
    connection.use();
    await pass(60_000);
    expect([scripted.asked.length, connection.status.kind]).toEqual([1, 'idle']);
  });
});

describe('on a socket', () => {
  let folder = '';
  const fakes: FakeEngine[] = [];
  const connections: Connection[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'c-'));
  });
  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.dispose();
    for (const fake of fakes.splice(0)) await fake.close();
    await rm(folder, { recursive: true, force: true });
  });
  const connect = (path: string): Connection => {
    const connection = connectEndpoint(endpoint(path));
    connections.push(connection);
    connection.use();
    return connection;
  };
  const serve = async (path: string): Promise<FakeEngine> => {
    const fake = await startFakeEngine({ socket: path });
    fakes.push(fake);
    return fake;
  };

  test('an engine that starts is used in a fraction of a second, however long it was away', async () => {
    const path = join(folder, 'e.sock');
    const connection = connect(path);
    // By now the next try would be more than two seconds away.
    await new Promise((resolve) => setTimeout(resolve, 1800));
    expect(connection.status).toMatchObject({ kind: 'unreachable', problem: { code: 'engine-unreachable' } });
    await serve(path);
    await expect.poll(() => connection.status.kind, { timeout: 400, interval: 10 }).toBe('connected');
  });

  test('also when the folder of its socket was not there', async () => {
    const path = join(folder, 'deep', 'er', 'e.sock');
    const connection = connect(path);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await mkdir(join(folder, 'deep', 'er'), { recursive: true });
    await serve(path);
    await expect.poll(() => connection.status.kind, { timeout: 2000, interval: 10 }).toBe('connected');
  });

  test('an engine that is killed is missed at once, and used again when it is back', async () => {
    const path = join(folder, 'e.sock');
    const first = await serve(path);
    const connection = connect(path);
    await expect.poll(() => connection.status.kind).toBe('connected');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await first.close();
    await expect.poll(() => connection.status.kind, { timeout: 200, interval: 5 }).toBe('unreachable');
    await serve(path);
    await expect.poll(() => connection.status.kind, { timeout: 600, interval: 10 }).toBe('connected');
    expect(connection.epoch).toBe(2);
  });

  describe('that held for less than a second', () => {
    /** Time stands still but for what a test lets pass, so that no pause ends by itself. */
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'Date'] }));
    afterEach(() => void vi.useRealTimers());
    const pause = setTimeout;

    /** Waits in real time, and lets at most 300 ms of the connection's pass: less than its shortest pause. */
    const soon = async (kind: EngineStatus['kind'], connection: Connection): Promise<void> => {
      for (let passed = 0; connection.status.kind !== kind && passed < 300; passed += 1) {
        await new Promise((resolve) => pause(resolve, 10));
        await vi.advanceTimersByTimeAsync(1);
      }
      expect(connection.status.kind).toBe(kind);
    };

    test('the socket is watched all the same: its engine is used again as soon as it is back', async () => {
      const path = join(folder, 'e.sock');
      const first = await serve(path);
      const connection = connect(path);
      await soon('connected', connection);
      await first.close();
      await soon('unreachable', connection);
      await serve(path);
      await soon('connected', connection);
      expect(connection.epoch).toBe(2);
    });

    test('also when its folder goes and comes with it, as a service manager does', async () => {
      const path = join(folder, 'run', 'e.sock');
      await mkdir(join(folder, 'run'));
      const first = await serve(path);
      const connection = connect(path);
      await soon('connected', connection);
      await first.close();
      await soon('unreachable', connection);
      for (const _ of [1, 2]) {
        await rm(join(folder, 'run'), { recursive: true, force: true });
        await new Promise((resolve) => setImmediate(resolve));
        await mkdir(join(folder, 'run'));
      }
      await serve(path);
      await soon('connected', connection);
    });
  });
});
