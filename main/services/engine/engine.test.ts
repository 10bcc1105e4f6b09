import { afterEach, expect, test } from 'vitest';
import type { EngineList } from '../../../app/engines/engine.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { Settings } from '../../../app/settings.ts';
import { type FakeEngine, startFakeEngine } from '../../../e2e/fake/engine.ts';
import { connectEndpoint } from '../../engine/docker/connect.ts';
import type { KnownEngine } from '../../engine/endpoints/endpoints.ts';
import { createContainers } from '../containers/containers.ts';
import type { SettingsService } from '../settings/settings.ts';
import { createTasks } from '../tasks/tasks.ts';
import { Engines } from './engine.ts';

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function serve(): Promise<FakeEngine> {
  const fake = await startFakeEngine({ containers: 1 });
  closers.push(() => fake.close());
  return fake;
}

const one = (number: number, path = '/nowhere', more: Partial<KnownEngine> = {}): KnownEngine => ({
  id: `e00000000000${number}`,
  name: `n${number}`,
  url: `unix:///${number}`,
  source: 'context',
  address: { kind: 'unix', path },
  ...more,
});

/** Engines that a test names, and what a window is told of them. */
async function open(...known: KnownEngine[]) {
  const found = { known };
  const kept: Partial<Settings> = {};
  const update = async (patch: Partial<Settings>) => void Object.assign(kept, patch);
  const settings = { current: () => kept, update } as unknown as SettingsService;
  const engines = await Engines.find({ find: async () => found.known, connect: connectEndpoint, settings });
  closers.push(() => engines.dispose());
  const stop = new AbortController();
  closers.push(() => stop.abort());
  const told: EngineList[] = [];
  void (async () => {
    for await (const list of engines.watch({}, { signal: stop.signal })) told.push(list);
  })();
  const name = async (...next: KnownEngine[]) => {
    found.known = next;
    await engines.renew();
  };
  return { engines, told, name, kept };
}

const named = (list: EngineList | undefined) => list?.engines.map(({ name }) => name);

test('engines come and go as they are found, in the order in which they are', async () => {
  const { told, name } = await open(one(1), one(2));
  await expect.poll(() => named(told.at(-1))).toEqual(['n1', 'n2']);
  await name(one(3), one(2));
  await expect.poll(() => named(told.at(-1))).toEqual(['n3', 'n2']);
  await name(one(2, '/nowhere', { name: 'shop', colour: 'red', guard: 'read-only' }), one(3));
  await expect
    .poll(() => told.at(-1)?.engines[0])
    .toMatchObject({ id: one(2).id, name: 'shop', colour: 'red', guard: 'read-only' });
});

test('a window that looks at an engine which is gone looks at the first that is left', async () => {
  const { engines, told, name } = await open(one(1), one(2));
  await engines.select({ engine: one(2).id });
  await name(one(1), one(3));
  await expect.poll(() => told.at(-1)?.selected).toBe(one(1).id);
});

test('a list of an engine that is gone ends by saying so, and who waits for it waits no longer', async () => {
  const fake = await serve();
  const { engines, name } = await open(one(1, fake.socket), one(2));
  const stop = new AbortController();
  closers.push(() => stop.abort());
  const ids: string[] = [];
  const ended = (async () => {
    for await (const step of createContainers(engines, createTasks(), async () => ({ volumes: 0 })).watch(
      { engine: one(1).id },
      { signal: stop.signal },
    )) {
      ids.push(...step.changed.map(({ id }) => id));
    }
  })().then(() => expect.unreachable(), toProblem);
  await expect.poll(() => ids.length).toBeGreaterThan(0);
  const waits = engines.ready(one(2).id, stop.signal).then(() => expect.unreachable(), toProblem);
  await name(one(3));
  expect(await ended).toMatchObject({ code: 'not-found', reason: 'engine-unknown' });
  expect(await waits).toMatchObject({ code: expect.stringMatching(/not-found|engine-unreachable/) });
  expect(() => engines.connection(one(1).id)).toThrow();
});

test('an engine whose certificates or socket are other ones is connected to anew, by the same list', async () => {
  const [first, second] = [await serve(), await serve()];
  const { engines, name } = await open(one(1, first.socket));
  const stop = new AbortController();
  closers.push(() => stop.abort());
  const connection = engines.use(one(1).id, stop.signal);
  await expect.poll(() => connection.status.kind).toBe('connected');
  const { epoch } = connection;
  await name(one(1, second.socket));
  await expect.poll(() => connection.epoch).toBeGreaterThan(epoch);
  expect(second.requests.length).toBeGreaterThan(0);
  expect(engines.connection(one(1).id)).toBe(connection);
});

test('what DOCKER_HOST names is looked at first, wherever it stands', async () => {
  const { told } = await open(one(1), one(2, '/nowhere', { source: 'DOCKER_HOST' }));
  await expect.poll(() => told.at(-1)?.selected).toBe(one(2).id);
});

test('what a window looks at is remembered for the next one: all, some, or one', async () => {
  const [a, b, c] = [one(1), one(2), one(3)];
  const { engines, told, kept } = await open(a, b, c);
  await expect.poll(() => told.at(-1)?.selected).toBe(a.id);
  expect(told.at(-1)?.scope).toBeUndefined();
  await engines.look({ scope: 'all' });
  await expect.poll(() => told.at(-1)).toMatchObject({ selected: a.id, scope: 'all' });
  // Of some the first is selected, unless one of them is anyway.
  await engines.look({ scope: [b.id, c.id] });
  await expect.poll(() => told.at(-1)).toMatchObject({ selected: b.id, scope: [b.id, c.id] });
  expect(kept).toEqual({ engine: b.id, scope: [b.id, c.id] });
  await engines.select({ engine: c.id });
  await expect.poll(() => told.at(-1)?.selected).toBe(c.id);
  expect(told.at(-1)?.scope).toBeUndefined();
  await expect(engines.look({ scope: [a.id, 'e00000000000f'] })).rejects.toMatchObject({
    problem: { reason: 'engine-unknown' },
  });
  expect(kept).toEqual({ engine: c.id, scope: undefined });
});

test('an engine that the environment names is looked at, whatever was chosen without it', async () => {
  const named = one(1, '/nowhere', { source: 'DOCKER_HOST' });
  const settings = {
    current: () => ({ engine: one(2).id, scope: [one(2).id, one(3).id] }),
  } as unknown as SettingsService;
  const find = async () => [named, one(2), one(3)];
  const engines = await Engines.find({ find, connect: connectEndpoint, settings });
  closers.push(() => engines.dispose());
  const stop = new AbortController();
  closers.push(() => stop.abort());
  for await (const list of engines.watch({}, { signal: stop.signal })) {
    expect([list.selected, list.scope]).toEqual([named.id, undefined]);
    break;
  }
});
