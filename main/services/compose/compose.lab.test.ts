import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectLabel } from '../../../app/compose.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import { type Lab, startLab } from '../../../e2e/lab/lab.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { connectEndpoint } from '../../engine/docker/connect.ts';
import { findEndpoints } from '../../engine/endpoints/discover.ts';
import { unmarked } from '../../leftovers/unmarked-fixture.ts';
import { createContainers } from '../containers/containers.ts';
import { Engines } from '../engine/engine.ts';
import { createSettings } from '../settings/settings.ts';
import { createTasks, Tasks } from '../tasks/tasks.ts';
import { utilityFromSource } from '../utility/utility-fixture.ts';
import { findCompose } from './find.ts';
import { createCompose } from './service.ts';

const context = { signal: new AbortController().signal };

let lab: Lab;
let engines: Engines;
let engine: string;
let compose: ReturnType<typeof createCompose>;
let containers: ReturnType<typeof createContainers>;
let env: NodeJS.ProcessEnv;
const tasks = new Tasks();
const jobs = utilityFromSource();

beforeAll(async () => {
  lab = await startLab({ compose: true });
  env = { ...process.env, DOCKER_CONFIG: lab.composeConfig, DOCKER_HOST: lab.dockerHost };
  const settings = await createSettings(unshared(lab.dir));
  engines = await Engines.find({ find: () => findEndpoints(env), connect: connectEndpoint, settings });
  const selected = engines.watch({}, context)[Symbol.asyncIterator]();
  const { value } = await selected.next();
  engine = value.selected;
  containers = createContainers(engines, createTasks(), async () => ({ volumes: 0 }));
  compose = createCompose(engines, tasks, { env, jobs, marked: unmarked, verbs: containers });
}, 180_000);
afterAll(async () => {
  await tasks.dispose();
  jobs.dispose();
  engines?.dispose();
  await lab?.stop();
});

const idle = 'image: busybox\n    init: true\n    command: sleep 1000\n    stop_grace_period: 1s';

async function project(name: string, text: string): Promise<string> {
  await mkdir(`${lab.dir}/${name}`, { recursive: true });
  await writeFile(`${lab.dir}/${name}/compose.yaml`, text);
  return `${lab.dir}/${name}/compose.yaml`;
}

const ended = async (started: { task: string } | Promise<{ task: string }>) => tasks.wait((await started).task);
/** Names of a project's containers that Gantry was asked to stop. */
const stoppedHere = async (name: string) => {
  const end = new AbortController();
  const stopped = new Set<string>();
  for await (const { changed, complete } of containers.watch({ engine }, { signal: end.signal })) {
    for (const one of changed) if (one.stoppedHere && one.labels[projectLabel] === name) stopped.add(one.name);
    if (complete) break;
  }
  end.abort();
  return [...stopped].toSorted();
};
const states = async (name: string) => {
  const { stdout } = await lab.cli(
    'ps',
    '-a',
    '--filter',
    `label=com.docker.compose.project=${name}`,
    '--format',
    '{{.Names}} {{.State}}',
  );
  return stdout
    .split('\n')
    .filter(Boolean)
    .sort((a, b) => a.localeCompare(b));
};

