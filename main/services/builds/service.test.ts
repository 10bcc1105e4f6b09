import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { problem } from '../../../app/rpc/problem.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { createBuilds } from './service.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gantry-builds-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ['a pattern that is refused', '.dockerignore'],
  ['one of the Dockerfile’s own ignore file', 'Dockerfile.dockerignore'],
])('%s fails a build before an engine or a registry is asked for anything', async (_, name) => {
  writeFileSync(join(root, 'Dockerfile'), 'FROM registry.example/base\n');
  writeFileSync(join(root, name), 'a\n[a-\n');
  const asked: string[] = [];
  const ready = async () => {
    asked.push('engine');
    throw problem('engine-unreachable', 'engine-unreachable');
  };
  const images = {
    login: async (domain: string) => void asked.push(domain),
    pull: async (_: unknown, reference: string) => void asked.push(reference),
    push: async () => {},
  };
  const tasks = createTasks();
  const builds = await createBuilds({ ready } as unknown as Engines, tasks, images, unshared(root));
  const order = { engine: 'e000000000000', folder: root, dockerfile: 'Dockerfile', tags: [], args: {} };
  const { task } = await builds.start(
    { ...order, noCache: false, pull: false },
    { signal: AbortSignal.timeout(60_000) },
  );
  expect(await tasks.wait(task)).toMatchObject({
    state: 'failed',
    problem: { code: 'invalid-input', reason: 'ignore-malformed', params: { file: name } },
  });
  expect(asked).toEqual([]);
  await builds.flush();
});
