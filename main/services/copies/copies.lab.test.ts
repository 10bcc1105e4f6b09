import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EngineGuard } from '../../../app/engines/engine.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { dockerOn } from '../../../e2e/lab/cli.ts';
import { type Lab, startLab } from '../../../e2e/lab/lab.ts';
import { type EngineKind, engineProgram } from '../../../e2e/lab/programs/programs.ts';
import { lab } from '../../../e2e/lab/use.ts';
import { outputLineOf } from '../../../renderer/words/tasks.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { createCopies } from './copies.ts';

const kinds = ['docker', 'newer-docker', 'podman4', 'podman5'] as const satisfies readonly EngineKind[];
type Kind = (typeof kinds)[number];
const pairs: readonly (readonly [Kind, Kind])[] = [
  ['docker', 'podman5'],
  ['podman5', 'docker'],
  ['newer-docker', 'podman4'],
  ['podman4', 'newer-docker'],
];

const context = { signal: new AbortController().signal };
const guards = new Map<string, EngineGuard>();
const labs = new Map<Kind, Pick<Lab, 'socket' | 'cli'>>();
const stops: (() => Promise<void>)[] = [];

let folder = '';
/** Why an engine cannot be had here; all tests are skipped then. */
let reason = '';
beforeEach(({ skip }) => skip(reason !== '', reason));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-copies-'));
  labs.set('docker', lab);
  for (const kind of kinds.slice(1)) {
    const program = await engineProgram(kind, console.error).catch((error: unknown) => void (reason = String(error)));
    if (program === undefined) return;
    const started = await startLab({ program });
    labs.set(kind, started);
    stops.push(() => started.stop());
  }
}, 300_000);
afterAll(async () => {
  for (const stop of stops) await stop();
  await rm(folder, { recursive: true });
}, 60_000);

const of = (kind: Kind) => labs.get(kind) ?? expect.unreachable();
const engineOf = (kind: Kind) => dockerEngine({ kind: 'unix', path: of(kind).socket });
// Copies ask for nothing else.
const engines = {
  ready: async (kind: Kind) => engineOf(kind),
  connection: (kind: Kind) => ({ endpoint: { name: kind } }),
  state: (kind: Kind) => ({ name: kind, guard: guards.get(kind) ?? 'none' }),
} as unknown as Engines;
const tasks = createTasks();
// What a crash leaves is the uploads' to test.
const copies = createCopies(engines, tasks, { during: (_, unpack) => unpack(() => undefined) });

const docker = (kind: Kind, ...args: string[]): Promise<string> => dockerOn(() => of(kind))(...args);

/** An image of some layers that no other engine has. */
async function image(kind: Kind, name: string): Promise<string> {
  const run = `head -c 300000 /dev/urandom >/data; echo ${name} >/name`;
  await writeFile(join(folder, 'Dockerfile'), `FROM busybox\nRUN ${run}\nRUN date >/made\n`);
  await docker(kind, 'build', '-q', '--no-cache', '-t', name, folder);
  return name;
}

const layers = (kind: Kind, name: string) => docker(kind, 'image', 'inspect', '-f', '{{json .RootFS.Layers}}', name);

