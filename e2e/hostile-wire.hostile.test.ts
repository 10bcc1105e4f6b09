import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contract } from '../app/contract.ts';
import type { Contract } from '../app/rpc/operation.ts';
import { engineIdOf } from '../main/engine/endpoints/discover.ts';
import type { FakeEngine } from './fake/engine.ts';
import { startYesEngine } from './fuzz/engine.ts';
import { Random } from './fuzz/random.ts';
import { openRogue, patience, type Rogue } from './fuzz/rogue.ts';
import { fitting, type Known, nearly, odd } from './fuzz/values.ts';

const seed = Number(process.env['GANTRY_FUZZ_SEED'] ?? Date.now() % 2 ** 32);
const calls = Number(process.env['GANTRY_FUZZ_CALLS'] ?? 20_000);

/** Operations that are sent together, each wave settles before the next. */
const wave = 250;

/**
 * What the heap may have grown by after the first third (bytes). Kept on purpose are 100 tasks with their output, the
 * histories and the logs' windows; a kB lost by each call would show.
 */
const growth = 10 * 2 ** 20;

const password = 'planted-hunter2-planted';
const secrets = [password, Buffer.from(`me:${password}`).toString('base64'), 'planted-swordfish-planted'];

const operations = Object.entries(contract as Contract).flatMap(([slice, operations]) =>
  Object.entries(operations).map(([name, operation]) => ({ op: `${slice}.${name}`, ...operation })),
);

/** Where nothing listens. */
const nobody = 'tcp://127.0.0.1:9';

