import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findEndpoints } from './discover.ts';
import type { Endpoint } from './endpoints.ts';

let root = '';
const servers: Server[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'd-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(root, { recursive: true, force: true });
});

const find = (env: Record<string, string> = {}, platform: NodeJS.Platform = 'linux'): Promise<Endpoint[]> =>
  findEndpoints(env, { env, home: join(root, 'home'), platform, uid: 1000, root });

async function socket(path: string): Promise<string> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await new Promise<void>((resolve) => servers.push(createServer().listen(join(root, path), resolve)));
  return `unix://${join(root, path)}`;
}

async function file(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

async function context(name: string, docker: unknown): Promise<string> {
  const hash = createHash('sha256').update(name).digest('hex');
  await file(`home/.docker/contexts/meta/${hash}/meta.json`, { Name: name, Endpoints: { docker } });
  return hash;
}

const names = (endpoints: readonly Endpoint[]): string[] => endpoints.map(({ name }) => name);

describe('findEndpoints', () => {
  test('names the default socket when nothing is there', async () => {
    expect(await find()).toMatchObject([
      { name: 'Docker', url: `unix://${root}/var/run/docker.sock`, source: 'default' },
    ]);
    expect(await find({}, 'win32')).toMatchObject([
      { url: 'npipe:////./pipe/docker_engine', address: { kind: 'npipe', path: '\\\\.\\pipe\\docker_engine' } },
    ]);
  });

  test('puts DOCKER_HOST first, then the current context, the other contexts and the sockets that are there', async () => {
    await socket('var/run/docker.sock');
    await socket('run/podman/podman.sock');
    await socket('home/.colima/default/docker.sock');
    await socket('home/.colima/work/docker.sock');
    await file('home/.docker/config.json', { currentContext: 'remote' });
    await context('remote', { Host: 'tcp://10.0.0.1:2375' });
    await context('attic', { Host: 'ssh://me@attic' });
    const found = await find({ DOCKER_HOST: 'tcp://build.local' });
    expect(names(found)).toEqual(['build.local', 'remote', 'attic', 'Docker', 'Podman', 'Colima', 'Colima (work)']);
    expect(found.map(({ source }) => source).slice(0, 4)).toEqual(['DOCKER_HOST', 'context', 'context', 'default']);
    expect(found[0]?.address).toEqual({ kind: 'tcp', host: 'build.local', port: 2375 });
    for (const { id } of found) expect(id).toMatch(/^e[0-9a-f]{12}$/);
    expect(found[0]?.id).toBe(`e${createHash('sha256').update('tcp://build.local').digest('hex').slice(0, 12)}`);
  });

  test('without a current context the default socket comes before the contexts', async () => {
    await socket('var/run/docker.sock');
    await socket('run/user/1000/docker.sock');
    await context('a', { Host: 'tcp://a:1' });
    expect(names(await find())).toEqual(['Docker', 'a', 'Docker (rootless)']);
  });

  test('DOCKER_CONTEXT wins over the configured context', async () => {
    await context('one', { Host: 'tcp://one:1' });
    await context('two', { Host: 'tcp://two:1' });
    await file('home/.docker/config.json', { currentContext: 'one' });
    expect(names(await find({ DOCKER_CONTEXT: 'two' }))).toEqual(['two', 'one']);
  });

  test('lists an engine once, whatever links and names lead to its socket', async () => {
    const real = await socket('home/.docker/run/docker.sock');
    await mkdir(join(root, 'var/run'), { recursive: true });
    await symlink(real.replace('unix://', ''), join(root, 'var/run/docker.sock'));
    await context('desktop', { Host: real });
    expect(names(await find())).toEqual(['Docker']);
    expect(names(await find({ DOCKER_CONTEXT: 'desktop' }))).toEqual(['desktop']);
  });

  test('a file that is no socket is no engine', async () => {
    await file('run/podman/podman.sock', 'x');
    expect(names(await find())).toEqual(['Docker']);
  });

  test('damaged configuration is skipped, the rest is kept', async () => {
    await file('home/.docker/config.json', '{"currentContext": 7');
    await file('home/.docker/contexts/meta/aa/meta.json', 'garbage');
    await file('home/.docker/contexts/meta/bb/meta.json', { Name: 'x' });
    await file('home/.docker/contexts/meta/cc/meta.json', [1]);
    await file('home/.docker/contexts/meta/dd/meta.json', 'x'.repeat(2_000_000));
    await file('home/.docker/contexts/meta/file', 'x');
    await context('good', { Host: 'tcp://good:1' });
    expect(names(await find())).toEqual(['good']);
  });

  test('no name and no address is longer than a page can say it back', async () => {
    await context('n'.repeat(5000), { Host: 'tcp://long:1' });
    await context('far', { Host: `tcp://${'h'.repeat(5000)}:1` });
    const found = await find();
    expect(found.map(({ name, url }) => [name.length, url])).toEqual([[100, 'tcp://long:1']]);
  });

  test('a context brings its certificates', async () => {
    const hash = await context('secure', { Host: 'tcp://secure:2376', SkipTLSVerify: false });
    for (const name of ['ca', 'cert', 'key']) await file(`home/.docker/contexts/tls/${hash}/docker/${name}.pem`, name);
    expect((await find())[0]?.address).toEqual({
      kind: 'tcp',
      host: 'secure',
      port: 2376,
      tls: { ca: 'ca', cert: 'cert', key: 'key', skipVerify: false },
    });
  });

  test('DOCKER_TLS_VERIFY takes the certificates of DOCKER_CERT_PATH and says when they are missing', async () => {
    const env = { DOCKER_HOST: 'tcp://[fd00::1]', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(root, 'certs') };
    expect((await find(env))[0]?.address).toMatchObject({
      kind: 'invalid',
      because: { reason: 'tls-file-missing', params: { file: join(root, 'certs/ca.pem') } },
    });
    await file('certs/ca.pem', 'CA');
    const tls = { ca: 'CA', skipVerify: false };
    expect((await find(env))[0]?.address).toEqual({ kind: 'tcp', host: 'fd00::1', port: 2376, tls });
  });

  test.each([
    ['ftp://x', 'invalid'],
    ['unix://relative', 'invalid'],
    ['tcp://', 'invalid'],
    ['tcp://a b', 'invalid'],
    ['tcp://user@host', 'invalid'],
    ['tcp://host:99999', 'invalid'],
    ['://', 'invalid'],
    ['127.0.0.1:2375', 'tcp'],
    ['unix:///run/x.sock', 'unix'],
    ['npipe:////./pipe/x', 'npipe'],
    ['ssh://me@host:22', 'ssh'],
  ])('DOCKER_HOST=%s is an address of kind %s', async (host, kind) => {
    const [first] = await find({ DOCKER_HOST: host });
    expect(first).toMatchObject({ source: 'DOCKER_HOST', url: host, address: { kind } });
  });
});