describe('a copy from engine to engine', () => {
  test.each(pairs)(
    'brings an image from %s to %s, with its name and its layers',
    async (from, engine) => {
      const name = await image(from, `copied/${from}:1`);
      const second = `copied/${from}:second`;
      await docker(from, 'tag', name, second);
      const references = [name, second];
      const { task: id } = await copies.images({ engine, from, references, images: 1 }, context);
      const task = await tasks.wait(id);
      expect(task.problem).toBeUndefined();
      expect(task).toMatchObject({ state: 'succeeded', kind: 'copy', engine });
      expect(Number(task.result?.['bytes'])).toBeGreaterThan(300_000);
      expect(await layers(engine, name)).toBe(await layers(from, name));
      const tags = (await engineOf(engine).images.list(context.signal)).flatMap(({ tags }) => tags);
      const named = tags.filter((tag) => tag.includes(`copied/${from}`));
      expect(named.map((tag) => tag.replace('docker.io/', '')).toSorted()).toEqual(references);
      expect(await docker(engine, 'run', '--rm', name, 'cat', '/name')).toMatch(name);
    },
    120_000,
  );

  test('of an image that is not there says so, and one to its own engine is none', async () => {
    const order = { engine: 'podman5', from: 'docker', references: ['not-there:1'], images: 1 };
    const { task } = await copies.images(order, context);
    expect(await tasks.wait(task)).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
    const own = async () => copies.images({ ...order, engine: 'docker' }, context);
    expect(await own().then(() => expect.unreachable(), toProblem)).toMatchObject({ reason: 'copy-same-engine' });
  });

  test('that is cancelled ends at both, and leaves no image', async () => {
    await writeFile(join(folder, 'Dockerfile'), 'FROM busybox\nRUN head -c 300000000 /dev/urandom >/data\n');
    await docker('docker', 'build', '-q', '-t', 'copied/large:1', folder);
    const order = { engine: 'podman5', from: 'docker', references: ['copied/large:1'], images: 1 };
    const { task } = await copies.images(order, context);
    for await (const { changed } of tasks.watch({}, context)) {
      const parts = changed.find(({ id }) => id === task)?.parts ?? [];
      if (parts.some(({ current = 0 }) => current > 0)) break;
    }
    await tasks.cancel({ task });
    expect(await tasks.wait(task)).toMatchObject({ state: 'cancelled' });
    expect(await docker('podman5', 'images', '-q', 'copied/large')).toBe('');
  }, 120_000);

  test.each(pairs)(
    'brings a volume from %s to %s, every file with its owner, rights and time',
    async (from, engine) => {
      const [id, name] = [`copied-from-${from}`, `copy-from-${from}`];
      await docker(from, 'volume', 'create', '--label', 'of=copies', id);
      const make = [
        'cd /v; chown 33:34 .; chmod 750 .; echo hi >a; chmod 4755 a; mkdir -p d/e; echo x >d/e/f; chown 1000:1001 d d/e/f',
        'ln -s a l; ln d/e/f h; mkfifo p; head -c 300000 /dev/urandom >big; chmod 600 big; : >"name with  spaces é"',
        `mkdir -p ${'long/'.repeat(50)}; echo deep >${'long/'.repeat(50)}deep; touch -t 200102030405 d/e/f`,
      ];
      await docker(from, 'run', '--rm', '-v', `${id}:/v`, 'busybox', 'sh', '-c', make.join('; '));
      // Other tests have left images without a name on the engine that all share.
      const unnamed = (kind: Kind) => docker(kind, 'images', '-q', '--filter', 'dangling=true');
      const before = new Map([
        [from, await unnamed(from)],
        [engine, await unnamed(engine)],
      ]);
      const { task } = await copies.volume({ engine, from, id, name }, context);
      const ended = await tasks.wait(task);
      expect(ended.problem).toBeUndefined();
      expect(ended).toMatchObject({ state: 'succeeded', kind: 'copy' });
      const list =
        'cd /v; find . | sort | while read -r n; do stat -c "%n %A %u %g %h %F %N" "$n"; done; find . -type f | sort | xargs -d "\\n" md5sum; stat -c %Y d/e/f a';
      const listing = (kind: Kind, volume: string) =>
        docker(kind, 'run', '--rm', '-v', `${volume}:/v`, 'busybox', 'sh', '-c', list);
      const wanted = await listing(from, id);
      expect(wanted).toContain('1000 1001');
      expect(await listing(engine, name)).toBe(wanted);
      const { labels } = await engineOf(engine).volumes.inspect(name, context.signal);
      expect(labels).toMatchObject({ of: 'copies' });
      const again = await Promise.resolve(copies.volume({ engine, from, id, name }, context)).then(
        () => expect.unreachable(),
        toProblem,
      );
      expect(again).toMatchObject({ code: 'conflict', field: 'name' });
      for (const kind of [from, engine]) {
        expect(await docker(kind, 'ps', '-aq', '--filter', 'name=gantry-copy')).toBe('');
        expect(await unnamed(kind)).toBe(before.get(kind));
      }
    },
    120_000,
  );

  test('of a volume says which options of its driver do not come along', async () => {
    const options = ['type=tmpfs', 'device=tmpfs', 'o=size=1m'].flatMap((option) => ['--opt', option]);
    await docker('docker', 'volume', 'create', ...options, 'memory');
    const order = { engine: 'podman5', from: 'docker', id: 'memory', name: 'of-memory' };
    const { task } = await copies.volume(order, context);
    expect((await tasks.wait(task)).problem).toBeUndefined();
    const said: string[] = [];
    for await (const { lines } of tasks.output({ task }, context)) said.push(...lines.map(outputLineOf));
    expect(said).toEqual(['memory is a plain volume there: not carried over: device, o, type']);
  }, 120_000);

  test('of a volume that is cancelled leaves none, nor what was made for it', async () => {
    await docker(
      'docker',
      'run',
      '--rm',
      '-v',
      'large:/v',
      'busybox',
      'sh',
      '-c',
      'head -c 300000000 /dev/urandom >/v/a',
    );
    const { task } = await copies.volume({ engine: 'podman5', from: 'docker', id: 'large', name: 'large' }, context);
    for await (const { changed } of tasks.watch({}, context)) {
      const parts = changed.find(({ id }) => id === task)?.parts ?? [];
      if (parts.some(({ current = 0 }) => current > 0)) break;
    }
    await tasks.cancel({ task });
    expect(await tasks.wait(task)).toMatchObject({ state: 'cancelled' });
    for (const kind of ['docker', 'podman5'] as const) {
      expect(await docker(kind, 'ps', '-aq', '--filter', 'name=gantry-copy')).toBe('');
    }
    expect(await docker('podman5', 'volume', 'ls', '-q', '--filter', 'name=large')).toBe('');
  }, 120_000);

  test.each(pairs)(
    'brings a container from %s to %s, with its image and the volume that was chosen',
    async (from, engine) => {
      const name = `copied-${from}`;
      const [data, cache] = [`${name}-data`, `${name}-cache`];
      const reference = await image(from, `of-${from}:2`);
      const options = [
        '-v',
        `${data}:/store`,
        '-v',
        `${cache}:/cache`,
        '-e',
        'A=b',
        '--label',
        'of=copies',
        '-w',
        '/store',
      ];
      const line = 'echo $A >>/store/said; echo x >/cache/x; while :; do sleep 1; done';
      const id = await docker(from, 'run', '-d', '--init', '--name', name, ...options, reference, 'sh', '-c', line);
      await expect.poll(() => docker(from, 'exec', id, 'cat', '/store/said')).toBe('b');
      const order = { engine, from, id, name: `${name}-there`, volumes: [data], start: true };
      const { task } = await copies.container(order, context);
      const ended = await tasks.wait(task);
      expect(ended.problem).toBeUndefined();
      expect(ended).toMatchObject({ state: 'succeeded', result: { name: `${name}-there` } });
      const there = String(ended.result?.['container']);
      await expect.poll(() => docker(engine, 'exec', there, 'cat', '/store/said')).toBe('b\nb');
      expect(await docker(engine, 'inspect', '-f', '{{.Config.Labels.of}} {{.Config.WorkingDir}}', there)).toBe(
        'copies /store',
      );
      expect(await layers(engine, reference)).toBe(await layers(from, reference));
      // Once more: the volume is there now, and nothing is made.
      const again = await copies.container({ ...order, name: 'another' }, context);
      expect((await tasks.wait(again.task)).problem).toMatchObject({ code: 'conflict', params: { name: data } });
      expect((await of(engine).cli('inspect', 'another')).code).not.toBe(0);
      for (const [kind, one] of [
        [from, id],
        [engine, there],
      ] as const)
        await docker(kind, 'rm', '-f', one);
    },
    120_000,
  );

  test.each(pairs.filter((_, at) => at === 0 || at === 3))(
    'brings files from %s to %s, into a container that runs and one that does not',
    async (from, engine) => {
      const run = ['run', '-d', '--init', '--tmpfs', '/memory', 'busybox', 'sleep', '100000'];
      const [id, there] = [await docker(from, ...run), await docker(engine, ...run)];
      const long = 'n'.repeat(150);
      const make = [
        'mkdir -p /srv/box/in; cd /srv/box; echo one >in/one; chmod 4751 in/one; chown 33:34 in/one; ln in/one in/two',
        `mkfifo pipe; ln -s in/one to; ln -s /etc/passwd out; echo far >${long}; head -c 300000 /dev/urandom >big`,
        'echo odd >"$(printf "a\\377b")"; echo x >/srv/plain',
      ];
      await docker(from, 'exec', id, 'sh', '-c', make.join('; '));
      const list =
        'cd "$0"; for n in in/one in/two to out; do stat -c "%n %A %F" $n; done; cat n*; readlink out; md5sum big; ls | md5sum; cat a*b';
      const listing = (kind: Kind, container: string, folder: string) =>
        docker(kind, 'exec', container, 'sh', '-c', list, folder);
      const order = (folder: string) => ({
        engine,
        id: there,
        folder,
        from: { engine: from, id },
        paths: ['/srv/box', '/srv/plain'],
      });
      const copied = async (folder: string) => {
        const { task } = await copies.files(order(folder), context);
        expect(await tasks.wait(task)).toMatchObject({ state: 'succeeded', kind: 'copy', subject: folder });
        const said: string[] = [];
        for await (const { lines } of tasks.output({ task }, context)) said.push(...lines.map(outputLineOf));
        expect(said[0]).toContain('pipe');
        expect(said.length).toBe(from.startsWith('podman') ? 2 : 1);
      };
      await docker(engine, 'exec', there, 'mkdir', '/srv');
      await copied('/srv');
      await copied('/memory');
      await docker(from, 'exec', id, 'sh', '-c', 'cd /srv/box; rm pipe; chmod 751 in/one');
      const wanted = await listing(from, id, '/srv/box');
      expect(wanted).toContain('far');
      expect(await listing(engine, there, '/srv/box')).toBe(wanted);
      expect(await listing(engine, there, '/memory/box')).toBe(wanted);
      const owner = await docker(engine, 'exec', there, 'stat', '-c', '%u %g', '/srv/box/in/two');
      expect(owner).toBe(from.startsWith('podman') ? '0 0' : '33 34');
      expect(await docker(engine, 'exec', there, 'ls', '-A', '/srv')).toBe('box\nplain');
      const refused = (folder: string, more = {}) =>
        Promise.resolve(copies.files({ ...order(folder), ...more }, context)).then(
          () => expect.unreachable(),
          toProblem,
        );
      expect(await refused('/srv')).toMatchObject({ reason: 'copy-name-there', field: 'folder' });
      expect(await refused('/nowhere')).toMatchObject({ reason: 'file-missing', field: 'folder' });
      expect(await refused('/srv', { paths: ['/memory'] })).toMatchObject({ reason: 'file-in-memory' });
      const itself = { engine: from, id, paths: ['/srv/box'] };
      expect(await refused('/srv/box/in', itself)).toMatchObject({ reason: 'copy-into-itself', field: 'folder' });
      await docker(engine, 'exec', there, 'mkdir', '/late');
      await docker(engine, 'kill', there);
      const { task } = await copies.files(order('/late'), context);
      expect(await tasks.wait(task)).toMatchObject({ state: 'succeeded' });
      expect(await refused('/late')).toMatchObject({ reason: 'copy-name-there' });
      await docker(engine, 'start', there);
      expect(await listing(engine, there, '/late/box')).toBe(wanted);
      for (const [kind, one] of [
        [from, id],
        [engine, there],
      ] as const)
        await docker(kind, 'rm', '-f', one);
    },
    120_000,
  );

  test('of files that is cancelled leaves none where they were to be', async () => {
    const run = ['run', '-d', '--init', 'busybox', 'sleep', '100000'];
    const id = await docker('docker', ...run);
    const there = await docker('podman5', ...run);
    // Sparse: it takes no room there, and comes in full.
    await docker('docker', 'exec', id, 'dd', 'if=/dev/zero', 'of=/sparse', 'bs=1', 'count=1', 'seek=20G');
    const paths = ['/sparse'];
    const order = { engine: 'podman5', id: there, folder: '/', from: { engine: 'docker', id }, paths };
    const { task } = await copies.files(order, context);
    for await (const { changed } of tasks.watch({}, context)) {
      if (changed.some((one) => one.id === task && (one.progress?.current ?? 0) > 0)) break;
    }
    await tasks.cancel({ task });
    expect(await tasks.wait(task)).toMatchObject({ state: 'cancelled' });
    expect(await docker('podman5', 'exec', there, 'ls', '-A', '/')).not.toMatch(/sparse|gantry/);
    await docker('docker', 'rm', '-f', id);
    await docker('podman5', 'rm', '-f', there);
  }, 120_000);

  test('of a container that cannot be made leaves no volume', async () => {
    const id = await docker('docker', 'create', '-v', 'undone:/data', 'busybox', 'true');
    await docker('podman5', 'create', '--name', 'taken', 'busybox', 'true');
    const order = { engine: 'podman5', from: 'docker', id, name: 'taken', volumes: ['undone'], start: false };
    const { task } = await copies.container(order, context);
    expect(await tasks.wait(task)).toMatchObject({ state: 'failed', problem: { code: 'conflict', field: 'name' } });
    expect(await docker('podman5', 'volume', 'ls', '-q', '--filter', 'name=undone')).toBe('');
  }, 120_000);

  test('makes no helper on an engine that may only be read', async () => {
    guards.set('docker', 'read-only');
    const order = { engine: 'podman5', from: 'docker', id: 'any', name: 'any' };
    const refused = await Promise.resolve()
      .then(() => copies.volume(order, context))
      .then(() => expect.unreachable(), toProblem);
    guards.clear();
    expect(refused).toMatchObject({ code: 'permission-denied', reason: 'engine-read-only' });
  });
});