let root: string;
let engine: FakeEngine;
let child: ChildProcess;
let said = '';
let exited: Promise<unknown[]>;
let ready: Promise<unknown[]>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const home = join(root, 'home');
  for (const folder of ['home/docker', 'home/.ssh', 'home/work', 'tmp', 'outside'])
    await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(home, '.ssh/authorized_keys'), 'as it was');
  await writeFile(join(root, 'outside/file'), 'as it was');
  await writeFile(join(home, 'work/Dockerfile'), 'FROM busybox\n');
  await writeFile(join(home, 'work/compose.yaml'), 'services: {web: {image: busybox}}\n');
  // The second is of a server that no call names, so that it stays.
  const auths = { 'registry.example': { auth: secrets[1] }, 'planted.example': { auth: secrets[1] } };
  await writeFile(join(home, 'docker/config.json'), JSON.stringify({ auths }));
  engine = await startYesEngine();
  const program = fileURLToPath(new URL('./fuzz/host.ts', import.meta.url));
  const tsx = pathToFileURL(fileURLToPath(import.meta.resolve('tsx'))).href;
  child = spawn(process.execPath, ['--expose-gc', '--import', tsx, program], {
    cwd: join(root, 'home/work'),
    env: {
      // No programs: neither Compose nor a credential helper may run.
      PATH: join(root, 'none'),
      HOME: home,
      TMPDIR: join(root, 'tmp'),
      XDG_RUNTIME_DIR: join(root, 'tmp'),
      DOCKER_CONFIG: join(home, 'docker'),
      DOCKER_HOST: `unix://${engine.socket}`,
      PLANTED_PASSWORD: secrets[2],
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  exited = once(child, 'exit');
  ready = once(child, 'message');
  for (const output of [child.stdout, child.stderr]) output?.on('data', (data: Buffer) => (said += data.toString()));
}, 60_000);

afterAll(async () => {
  child.kill('SIGKILL');
  await exited;
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

/** Asks the child for its heap after a collection. */
async function ask(): Promise<{ heap: number; faults: number }> {
  const answer = once(child, 'message');
  child.send('heap');
  return (await answer)[0] as { heap: number; faults: number };
}

/** Every path is below the fuzz's own folder, or of a file that gives nothing away. */
function knownFor({ learnt }: Rogue): Known {
  const home = join(root, 'home');
  const paths = [
    join(home, 'work/Dockerfile'),
    join(home, 'work/compose.yaml'),
    join(home, 'work/new.yaml'),
    join(home, 'work/.env'),
    join(home, 'work/out.tar'),
    join(home, 'work/out.log'),
    join(home, 'work/shell.cast'),
    join(home, 'work/shell.txt'),
    join(home, 'work'),
    home,
    join(home, 'work/../work/Dockerfile'),
    join(home, 'missing'),
    '/proc/self/environ',
  ];
  const containers = [...engine.containers.keys()];
  const views = learnt['view'] ?? [];
  const ids = [...(learnt['task'] ?? []), ...(learnt['id'] ?? [])];
  return {
    engine: learnt['selected'] ?? [],
    // From itself nothing is copied, and another engine there is not.
    from: ['e000000000000', ...(learnt['selected'] ?? [])],
    // One that a call may add, and one that none does: without its engine no other call would find anything.
    connection: [engineIdOf(nobody), 'e000000000000'],
    address: [nobody, 'ssh://me:secret@host', 'unix:///tmp/missing.sock'],
    id: [...containers, '0'.repeat(64), `sha256:${'0'.repeat(64)}`, 'web'],
    container: containers,
    path: paths,
    to: paths,
    folder: [join(home, 'work'), join(home, 'missing'), home],
    files: [join(home, 'work/compose.yaml')],
    workingDir: [join(home, 'work')],
    dockerfile: ['Dockerfile', 'missing'],
    reference: ['busybox:latest', 'registry.example/a:1'],
    references: ['busybox:latest'],
    image: ['busybox:latest'],
    source: [join(home, 'work'), 'web'],
    server: ['registry.example', 'docker.io'],
    session: learnt['session'] ?? [],
    view: views,
    task: ids,
    tasks: ids,
    builds: ids,
    logs: ids,
    images: [`sha256:${'0'.repeat(64)}`],
    networks: ['0'.repeat(64)],
    volumes: ['web'],
    version: learnt['version'] ?? [],
    list: learnt['list'] ?? [],
  };
}

function paramsOf(random: Random, schema: (typeof operations)[number]['params'], known: Known): unknown {
  const kind = random.next();
  if (kind < 0.1) return odd(random);
  const value = fitting(random, schema, known);
  return kind < 0.5 ? value : nearly(random, value);
}

/** All that is below a folder, with what is in the files. */
async function listing(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return `${path} ${entry.isFile() ? await readFile(path, 'utf8') : ''}`;
  });
  return (await Promise.all(lines)).sort();
}

/** Places that a call might reach if it could leave its own. */
function surroundings(): Promise<string[][]> {
  const here = fileURLToPath(new URL('..', import.meta.url));
  return Promise.all([
    listing(join(root, 'outside')),
    listing(join(root, 'home/.ssh')),
    readdir(root),
    readdir(here),
    readdir('/'),
    readdir('/etc').catch(() => []),
  ]);
}

it(`the host bears ${calls} calls that were made up, and tells no secret (seed ${seed})`, async () => {
  console.log(`wire fuzz: GANTRY_FUZZ_SEED=${seed} GANTRY_FUZZ_CALLS=${calls}`);
  const random = new Random(seed);
  const [{ url }] = (await ready) as [{ url: string }];
  const before = await surroundings();
  const rows = [...engine.containers];
  let rogue = await openRogue(url, secrets);
  const leaks: string[] = [];
  const answers = new Map<string, number>();
  const reached = new Set<string>();
  let early: number | undefined;
  rogue.send('engine.watch', 'stream', {});
  await expect.poll(() => rogue.learnt['selected'], { timeout: patience }).toBeDefined();

  const renew = async (learnt = rogue.learnt) => {
    rogue.close();
    leaks.push(...rogue.leaks);
    for (const [what, n] of rogue.answers) answers.set(what, (answers.get(what) ?? 0) + n);
    for (const op of rogue.reached) reached.add(op);
    rogue = await openRogue(url, secrets);
    Object.assign(rogue.learnt, learnt);
  };
  for (let sent = 0; sent < calls; ) {
    const known = knownFor(rogue);
    for (let n = 0; n < wave && sent < calls; n++, sent++) {
      const { op, kind, params } = random.of(operations);
      // Now and then as what it is not, or under a name that is none.
      const as = random.chance(0.02) ? random.of(['call', 'stream'] as const) : kind;
      const name = random.chance(0.01)
        ? random.of(['', '__proto__', 'constructor.name', `${op}.x`, op.toUpperCase()])
        : op;
      rogue.send(name, as, paramsOf(random, params, known), random.chance(0.02));
    }
    await rogue.settle(random);
    for (const [id, row] of rows) engine.containers.set(id, row);
    if (random.chance(0.1)) await renew();
    if (early === undefined && sent >= calls / 3) {
      await renew();
      early = (await ask()).heap;
    }
  }
  const unreached = () =>
    operations.filter(({ op, kind }) => kind === 'call' && !reached.has(op) && !rogue.reached.has(op));
  // What needs something that by chance was never there when it was called: a shell, a path of the right kind.
  for (let round = 0; round < 100 && unreached().length > 0; round++) {
    const makers = operations.filter(({ op }) => op === 'terminal.open');
    for (const { op, kind, params } of [...makers, ...unreached()]) {
      rogue.send(op, kind, fitting(random, params, knownFor(rogue)), false);
      await rogue.settle(random);
    }
  }
  await renew();
  const { heap, faults } = await ask();
  console.log(JSON.stringify(Object.fromEntries(answers)));
  console.log(`heap ${((early ?? 0) / 2 ** 20).toFixed(1)} → ${(heap / 2 ** 20).toFixed(1)} MiB`);
  if (said) console.log(said);
  expect(faults).toBe(0);
  expect(heap - (early ?? 0)).toBeLessThan(growth);
  // It was a fuzz of the services, not of the check before them.
  expect(unreached().map(({ op }) => op)).toEqual([]);
  expect(leaks).toEqual([]);

  rogue.close();
  child.send('end');
  expect(await exited).toEqual([0, null]);
  expect(await readFile(join(root, 'home/docker/config.json'), 'utf8')).toContain(secrets[1]);
  const logged = await readFile(join(root, 'home/data/faults.log'), 'utf8').catch(() => '');
  for (const secret of secrets) for (const text of [said, logged]) expect(text).not.toContain(secret);
  // Every file was closed by whoever opened it.
  expect(said).not.toContain('on garbage collection');
  expect(await surroundings()).toEqual(before);
  if (logged) console.log(`failures that nobody foresaw:\n${logged.slice(0, 6000)}`);
}, 600_000);
