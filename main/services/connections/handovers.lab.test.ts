import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewConnection } from '../../../app/engines/connections.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { certificates } from '../../../e2e/fake/certificates.ts';
import { type Outcome, outcome } from '../../../e2e/lab/base/command.ts';
import { SYSTEM_PATH } from '../../../e2e/lab/daemon.ts';
import { lab } from '../../../e2e/lab/use.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { connectEndpoint } from '../../engine/docker/connect.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';
import { Engines } from '../engine/engine.ts';
import type { SettingsService } from '../settings/settings.ts';
import { createHandovers } from './handovers.ts';
import { KnownEngines } from './known-engines.ts';
import { Connections } from './service.ts';

let root = '';
const closers: (() => unknown)[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'h-'));
  await mkdir(join(root, 'data'));
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  await rm(root, { recursive: true, force: true });
});

const signal = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);

/** A machine that is a folder, with the docker command or without any program. */
async function open(path = SYSTEM_PATH) {
  const env = { PATH: path, HOME: join(root, 'home'), DOCKER_CONFIG: join(root, 'docker') };
  const machine: Machine = { env, home: join(root, 'home'), platform: 'linux', uid: 1000, root };
  const known = await KnownEngines.open(unshared(join(root, 'data')), machine);
  const settings = { current: () => ({}), update: async () => undefined } as unknown as SettingsService;
  const engines = await Engines.find({ find: () => known.find(), connect: connectEndpoint, settings });
  closers.push(() => (known.dispose(), engines.dispose()));
  const connections = new Connections(known, engines);
  const handovers = createHandovers(known, machine, env);
  const add = (address: string, more: Partial<NewConnection> = {}) =>
    connections.add({ name: address, address, colour: 'grey', guard: 'none', ...more });
  const as = (to: 'docker' | 'podman') => (connection: string, name: string) => ({
    plan: () => Promise.resolve(handovers.plan({ connection, to, name }, { signal })),
    write: () => Promise.resolve(handovers.write({ connection, to, name }, { signal })),
  });
  return { add, known, asContext: as('docker'), asPodman: as('podman') };
}

/** The docker command of this machine, with the configuration that was written. */
const docker = (...args: string[]): Promise<Outcome> =>
  outcome('docker', args, { PATH: SYSTEM_PATH, HOME: root, DOCKER_CONFIG: join(root, 'docker') });

async function pemFiles() {
  await writeFile(join(root, 'ca, mine.pem'), certificates.engine.cert);
  await writeFile(join(root, 'cert.pem'), certificates.engine.cert);
  await writeFile(join(root, 'key.pem'), certificates.engine.key);
  return { ca: join(root, 'ca, mine.pem'), cert: join(root, 'cert.pem'), key: join(root, 'key.pem') };
}

/** Every file below the CLI's contexts, with its mode and what is in it. */
async function written(): Promise<readonly (readonly [path: string, mode: string, text: string])[]> {
  const folder = join(root, 'docker/contexts');
  const names = await readdir(folder, { recursive: true });
  const files = await Promise.all(
    names.map(async (name) => {
      const { mode } = await stat(join(folder, name));
      return [name, (mode & 0o777).toString(8), await readFile(join(folder, name), 'utf8').catch(() => '')] as const;
    }),
  );
  return files.filter(([, , text]) => text !== '').toSorted(([a], [b]) => a.localeCompare(b));
}

describe.each([
  ['by the docker command', SYSTEM_PATH],
  ['without it', '/nowhere'],
])('an engine saved as a context %s', (_, path) => {
  test('is one for that command, and only once', async () => {
    const { add, asContext } = await open(path);
    const mine = asContext(await add(lab.dockerHost), 'my.lab');
    const plan = await mine.plan();
    expect(plan.command).toEqual(
      path === SYSTEM_PATH
        ? ['docker', 'context', 'create', 'my.lab', '--docker', `host=${lab.dockerHost}`]
        : undefined,
    );
    // To show it is not to do it.
    expect(await readdir(join(root, 'docker')).catch(() => [])).toEqual([]);
    await mine.write();
    const { stdout } = await docker('--context', 'my.lab', 'version', '-f', '{{.Server.Version}}');
    expect(stdout.trim()).toMatch(/^\d+\.\d+/);
    expect((await written()).map(([name]) => join(root, 'docker/contexts', name))).toEqual(
      plan.files.map(({ path: place }) => place),
    );
    const taken = { code: 'conflict', reason: 'handover-name-taken', field: 'name' };
    expect(await failure(mine.plan())).toMatchObject(taken);
    expect(await failure(mine.write())).toMatchObject(taken);
    expect((await docker('context', 'rm', 'my.lab')).code).toBe(0);
    expect(await written()).toEqual([]);
  });

  test('has its certificates where the command looks, and nobody else reads the key', async () => {
    const { add, asContext } = await open(path);
    const mine = asContext(await add('tcp://127.0.0.1:2376', { tls: await pemFiles() }), 'safe');
    const { files } = await mine.plan();
    await mine.write();
    const there = await written();
    expect(there.map(([name]) => join(root, 'docker/contexts', name))).toEqual(
      files.map(({ path: place }) => place).toSorted((a, b) => a.localeCompare(b)),
    );
    expect(
      there.filter(([name]) => name.endsWith('.pem')).map(([name, mode, text]) => [name.slice(-8), mode, text]),
    ).toEqual([
      ['r/ca.pem', '600', certificates.engine.cert],
      ['cert.pem', '600', certificates.engine.cert],
      ['/key.pem', '600', certificates.engine.key],
    ]);
    const { stdout } = await docker('context', 'inspect', '-f', '{{.TLSMaterial}} {{.Endpoints.docker}}', 'safe');
    expect(stdout).toContain('docker:[ca.pem cert.pem key.pem]');
    expect(stdout).toContain('tcp://127.0.0.1:2376');
  });
});

