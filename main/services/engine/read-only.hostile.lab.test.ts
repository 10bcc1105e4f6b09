import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { contract } from '../../../app/contract.ts';
import type { Contract } from '../../../app/rpc/operation.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { type LocalClient, startLocalClient } from '../../../e2e/bench/tools/local-client.ts';
import { Random } from '../../../e2e/fuzz/random.ts';
import { fitting, type Known } from '../../../e2e/fuzz/values.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';

/** Every operation is asked so often, with other parameters each time that fit as well as can be guessed. */
const rounds = 20;
/** Guesses at parameters. */
const mostTries = 200;
/** What nobody answers in this time, in ms, is a stream or waits for something; it is ended. */
const patience = 3000;
/** What is to be refused is waited for, however busy the machine is, in ms. */
const refusal = 60_000;

const seed = Number(process.env['GANTRY_FUZZ_SEED'] ?? Date.now() % 2 ** 32);
const operations = Object.entries(contract as Contract)
  // A person may make a connection writable again, and so may a page.
  .filter(([slice]) => slice !== 'connections')
  .flatMap(([slice, all]) => Object.entries(all).map(([name, operation]) => ({ slice, name, ...operation })));

type Loose = Readonly<Record<string, Readonly<Record<string, (params: unknown, more: unknown) => unknown>>>>;

let gantry: LocalClient;
let folder = '';
/** What fits and means something: all that there is on the engine, and what was begun before it became read-only. */
let known: Known;
let container = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-read-only-'));
  await mkdir(join(folder, 'work'));
  await writeFile(join(folder, 'work/Dockerfile'), 'FROM busybox\nLABEL of=read-only\n');
  await writeFile(join(folder, 'work/compose.yaml'), 'services: {web: {image: busybox}}\n');
  container = await docker('run', '-d', '--label', 'of=read-only', '--name', 'ro-up', 'busybox', 'sleep', '1000');
  const down = await docker('create', '--label', 'of=read-only', '--name', 'ro-down', 'busybox', 'true');
  const network = await docker('network', 'create', 'ro-net');
  await docker('network', 'connect', 'ro-net', 'ro-up');
  await docker('volume', 'create', 'ro-data');
  await docker('tag', 'busybox', 'read-only:1');
  const image = await docker('image', 'inspect', '--format', '{{.Id}}', 'read-only:1');
  await docker('save', '--output', join(folder, 'work/in.tar'), 'read-only:1');

  gantry = await startLocalClient(lab.dockerHost, { dataDir: folder });
  const { client, engine } = gantry;
  const { session } = await client.terminal.open({ engine, id: container, cols: 80, rows: 24 });
  await client.builds.openFolder({ path: join(folder, 'work') });
  const order = { folder: join(folder, 'work'), dockerfile: 'Dockerfile', tags: ['read-only:2'], args: {} };
  const { task } = await client.builds.start({ engine, ...order, noCache: false, pull: false });
  await ended(task);
  known = {
    engine: [engine],
    from: [engine],
    id: [container, down, network, image, 'ro-data'],
    container: [container, down],
    image: ['read-only:1'],
    reference: ['read-only:1'],
    references: ['read-only:1'],
    images: [image],
    networks: [network],
    volumes: ['ro-data'],
    recipes: [`r${'0'.repeat(32)}`],
    build: [task],
    builds: [task],
    session: [session],
    folder: [join(folder, 'work')],
    path: [join(folder, 'work/in.tar'), join(folder, 'work/out.tar'), join(folder, 'work')],
    files: [join(folder, 'work/compose.yaml')],
    workingDir: [join(folder, 'work')],
    dockerfile: ['Dockerfile'],
  };
  const address = lab.dockerHost;
  await client.connections.edit({ connection: engine, name: 'prod', address, colour: 'red', guard: 'read-only' });
}, 120_000);

afterAll(async () => {
  await gantry.close();
  await docker('rm', '-fv', 'ro-up', 'ro-down');
  await docker('network', 'rm', 'ro-net');
  await docker('volume', 'rm', 'ro-data');
  await docker('rmi', 'read-only:1', 'read-only:2');
  await rm(folder, { recursive: true, force: true });
});

/** Resolves when a task has. */
function ended(task: string): Promise<void> {
  return new Promise((resolve) => {
    gantry.client.tasks.output({ task }, { onItem: () => undefined, onEnd: () => resolve() });
  });
}

/** What becomes of one operation with one set of parameters: `done`, `late`, or why not. */
function ask(
  { slice, name, kind, effect }: (typeof operations)[number],
  params: unknown,
): Promise<Problem | 'done' | 'late'> {
  const call = (gantry.client as unknown as Loose)[slice]?.[name];
  if (!call) throw new Error(`no ${slice}.${name}`);
  const signal = AbortSignal.timeout(effect === 'safe' ? patience : refusal);
  if (kind === 'call') {
    const asked = call(params, { signal }) as Promise<unknown>;
    return asked.then(() => 'done' as const, toProblem).then((end) => (signal.aborted ? 'late' : end));
  }
  return new Promise((resolve) => {
    const onEnd = (problem?: Problem) => resolve(problem ?? 'done');
    const stop = call(params, { onItem: () => onEnd(), onEnd }) as () => void;
    signal.addEventListener('abort', () => {
      stop();
      resolve('late');
    });
  });
}

