import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { type FakeEngine, type FakeScript, type Handler, sendJson, startFakeEngine } from '../../../e2e/fake/engine.ts';
import type { Engine } from '../engine.ts';
import { dockerEngine } from './engine.ts';

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(script: FakeScript = {}): Promise<{ fake: FakeEngine; engine: Engine }> {
  const fake = await startFakeEngine(script);
  closers.push(() => fake.close());
  return { fake, engine: dockerEngine({ kind: 'unix', path: fake.socket }) };
}

const never = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);
const html: Handler = ({ response }) => void response.end('<html><body>Welcome to nginx!</body></html>');

describe('saying who it is', () => {
  test('agrees on the older of both API versions and uses it from then on', async () => {
    const { fake, engine } = await start({ containers: 1 });
    expect(await engine.version(never)).toMatchObject({ product: 'Docker', api: '1.41', os: 'linux' });
    await engine.containers.list('all', never);
    expect(fake.requests.at(-1)?.path).toBe('/v1.41/containers/json');
  });

  test('never goes above what Gantry was tried with', async () => {
    const { engine } = await start({
      handlers: {
        'GET /version': ({ response }) => sendJson(response, 200, { ApiVersion: '1.99', MinAPIVersion: '1.44' }),
      },
    });
    expect((await engine.version(never)).api).toBe('1.51');
  });

  test('an engine that has dropped our versions, or has none of them yet, is unsupported', async () => {
    const answer =
      (body: object): Handler =>
      ({ response }) =>
        sendJson(response, 200, body);
    const young = await start({ handlers: { 'GET /version': answer({ ApiVersion: '1.99', MinAPIVersion: '1.60' }) } });
    expect(await failure(young.engine.version(never))).toMatchObject({
      code: 'unsupported',
      reason: 'engine-too-new',
    });
    const old = await start({ handlers: { 'GET /version': answer({ ApiVersion: '1.9' }) } });
    expect(await failure(old.engine.version(never))).toMatchObject({
      code: 'unsupported',
      reason: 'engine-too-old',
    });
  });

  test('Podman is told by its header', async () => {
    const { engine } = await start({ podman: true });
    expect(await engine.version(never)).toMatchObject({
      product: 'Podman',
      features: { buildkit: false, swarm: false },
    });
  });

  test.each([
    ['1.51', 'linux', true],
    ['1.39', 'linux', true],
    ['1.38', 'linux', false],
    ['1.51', 'windows', false],
  ])('Docker of API %s on %s builds with BuildKit: %s', async (ApiVersion, Os, buildkit) => {
    const { engine } = await start({
      handlers: { 'GET /version': ({ response }) => sendJson(response, 200, { ApiVersion, Os }) },
    });
    expect((await engine.version(never)).features).toEqual({
      buildkit,
      swarm: true,
      healthChecks: false,
      updates: true,
      networkEvents: true,
      makesSources: false,
    });
  });

  test('whatever is asked first waits until a version is agreed on, and the next does not ask again', async () => {
    const { fake, engine } = await start({ containers: 1 });
    await engine.containers.list('running', never);
    await engine.containers.list('all', never);
    expect(fake.requests.map(({ path }) => path)).toEqual([
      '/_ping',
      '/version',
      '/v1.41/containers/json',
      '/v1.41/containers/json',
    ]);
  });

  test.each<[string, Handler]>([
    ['a page', html],
    ['a 404', ({ response }) => sendJson(response, 404, {})],
    ['a huge body', ({ response }) => void response.end(Buffer.alloc(8 * 1024 * 1024, 65))],
    [
      'an endless body',
      ({ response }) => {
        const more = (): void => {
          while (response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
      },
    ],
    ['nonsense instead of HTTP', ({ response }) => void response.socket?.end('\u0000\u0001\u0002 hello\r\n\r\n')],
  ])('something that answers a ping with %s is not an engine', async (_, handler) => {
    const { engine } = await start({ handlers: { 'GET /_ping': handler } });
    expect((await failure(engine.version(never))).code).toBe('unsupported');
  });

  test.each<[string, Handler]>([
    ['garbage', ({ response }) => void response.end('{"ApiVersion": ')],
    ['another object', ({ response }) => sendJson(response, 200, { status: 'ok' })],
    ['a list', ({ response }) => sendJson(response, 200, [1])],
    ['a version that is none', ({ response }) => sendJson(response, 200, { ApiVersion: '1.41/../x' })],
  ])('something that gives %s as its version is not an engine', async (_, handler) => {
    const { engine } = await start({
      handlers: { 'GET /version': handler, 'GET /_ping': ({ response }) => void response.end('OK') },
    });
    expect((await failure(engine.version(never))).code).toBe('unsupported');
  });

  test('a socket that is not there says so, and so does a file that is no socket', async () => {
    const gone = dockerEngine({ kind: 'unix', path: '/nowhere/docker.sock' });
    expect(await failure(gone.version(never))).toMatchObject({
      code: 'engine-unreachable',
      reason: 'no-socket',
    });
  });

  test('DOCKER_HOST of this process changes nothing for another address', async () => {
    const { engine } = await start();
    process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
    closers.push(() => void delete process.env['DOCKER_HOST']);
    expect((await engine.version(never)).product).toBe('Docker');
    expect(process.env['DOCKER_HOST']).toBe('tcp://127.0.0.1:1');
  });

  test('an address that is none fails as invalid input', async () => {
    const invalid = dockerEngine({ kind: 'invalid', reason: 'ftp://x: unknown scheme' });
    expect(await failure(invalid.version(never))).toMatchObject({
      code: 'invalid-input',
      detail: 'ftp://x: unknown scheme',
    });
  });

  test('a server that accepts and never answers is given up by the caller’s signal', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mute-'));
    const mute = createServer((socket) => closers.push(() => void socket.destroy())).listen(join(folder, 's'));
    closers.push(
      () => void mute.close(),
      () => rm(folder, { recursive: true }),
    );
    const engine = dockerEngine({ kind: 'unix', path: join(folder, 's') });
    expect((await failure(engine.version(AbortSignal.timeout(100)))).code).toBe('cancelled');
    expect((await failure(engine.ping(never))).code).toBe('timeout');
  }, 10_000);
});

describe('containers', () => {
  test('hostile rows are listed as they are, and what is no container is left out', async () => {
    const nasty = '<img src=x onerror=alert(1)>\u202e\u0000' + 'x'.repeat(10_000);
    const { engine } = await start({
      containers: [{ name: nasty, labels: { [nasty]: nasty } }, { row: { Id: 'no id' } }],
    });
    const rows = await engine.containers.list('all', never);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ name: nasty, labels: { [nasty]: nasty } });
  });

  test('the running ones and those named are asked for as such', async () => {
    const { fake, engine } = await start({ containers: [{ state: 'exited' }, {}, {}] });
    expect(await engine.containers.list('running', never)).toHaveLength(2);
    const [id = ''] = [...fake.containers.keys()];
    expect((await engine.containers.read([id], never)).map((row) => row.id)).toEqual([id]);
    expect(await engine.containers.read([], never)).toEqual([]);
  });

  test('a list that is none is a problem', async () => {
    const { engine } = await start({
      handlers: { 'GET /containers/json': ({ response }) => sendJson(response, 200, {}) },
    });
    expect((await failure(engine.containers.list('all', never))).code).toBe('unsupported');
  });

  test('a name with a slash stays one segment of the path', async () => {
    const { fake, engine } = await start();
    expect((await failure(engine.containers.start('../images/x', never))).code).toBe('not-found');
    expect(fake.requests.at(-1)?.path).toBe('/v1.41/containers/..%2Fimages%2Fx/start');
  });

  test('removing what is gone, or is going, has worked', async () => {
    const { engine } = await start();
    await engine.containers.remove('a'.repeat(64), true, never);
    const going = await start({
      handlers: { 'DELETE /containers/:id': ({ response }) => sendJson(response, 409, { message: 'in progress' }) },
    });
    await going.engine.containers.remove('a'.repeat(64), true, never);
  });

  test('Podman is told to kill before it removes', async () => {
    const { fake, engine } = await start({ podman: true, containers: 1 });
    await engine.containers.remove([...fake.containers.keys()][0] ?? '', false, never);
    expect(
      fake.requests.slice(-2).map(({ method, path }) => `${method} ${path.split('/').at(-1)?.slice(0, 4)}`),
    ).toEqual(['POST kill', expect.stringMatching(/^DELETE /)]);
  });
});
