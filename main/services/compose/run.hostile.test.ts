import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sweepPrivateFolders } from '../../disk/private-folder.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { connectEndpoint } from '../../engine/docker/connect.ts';
import type { Endpoint } from '../../engine/endpoints/endpoints.ts';
import { unmarked } from '../../leftovers/unmarked-fixture.ts';
import { endChildren } from '../../processes/child.ts';
import { groupLives } from '../../processes/group.ts';
import { createContainers } from '../containers/containers.ts';
import { Engines } from '../engine/engine.ts';
import { createSettings } from '../settings/settings.ts';
import { createTasks, Tasks } from '../tasks/tasks.ts';
import { utilityFromSource } from '../utility/utility-fixture.ts';
import { findCompose } from './find.ts';
import { runProgram } from './run.ts';
import { createCompose } from './service.ts';
import { makeTlsFolder } from './tls-folder.ts';

/** Windows knows no signals that a program could ignore. */
const noSignals = process.platform === 'win32';

const tls = { ca: 'CA', cert: 'CERT', key: 'KEY', skipVerify: false };
const context = { signal: new AbortController().signal };

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gantry-run-'));
  await mkdir(join(dir, 'temp'));
  vi.stubEnv('TMPDIR', join(dir, 'temp'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true, force: true });
});

/** A `docker` that tells a version, and for all else ignores every signal together with another that it starts. */
const stubborn = `#!/bin/sh
case "$*" in *version*) echo 2.40.3; exit 0;; esac
trap '' INT TERM
cat "$DOCKER_CERT_PATH/key.pem" > "$DIR/key"
sh -c "trap '' INT TERM; while :; do sleep 1; done" &
echo $$ > "$DIR/leader.new" && mv "$DIR/leader.new" "$DIR/leader"
while :; do sleep 1; done
`;

/** Compose on an engine behind TLS that nobody connects to. */
async function startCompose(tasks: Tasks) {
  await writeFile(join(dir, 'docker'), stubborn, { mode: 0o755 });
  await writeFile(join(dir, 'compose.yaml'), 'services: {}\n');
  const settings = await createSettings(unshared(join(dir, 'settings')));
  const address = { kind: 'tcp', host: '127.0.0.1', port: 1, tls } as const;
  const endpoint: Endpoint = {
    id: 'e0123456789ab',
    name: 'far',
    url: 'tcp://127.0.0.1:1',
    source: 'DOCKER_HOST',
    address,
  };
  const engines = await Engines.find({ find: async () => [endpoint], connect: connectEndpoint, settings });
  const env = { PATH: `${dir}:${process.env['PATH']}`, DIR: dir };
  const compose = createCompose(engines, tasks, {
    env,
    jobs: utilityFromSource(),
    marked: unmarked,
    verbs: createContainers(engines, createTasks(), async () => ({ volumes: 0 })),
    look: (none) => findCompose(none, []),
  });
  const { task } = await compose.up({ engine: endpoint.id, files: [join(dir, 'compose.yaml')] }, context);
  await expect.poll(() => readFile(join(dir, 'leader'), 'utf8').catch(() => ''), { timeout: 15_000 }).not.toBe('');
  expect(await readFile(join(dir, 'key'), 'utf8')).toBe('KEY');
  return { task, leader: Number(await readFile(join(dir, 'leader'), 'utf8')), dispose: () => engines.dispose() };
}

describe.runIf(process.platform === 'linux')('a Compose that ignores every signal', () => {
  test('does not outlive Gantry, and neither does its copy of the key', async () => {
    const tasks = new Tasks();
    const { leader, dispose } = await startCompose(tasks);
    expect(await readdir(join(dir, 'temp'))).toEqual([expect.stringMatching(`^gantry-tls-${process.pid}-`)]);
    await Promise.all([tasks.dispose(), endChildren(1000)]);
    expect(await groupLives(leader)).toBe(false);
    expect(await readdir(join(dir, 'temp'))).toEqual([]);
    dispose();
  });

  test('is ended for good when its task was cancelled before Gantry ends', async () => {
    const tasks = new Tasks();
    const { task, leader, dispose } = await startCompose(tasks);
    await tasks.cancel({ task });
    await Promise.all([tasks.dispose(), endChildren(1000)]);
    expect(await groupLives(leader)).toBe(false);
    expect(await tasks.wait(task)).toMatchObject({ state: 'cancelled' });
    expect(await readdir(join(dir, 'temp'))).toEqual([]);
    dispose();
  });
});

describe('folders of keys', () => {
  test('that a killed Gantry left are swept, and nobody else’s', async () => {
    const own = await makeTlsFolder(tls);
    const temp = join(dir, 'temp');
    // No process has an id beyond what a system allows.
    const dead = 'gantry-tls-99999999-abcdef';
    for (const name of [dead, 'gantry-tls-older', 'gantry-tls-recent', 'other']) await mkdir(join(temp, name));
    await writeFile(join(temp, dead, 'key.pem'), 'KEY');
    await writeFile(join(temp, 'gantry-tls-99999998-file'), '');
    await utimes(join(temp, 'gantry-tls-older'), 1, 1);
    await sweepPrivateFolders(temp);
    expect(new Set(await readdir(temp))).toEqual(
      new Set([basename(own.path), 'gantry-tls-99999998-file', 'gantry-tls-recent', 'other']),
    );
    await own.remove();
    await sweepPrivateFolders(join(dir, 'none'));
  });
});

test.skipIf(noSignals)('lines without end are cut, and a flood of them leaves others their turn', async () => {
  let lines = 0;
  let longest = 0;
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const script = 'head -c 20000000 /dev/zero; echo; yes | head -c 2000000; printf last';
  let last = '';
  const code = await runProgram(
    { command: 'sh', prefix: ['-c', script] },
    { args: [], cwd: dir, env: { PATH: process.env['PATH'] } },
    { ...context, limit: 1000 },
    (line) => {
      lines += 1;
      longest = Math.max(longest, line.length);
      last = line;
    },
  );
  clearInterval(timer);
  expect({ code, lines, longest, last }).toEqual({ code: 0, lines: 1_000_002, longest: 65_536, last: 'last' });
  expect(turns).toBeGreaterThan(10);
});