/** Follows the engine's own event stream: gives what happened since, once the engine has told what was asked of it last. */
async function witness(): Promise<() => Promise<readonly string[]>> {
  const events: string[] = [];
  const call = request({ socketPath: lab.socket, path: '/events', agent: false }).end();
  const [response] = (await once(call, 'response')) as [NodeJS.ReadableStream];
  let rest = '';
  response.on('data', (data: Buffer) => {
    const lines = (rest + data.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { Type, Action, Actor } = JSON.parse(line) as { Type: string; Action: string; Actor: { ID: string } };
      events.push(`${Type} ${Action} ${Actor.ID.slice(0, 20)}`);
    }
  });
  return async () => {
    await docker('volume', 'create', 'ro-last');
    await expect.poll(() => events.some((event) => event === 'volume create ro-last')).toBe(true);
    await docker('volume', 'rm', 'ro-last');
    call.destroy();
    return events.filter((event) => !event.includes('ro-last'));
  };
}

/** What was begun before has to be there to the end. */
const forgetting: ReadonlySet<string> = new Set(['terminal.close', 'builds.remove', 'tasks.forget']);

/** What goes on with something that only another operation begins, which is refused: there is none to be named. */
const beginless: ReadonlySet<string> = new Set(['uploads.write']);

/** Parameters that pass their check, if that can be guessed. */
function valid(random: Random, schema: z.core.$ZodType, known: Known): unknown {
  for (let tries = 0; tries < mostTries; tries++) {
    const params = fitting(random, schema, known);
    if (z.safeParse(schema, params).success) return params;
  }
  return fitting(random, schema, known);
}

/** All that there is, as the engine's own client lists it. */
async function everything(): Promise<string> {
  const lists = [
    ['ps', '--all', '--no-trunc', '--format', '{{.ID}} {{.Names}} {{.State}}'],
    ['images', '--all', '--no-trunc', '--format', '{{.ID}} {{.Repository}}:{{.Tag}}'],
    ['network', 'ls', '--no-trunc', '--format', '{{.ID}} {{.Name}}'],
    ['volume', 'ls', '--format', '{{.Name}}'],
  ];
  const listed = await Promise.all(lists.map((list) => docker(...list)));
  return listed.map((list) => list.split('\n').toSorted().join('\n')).join('\n\n');
}

test(`nothing happens on a read-only engine, whatever a page asks (seed ${seed})`, async () => {
  console.log(`read-only fuzz: GANTRY_FUZZ_SEED=${seed}`);
  const random = new Random(seed);
  const before = await everything();
  const happened = await witness();
  const refused = new Set<string>();
  const odd: string[] = [];
  for (let round = 0; round < rounds; round++) {
    await Promise.all(
      operations.map(async (operation) => {
        const { slice, name, effect, params } = operation;
        const what = forgetting.has(`${slice}.${name}`) ? { engine: known['engine'] ?? [] } : known;
        const end = await ask(operation, valid(random, params, what));
        if (effect === 'safe') {
          if (typeof end === 'object' && end.reason === 'engine-read-only') odd.push(`${slice}.${name} was refused`);
        } else if (typeof end === 'object' && end.reason === 'engine-read-only') {
          refused.add(`${slice}.${name}`);
        } else if (end === 'done' || end === 'late') {
          odd.push(`${slice}.${name}: ${end}`);
        }
      }),
    );
  }
  expect(odd).toEqual([]);
  // Each of them got as far as the refusal: its parameters were not what stopped it.
  const changing = operations.filter(({ effect }) => effect !== 'safe').map(({ slice, name }) => `${slice}.${name}`);
  expect([...refused].toSorted()).toEqual(changing.filter((name) => !beginless.has(name)).toSorted());
  // To read files or an image into an archive, and to list processes are told as events, and change nothing.
  expect(
    (await happened()).filter((event) => !/^(image save|container (top|export|archive-path)) /.test(event)),
  ).toEqual([]);
  expect(await everything()).toBe(before);
}, 300_000);

test('no shell is opened, and no toolbox made for one', async () => {
  const { client } = gantry;
  const [engine = ''] = known['engine'] ?? [];
  const [up = '', down = ''] = known['container'] ?? [];
  const made = { all: await everything(), commands: await docker('top', 'ro-up', '-eo', 'pid,comm') };
  for (const id of [up, down]) {
    for (const how of [
      { kind: 'debug', image: 'busybox' },
      { kind: 'attach', input: true },
      { kind: 'exec' },
    ] as const) {
      const opened = client.terminal.open({ engine, id, cols: 80, rows: 24, how }).catch(toProblem);
      expect([how, await opened]).toEqual([how, expect.objectContaining({ reason: 'engine-read-only' })]);
    }
  }
  expect({ all: await everything(), commands: await docker('top', 'ro-up', '-eo', 'pid,comm') }).toEqual(made);
});

test('a shell that was open hears nothing, and ends with its tab', async () => {
  const { client } = gantry;
  const [session = ''] = known['session'] ?? [];
  const data = new TextEncoder().encode('touch /was-heard\n');
  expect(await client.terminal.write({ session, data }).catch(toProblem)).toMatchObject({ reason: 'engine-read-only' });
  expect(await docker('exec', 'ro-up', 'ls', '/')).not.toContain('was-heard');
  const processes = () => docker('top', 'ro-up', '-eo', 'pid,comm');
  expect(await processes()).toMatch(/ sh$/m);
  await client.terminal.close({ session });
  expect(await processes()).not.toMatch(/ sh$/m);
});