test('an engine saved both ways is written in the same words', async () => {
  const tls = await pemFiles();
  const byHand = await open('/nowhere');
  await byHand.asContext(await byHand.add('tcp://127.0.0.1:2376', { tls }), 'same').write();
  const first = await written();
  await rm(join(root, 'docker'), { recursive: true });
  await rm(join(root, 'data/connections.json'), { force: true });
  const byProgram = await open();
  await byProgram.asContext(await byProgram.add('tcp://127.0.0.1:2376', { tls }), 'same').write();
  const second = await written();
  expect(first.map(([name]) => name)).toEqual(second.map(([name]) => name));
  const metas = [first, second].map((all) => JSON.parse(all.find(([name]) => name.endsWith('.json'))?.[2] ?? ''));
  expect(metas[0]).toEqual(metas[1]);
});

describe('what is handed over', () => {
  test('leaves nothing where it fails', async () => {
    const { add, asContext } = await open('/nowhere');
    const tls = await pemFiles();
    const mine = asContext(await add('tcp://127.0.0.1:2376', { tls }), 'safe');
    await rm(tls.key);
    expect(await failure(mine.write())).toMatchObject({ reason: 'connection-file-unreadable' });
    expect(await written()).toEqual([]);
    expect(await readdir(join(root, 'docker/contexts'))).toEqual([]);
  });

  test('is only what a person added, and can be said there', async () => {
    const { add, known, asContext, asPodman } = await open('/nowhere');
    const found = known.all[0]?.id ?? '';
    expect(await failure(asContext(found, 'x1').plan())).toMatchObject({ reason: 'handover-not-own' });
    const bare = await add('tcp://127.0.0.1:1', { tls: {} });
    expect(await failure(asContext(bare, 'x1').plan())).toMatchObject({ reason: 'handover-no-authority' });
    expect(await failure(asPodman(bare, 'x1').plan())).toMatchObject({ reason: 'handover-podman-tls' });
    const far = await add('ssh://me@far');
    expect(await failure(asPodman(far, 'x1').plan())).toMatchObject({ reason: 'handover-podman-socket' });
  });

  test('to Podman is one more entry of its file, and all else stays as it was', async () => {
    const { add, asPodman } = await open('/nowhere');
    const folder = join(root, 'home/.config/containers');
    await mkdir(folder, { recursive: true });
    const before = {
      Connection: {
        Default: 'vm',
        Connections: { vm: { URI: 'ssh://core@vm/p.sock', Identity: '/k', IsMachine: true } },
      },
      Farm: { List: { all: ['vm'] } },
    };
    await writeFile(join(root, 'dotfile.json'), JSON.stringify(before), { mode: 0o640 });
    await symlink(join(root, 'dotfile.json'), join(folder, 'podman-connections.json'));
    const far = await add('ssh://me@far/run/podman/podman.sock');
    const mine = asPodman(far, 'far');
    expect((await mine.plan()).files.map(({ path }) => path)).toEqual([join(folder, 'podman-connections.json')]);
    await mine.write();
    expect(JSON.parse(await readFile(join(root, 'dotfile.json'), 'utf8'))).toEqual({
      Connection: {
        Default: 'vm',
        Connections: { ...before.Connection.Connections, far: { URI: 'ssh://me@far/run/podman/podman.sock' } },
      },
      Farm: before.Farm,
    });
    expect((await stat(join(root, 'dotfile.json'))).mode & 0o777).toBe(0o640);
    expect(await failure(mine.write())).toMatchObject({ reason: 'handover-name-taken', field: 'name' });
    await writeFile(join(root, 'dotfile.json'), '{"Connection":');
    expect(await failure(asPodman(far, 'other').write())).toMatchObject({ reason: 'handover-file-damaged' });
    expect(await readFile(join(root, 'dotfile.json'), 'utf8')).toBe('{"Connection":');
  });
});
