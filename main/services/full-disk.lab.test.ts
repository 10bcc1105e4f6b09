import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, startLab } from '../../e2e/lab/lab.ts';
import { unshared } from '../disk/unshared-fixture.ts';
import { dockerEngine } from '../engine/docker/engine.ts';
import { createBuilds } from './builds/service.ts';
import type { Engines } from './engine/engine.ts';
import { createDockerConfig } from './registries/docker-config.ts';
import { createTasks } from './tasks/tasks.ts';
import { baseImages, createTransfers } from './transfers/transfers.ts';

let lab: Lab;
let folder = '';
const engine = 'e00000000000a';
const context = { signal: new AbortController().signal };
const tasks = createTasks();
const logins = createDockerConfig({ DOCKER_CONFIG: '/nowhere' });

// The services ask it for nothing else.
const engines = (): Engines =>
  ({ ready: async () => dockerEngine({ kind: 'unix', path: lab.socket }) }) as unknown as Engines;

beforeAll(async () => {
  lab = await startLab({ registry: true, disk: 60 });
  folder = mkdtempSync(join(tmpdir(), 'gantry-full-'));
}, 120_000);
afterAll(async () => {
  await tasks.dispose();
  rmSync(folder, { recursive: true, force: true });
  await lab?.stop();
}, 60_000);

test('a build that fills the engine’s disk says so, and what to do', async () => {
  writeFileSync(join(folder, 'Dockerfile'), 'FROM busybox\nRUN dd if=/dev/zero of=/big bs=1M count=200\n');
  const builds = await createBuilds(engines(), tasks, baseImages(logins), unshared(folder));
  const order = { engine, folder, dockerfile: 'Dockerfile', tags: ['full'], args: {}, noCache: false, pull: false };
  const { task } = await builds.start(order, context);
  const ended = await tasks.wait(task);
  await builds.flush();
  expect(ended).toMatchObject({ state: 'failed', problem: { code: 'no-space' } });
  expect(ended.problem).toMatchObject({ reason: 'build-disk-full-at', params: { line: 2 } });
}, 60_000);

test('a load that fills the engine’s disk says so, and leaves no half image', async () => {
  const reference = 'big:1';
  const path = join(folder, 'big.tar');
  // Made by another engine, or the disk would be full before.
  const other = await startLab();
  try {
    writeFileSync(join(folder, 'Dockerfile'), 'FROM busybox\nRUN head -c 90000000 /dev/urandom > /big\n');
    for (const args of [
      ['build', '-q', '-t', reference, folder],
      ['save', '-o', path, reference],
    ]) {
      expect(await other.cli(...args)).toMatchObject({ code: 0 });
    }
  } finally {
    await other.stop();
  }
  const transfers = createTransfers(engines(), tasks, logins);
  const { task } = await transfers.load({ engine, path }, context);
  const ended = await tasks.wait(task);
  expect(ended).toMatchObject({ state: 'failed', problem: { code: 'no-space' } });
  expect((await lab.cli('images', '-q', reference)).stdout).toBe('');
}, 120_000);
