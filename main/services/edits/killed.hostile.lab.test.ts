import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleApp, startApp } from '../../../e2e/killed/app-process.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { engineIdOf } from '../../engine/endpoints/discover.ts';

/** Takes the 5 s that it has to end, and tells that it was asked. */
const stubborn = 'trap "echo asked" TERM; while :; do sleep 0.1; done';
const secret = 'planted-hunter2-planted';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edit-killed-'));
});
afterAll(async () => {
  await docker('rm', '-fv', 'edit-killed');
  await rm(folder, { recursive: true });
});

test('a Gantry that is killed while it stops the old container puts that back at its next start', async () => {
  const more = ['--stop-timeout', '5', '--restart', 'always', '--env', `PASSWORD=${secret}`];
  const id = await docker('run', '-d', '--name', 'edit-killed', ...more, 'busybox', 'sh', '-c', stubborn);
  const engine = engineIdOf(lab.dockerHost);
  const program = await bundleApp(join(folder, 'program'));
  const first = await startApp(program, folder, lab.dockerHost);
  await first.client.edits.start({ engine, id, pull: 'missing' });
  await expect.poll(() => docker('logs', id), { timeout: 30_000 }).toBe('asked');
  await first.kill();
  expect(await docker('inspect', '--format', '{{.HostConfig.RestartPolicy.Name}}', id)).toBe('no');
  expect(await readFile(join(folder, 'edits.json'), 'utf8')).not.toContain(secret);

  const second = await startApp(program, folder, lab.dockerHost);
  const state = '{{.Name}} {{.State.Running}} {{.HostConfig.RestartPolicy.Name}}';
  const isBack = async () => {
    const left = await docker('ps', '--all', '--quiet', '--no-trunc', '--filter', 'name=edit-killed');
    return [left, await docker('inspect', '--format', state, id), await readFile(join(folder, 'edits.json'), 'utf8')];
  };
  const back = [id, '/edit-killed true always', '{"version":1,"edits":[]}'];
  await expect.poll(isBack, { timeout: 60_000 }).toEqual(back);
  await second.end();
  expect(await isBack()).toEqual(back);
});
