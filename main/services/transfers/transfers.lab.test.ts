import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { StartedTask, Task } from '../../../app/tasks.ts';
import { saying, told } from '../../../app/text/sayings.ts';
import { dockerOn } from '../../../e2e/lab/cli.ts';
import { type Lab, startLab } from '../../../e2e/lab/lab.ts';
import { REGISTRY_USER } from '../../../e2e/lab/registry.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import { createBuilds } from '../builds/service.ts';
import type { Engines } from '../engine/engine.ts';
import { createDockerConfig } from '../registries/docker-config.ts';
import { createRegistries } from '../registries/registries.ts';
import { createTasks } from '../tasks/tasks.ts';
import { baseImages, createTransfers } from './transfers.ts';

let lab: Lab;
let folder = '';
const engine = 'e00000000000a';
const context = { signal: new AbortController().signal };
const tasks = createTasks();

beforeAll(async () => {
  lab = await startLab({ registry: true, auth: true });
}, 120_000);
afterAll(() => lab?.stop(), 60_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-transfers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function make() {
  // The services ask it for nothing else.
  const engines = { ready: async () => dockerEngine({ kind: 'unix', path: lab.socket }) } as unknown as Engines;
  const logins = createDockerConfig({ DOCKER_CONFIG: folder });
  return { transfers: createTransfers(engines, tasks, logins), registries: createRegistries(engines, logins) };
}

async function ended(started: StartedTask | Promise<StartedTask>): Promise<Task> {
  return tasks.wait((await started).task);
}

/** Waits until something of a task is under way. */
async function begun(id: string): Promise<void> {
  for await (const { changed } of tasks.watch({}, context)) {
    if (changed.some((task) => task.id === id && task.parts.some(({ current = 0 }) => current > 0))) return;
  }
}

const docker = dockerOn(() => lab);

/** An image with layers of its own, of so many MB that no compression makes smaller. */
async function image(name: string, ...megabytes: number[]): Promise<void> {
  const lines = megabytes.map((mb, n) => `RUN head -c ${mb}000000 /dev/urandom > /layer${n}`);
  writeFileSync(join(folder, 'Dockerfile'), ['FROM busybox', ...lines].join('\n'));
  await docker('build', '--no-cache', '-q', '-t', name, folder);
}

describe('a pull and a push', () => {
  test('go to a registry and back, with a part for each layer', async () => {
    const { transfers } = make();
    const reference = `${lab.registry}/made/here:1`;
    await image(reference, 3, 5);
    const pushed = await ended(transfers.push({ engine, reference }, context));
    expect(pushed).toMatchObject({ state: 'succeeded', kind: 'push', title: saying('push', { image: reference }) });
    expect(pushed.parts.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(pushed.result?.['digest']).toMatch(/^sha256:/);
    const again = await ended(transfers.push({ engine, reference }, context));
    expect(again.result).toMatchObject({ layers: 3, cached: 3, bytes: 0, digest: pushed.result?.['digest'] });

    await docker('rmi', reference);
    const pulled = await ended(transfers.pull({ engine, reference }, context));
    expect(pulled).toMatchObject({ state: 'succeeded', text: told(reference) });
    expect(pulled.result).toMatchObject({ fresh: true, digest: pushed.result?.['digest'] });
    expect(pulled.result?.['bytes']).toBeGreaterThan(8_000_000);
    expect(pulled.progress && pulled.progress.current / pulled.progress.total).toBe(1);
    const fresh = await ended(transfers.pull({ engine, reference }, context));
    expect(fresh).toMatchObject({ text: saying('up-to-date', { image: reference }), result: { fresh: false } });
    await docker('rmi', reference);
  }, 60_000);

  test('say what is missing', async () => {
    const { transfers } = make();
    const gone = await ended(transfers.pull({ engine, reference: `${lab.registry}/not/there:1` }, context));
    expect(gone).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
    const local = await ended(transfers.push({ engine, reference: `${lab.registry}/not/there:1` }, context));
    expect(local).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
    const down = await ended(transfers.pull({ engine, reference: '127.0.0.1:1/a:b' }, context));
    expect(down).toMatchObject({ state: 'failed', problem: { reason: 'registry-away' } });
  }, 60_000);

  test('take names without a registry as Docker does, from its own', async () => {
    const { transfers } = make();
    const reference = `${lab.registry}/library/from-the-hub:2`;
    await docker('tag', 'busybox', reference);
    await ended(transfers.push({ engine, reference }, context));
    const task = await ended(transfers.pull({ engine, reference: 'from-the-hub:2' }, context));
    expect(task).toMatchObject({ state: 'succeeded', title: saying('pull', { image: 'from-the-hub:2' }) });
    expect(await docker('images', '-q', 'from-the-hub:2')).toBe(await docker('images', '-q', 'busybox'));
  }, 60_000);

  test('can be cancelled', async () => {
    const { transfers } = make();
    const reference = `${lab.registry}/big:1`;
    await image(reference, 60);
    await docker('push', '-q', reference);
    await docker('rmi', reference);
    const { task } = await transfers.pull({ engine, reference }, context);
    await begun(task);
    await tasks.cancel({ task });
    expect(await tasks.wait(task)).toMatchObject({ state: 'cancelled', text: saying('cancelled') });
    expect(await docker('images', '-q', reference)).toBe('');
  }, 60_000);
});

describe('a login', () => {
  test('is refused with a wrong password, and nothing is kept', async () => {
    const { registries } = make();
    const login = { engine, server: lab.authRegistry ?? '', username: REGISTRY_USER.name, password: 'wrongword' };
    const failure = await Promise.resolve(registries.login(login, context)).then(() => undefined, toProblem);
    expect(failure).toMatchObject({ code: 'unauthorized', field: 'password' });
    expect(JSON.stringify(failure)).not.toContain('wrongword');
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);

  test('lets push and pull through, and its end does not', async () => {
    const { registries, transfers } = make();
    const server = lab.authRegistry ?? '';
    const reference = `${server}/private:1`;
    await docker('tag', 'busybox', reference);
    const stranger = await ended(transfers.push({ engine, reference }, context));
    expect(stranger).toMatchObject({ state: 'failed', problem: { code: 'unauthorized' } });
    expect((await ended(transfers.pull({ engine, reference }, context))).problem?.code).toBe('unauthorized');

    const { name: username, password } = REGISTRY_USER;
    expect(await registries.login({ engine, server, username, password }, context)).toEqual({ server, store: 'file' });
    expect(await registries.list({}, context)).toEqual({ logins: [{ server, username, store: 'file' }], faults: [] });
    const pushed = await ended(transfers.push({ engine, reference }, context));
    expect(pushed.state).toBe('succeeded');
    expect(JSON.stringify(pushed)).not.toContain(password);
    expect((await ended(transfers.pull({ engine, reference }, context))).state).toBe('succeeded');

    await registries.logout({ server }, context);
    expect((await ended(transfers.pull({ engine, reference }, context))).problem?.code).toBe('unauthorized');
  }, 60_000);
});

describe('an archive', () => {
  test('brings images back, and is not written over unasked', async () => {
    const { transfers } = make();
    await image('kept:1', 4);
    const id = await docker('images', '-q', '--no-trunc', 'kept:1');
    const path = join(folder, 'kept.tar');
    const saved = await ended(transfers.save({ engine, references: ['kept:1', 'busybox'], path }, context));
    expect(saved).toMatchObject({ state: 'succeeded', result: { path, bytes: statSync(path).size } });
    const refused = await Promise.resolve(transfers.save({ engine, references: ['kept:1'], path }, context)).catch(
      toProblem,
    );
    expect(refused).toMatchObject({ code: 'conflict', field: 'path' });
    await docker('rmi', 'kept:1');
    const loaded = await ended(transfers.load({ engine, path }, context));
    expect(loaded).toMatchObject({ state: 'succeeded', text: saying('loaded-images', { count: 2 }) });
    expect(await docker('images', '-q', '--no-trunc', 'kept:1')).toBe(id);
    const again = await ended(transfers.save({ engine, references: [id], path, overwrite: true }, context));
    expect(again.state).toBe('succeeded');
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  }, 60_000);

  test('is not left half where an image is missing, and told where the file is none', async () => {
    const { transfers } = make();
    const path = join(folder, 'x.tar');
    const failed = await ended(transfers.save({ engine, references: ['not-there:1'], path }, context));
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(path, 'no archive at all'.repeat(100));
    expect((await ended(transfers.load({ engine, path }, context))).problem).toMatchObject({ code: 'invalid-input' });
  }, 60_000);
});

/** Last: it breaks what the others need. */
test('a build starts from a base image that wants a login, which its builder alone may not pull', async () => {
  const { registries } = make();
  const server = lab.authRegistry ?? '';
  const base = `${server}/private/base:1`;
  await registries.login({ engine, server, username: REGISTRY_USER.name, password: REGISTRY_USER.password }, context);
  const { transfers } = make();
  await docker('tag', 'busybox', base);
  expect((await ended(transfers.push({ engine, reference: base }, context))).state).toBe('succeeded');
  await docker('rmi', base);
  writeFileSync(join(folder, 'Dockerfile'), `FROM ${base}\nRUN echo built\n`);
  const engines = { ready: async () => dockerEngine({ kind: 'unix', path: lab.socket }) } as unknown as Engines;
  const order = { engine, folder, dockerfile: 'Dockerfile', tags: ['from-private'], args: {}, noCache: false };
  for (const pull of [false, true]) {
    const logins = createDockerConfig({ DOCKER_CONFIG: folder });
    const builds = await createBuilds(engines, tasks, baseImages(logins), unshared(folder));
    const task = await ended(builds.start({ ...order, pull }, context));
    await builds.flush();
    expect(task.problem).toBeUndefined();
    expect(task.state).toBe('succeeded');
  }
}, 60_000);

test('an engine that is killed in the middle of a pull is told as the engine’s failure', async () => {
  const { transfers } = make();
  const reference = `${lab.registry}/cut:1`;
  await image(reference, 80);
  await docker('push', '-q', reference);
  await docker('rmi', reference);
  const { task } = await transfers.pull({ engine, reference }, context);
  await begun(task);
  await lab.engine.kill('SIGKILL');
  const cut = await tasks.wait(task);
  expect(cut).toMatchObject({ state: 'failed', problem: { code: 'engine-unreachable' } });
}, 60_000);