describe('compose on a real engine', () => {
  test('is found with its version', async () => {
    expect(await compose.find({}, context)).toMatchObject({ kind: 'plugin', version: expect.stringMatching(/^2\./) });
  });

  test('brings a project up, and by labels alone stops, starts, restarts and takes it down', async () => {
    const file = await project(
      'shop',
      `services:\n  db:\n    ${idle}\n    volumes: [data:/data]\n  web:\n    ${idle}\n    depends_on: [db]\nvolumes: {data: {}}\n`,
    );
    const up = await ended(compose.up({ engine, files: [file] }, context));
    expect(up).toMatchObject({
      state: 'succeeded',
      title: saying('compose', { verb: 'up', project: 'shop' }),
      subject: 'shop',
    });
    expect(up.parts.map(({ label, state }) => `${label} ${state}`)).toEqual(
      expect.arrayContaining(['Network shop_default done', 'Container shop-db-1 done', 'Container shop-web-1 done']),
    );
    expect(await states('shop')).toEqual(['shop-db-1 running', 'shop-web-1 running']);
    await rm(file);

    expect(await ended(compose.stop({ engine, project: 'shop' }, context))).toMatchObject({ state: 'succeeded' });
    expect(await states('shop')).toEqual(['shop-db-1 exited', 'shop-web-1 exited']);
    expect(await stoppedHere('shop')).toEqual(['shop-db-1', 'shop-web-1']);
    expect(await ended(compose.start({ engine, project: 'shop' }, context))).toMatchObject({ state: 'succeeded' });
    expect(await ended(compose.restart({ engine, project: 'shop' }, context))).toMatchObject({ state: 'succeeded' });
    expect(await states('shop')).toEqual(['shop-db-1 running', 'shop-web-1 running']);

    const gone = await Promise.resolve(compose.up({ engine, files: [file] }, context)).then(() => undefined, toProblem);
    expect(gone).toMatchObject({ code: 'not-found', reason: 'compose-file-gone' });

    expect(await ended(compose.down({ engine, project: 'shop' }, context))).toMatchObject({ state: 'succeeded' });
    expect(await states('shop')).toEqual([]);
    expect((await lab.cli('network', 'ls', '--format', '{{.Name}}')).stdout).not.toContain('shop');
    expect((await lab.cli('volume', 'ls', '--format', '{{.Name}}')).stdout).toContain('shop_data');
  });

  test('names the port that is taken', async () => {
    const server = await listening();
    const port = (server.address() as { port: number }).port;
    const file = await project('taken', `services:\n  web:\n    ${idle}\n    ports: ["127.0.0.1:${port}:80"]\n`);
    const up = await ended(compose.up({ engine, files: [file] }, context));
    expect(up).toMatchObject({
      state: 'failed',
      problem: { code: 'conflict', reason: 'compose-port-taken-at', params: { port: String(port) } },
    });
    server.close();
    expect(await ended(compose.downWithFile({ engine, files: [file] }, context))).toMatchObject({ state: 'succeeded' });
  });

  test('builds, with the steps as parts', async () => {
    const build =
      'build:\n      context: .\n      dockerfile_inline: |\n        FROM busybox\n        RUN echo made > /made';
    const file = await project('made', `services:\n  app:\n    ${build}\n`);
    const task = await ended(compose.build({ engine, files: [file] }, context));
    expect(task.problem).toBeUndefined();
    expect(task.parts.map(({ label }) => label).join('\n')).toContain('RUN echo made');
  });

  test('is cancelled for good', async () => {
    const file = await project(
      'slow',
      `services:\n  app:\n    ${idle}\n    healthcheck: {test: ["CMD", "false"], interval: 1s, retries: 1000}\n  web:\n    ${idle}\n    depends_on: {app: {condition: service_healthy}}\n`,
    );
    const { task } = await compose.up({ engine, files: [file] }, context);
    await expect.poll(() => states('slow')).toContain('slow-app-1 running');
    await tasks.cancel({ task });
    expect(await tasks.wait(task)).toMatchObject({ state: 'cancelled' });
    await ended(compose.down({ engine, project: 'slow' }, context));
    expect(await states('slow')).toEqual([]);
  });

  test('says what is wrong with a text, and accepts what Compose accepts', async () => {
    const path = `${lab.dir}/any/compose.yaml`;
    await mkdir(`${lab.dir}/any`, { recursive: true });
    const check = (text: string) => compose.validate({ path, text }, context);
    expect(await check('services:\n  a:\n    image: busybox\n    provider: {type: x}\n')).toEqual([]);
    expect(await check('services:\n  a:\n    image: busybox\n    comand: x\n')).toMatchObject([
      { line: 4, column: 5, severity: 'error', source: 'Compose' },
    ]);
    expect(await check('services:\n  a:\n    image: busybox\n    depends_on: [zz]\n')).toMatchObject([
      { line: 2, severity: 'error', source: 'Compose' },
    ]);
    // Looking at a file fetches nothing.
    expect(await check('include: ["https://127.0.0.1:9/x.git"]\nservices: {a: {image: busybox}}\n')).not.toContainEqual(
      expect.objectContaining({ source: 'Compose' }),
    );
    expect(await check('services: [\n')).toMatchObject([{ source: 'YAML', severity: 'error' }]);
  });

  test('without Compose says what to install, and still works by labels', async () => {
    const without = createCompose(engines, tasks, {
      env: { PATH: '/nowhere', HOME: '/nowhere' },
      jobs,
      marked: unmarked,
      verbs: containers,
      look: (none) => findCompose(none, []),
    });
    const found = await without.find({}, context);
    expect(found).toMatchObject({ kind: 'missing', cause: { reason: 'compose-missing' } });
    const file = await project('none', `services:\n  a:\n    ${idle}\n`);
    const refused = await Promise.resolve(without.up({ engine, files: [file] }, context)).then(
      () => undefined,
      toProblem,
    );
    expect(refused).toMatchObject({ code: 'unsupported' });
    expect(await ended(without.down({ engine, project: 'none' }, context))).toMatchObject({ state: 'succeeded' });
  });
});

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
  });
}
