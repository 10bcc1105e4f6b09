import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BuildRecord } from '../../../app/builds.ts';
import type { ListChange } from '../../../app/rpc/live.ts';
import type { Context } from '../../../app/rpc/operation.ts';
import type { Task } from '../../../app/tasks.ts';
import { saying } from '../../../app/text/sayings.ts';
import { type Lab, startLab } from '../../../e2e/lab/lab.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { type BuildsService, createBuilds } from './service.ts';

/** A live list of the contract. */
interface Source<T> {
  watch(input: object, context: Context): AsyncIterable<ListChange<T>>;
}

/** An engine of its own, because it is killed. */
let lab: Lab;
let folder = '';
let data = '';
const context = { signal: new AbortController().signal };
const tasks = createTasks();

beforeAll(async () => {
  lab = await startLab();
}, 120_000);
afterAll(() => lab?.stop(), 60_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-context-'));
  data = mkdtempSync(join(tmpdir(), 'gantry-data-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(data, { recursive: true });
});

function start(builds: BuildsService, Dockerfile: string) {
  writeFileSync(join(folder, 'Dockerfile'), Dockerfile);
  const order = { engine: 'e00000000000a', folder, dockerfile: 'Dockerfile', tags: ['gantry-lab:faults'], args: {} };
  return builds.start({ ...order, noCache: true, pull: false }, context);
}

/** The record or the task of a build as soon as it is like this. */
async function told<T extends BuildRecord | Task>(source: Source<T>, id: string, wanted: (one: T) => boolean) {
  const stop = new AbortController();
  let found: T | undefined;
  for await (const { changed } of source.watch({}, { signal: stop.signal })) {
    found = changed.find((each) => each.id === id && wanted(each)) ?? found;
    if (found) stop.abort();
  }
  return found;
}

test('a build whose engine is killed fails at once, says why, and the next one succeeds', async () => {
  const engine = dockerEngine({ kind: 'unix', path: lab.socket });
  // The service asks it for nothing else.
  const engines = { ready: async () => engine } as unknown as Engines;
  const builds = await createBuilds(
    engines,
    tasks,
    { login: async () => undefined, pull: async () => {}, push: async () => {} },
    unshared(data),
  );

  const { task } = await start(builds, 'FROM busybox\nRUN echo begin; sleep 30\n');
  const isRunning = ({ parts }: Task): boolean =>
    parts.some(({ label, state }) => label.includes('RUN') && state === 'running');
  await told<Task>(tasks, task, isRunning);
  await lab.engine.kill('SIGKILL');
  const cut = await tasks.wait(task);
  const reason = 'engine-lost';
  expect(cut).toMatchObject({ state: 'failed', problem: { code: 'engine-unreachable', reason } });
  const record = await told<BuildRecord>(builds, task, ({ state }) => state !== 'running');
  expect(record).toMatchObject({ state: 'failed', ended: expect.any(Number), error: { cause: { reason } } });
  expect(record?.steps.find(({ instruction }) => instruction.startsWith('RUN'))).toMatchObject({ state: 'cancelled' });

  const down = await tasks.wait((await start(builds, 'FROM busybox\nRUN echo down\n')).task);
  expect(down).toMatchObject({ state: 'failed', problem: { code: 'engine-unreachable' } });

  await lab.engine.start();
  const next = await tasks.wait((await start(builds, 'FROM busybox\nRUN echo again\n')).task);
  expect(next.problem).toBeUndefined();
  expect(next).toMatchObject({ state: 'succeeded', text: saying('built', { steps: 1, cached: 0 }) });
  await builds.flush();
}, 90_000);
