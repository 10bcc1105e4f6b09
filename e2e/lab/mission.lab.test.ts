import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dockerOn } from './cli.ts';
import { type Lab, startLab } from './lab.ts';
import { psql } from './psql.ts';
import { REGISTRY_USER } from './registry.ts';

const samples = fileURLToPath(new URL('../samples/', import.meta.url));
const login = { user: 'postgres', password: 'postgres', database: 'docker-example' };
const COLD_START_MS = 180_000; // the first lab of a machine downloads packages

let lab: Lab;
let project: string;

beforeAll(async () => {
  lab = await startLab({ auth: true, images: ['node', 'postgres'], compose: true });
  project = `${await mkdtemp(`${lab.dir}/mission-`)}/docker-example`;
  await cp(`${samples}docker-example`, project, { recursive: true });
}, COLD_START_MS);

afterAll(async () => {
  await lab?.stop();
});

const docker = dockerOn(() => lab);

const compose = (...args: string[]): Promise<string> => docker('compose', '--project-directory', project, ...args);
const ask = async (url: string): Promise<string> => (await fetch(url, { signal: AbortSignal.timeout(3000) })).text();
const query = async (sql: string): Promise<string> =>
  (await psql(lab, 'docker-example-db-1', login, sql)).stdout.trim();

/** The sample's compose file fixes its host ports. */
async function expectFree(port: number): Promise<void> {
  const taken = await new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });
  if (taken) throw new Error(`Port ${port} of this machine is taken; the sample docker-compose.yml needs it free`);
}

test('the mission’s Dockerfile and compose file run as they are', { timeout: 120_000 }, async () => {
  await expectFree(4000);
  await expectFree(5432);
  await docker('build', '-t', 'dockerexample', `${samples}node-app`);
  await compose('up', '-d');
  await expect.poll(() => ask('http://127.0.0.1:4000/').catch(String)).toContain('Hello');
  await expect.poll(() => ask('http://127.0.0.1:4000/db')).toContain('accepts connections');
  await expect.poll(() => query('select current_user, current_database()')).toBe('postgres|docker-example');
  await query("create table kept(word text); insert into kept values ('still here')");
  expect((await psql(lab, 'docker-example-db-1', { ...login, password: 'wrong' }, 'select 1')).code).not.toBe(0);

  await compose('down');
  expect(await docker('ps', '-aq')).toBe('');
  expect(await readdir(`${project}/pgdata`)).toContain('PG_VERSION');
  await compose('up', '-d');
  await expect.poll(() => query('select word from kept')).toBe('still here');
  await compose('down');
});

test('a registry takes an image from its user only', async () => {
  const name = `${lab.authRegistry}/private/box:1`;
  await docker('tag', 'busybox', name);
  expect((await lab.cli('push', name)).code).not.toBe(0);
  const { name: user, password } = REGISTRY_USER;
  expect((await lab.cli('login', '-u', user, '-p', 'wrong', `${lab.authRegistry}`)).code).not.toBe(0);
  await docker('login', '-u', user, '-p', password, `${lab.authRegistry}`);
  await docker('push', name);
  await docker('rmi', name);
  await docker('pull', name);
  await rm(`${lab.composeConfig}/config.json`);
});
