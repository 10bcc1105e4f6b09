import { afterEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import {
  type FakeEngine,
  type FakeScript,
  frame,
  type Handler,
  sendJson,
  startFakeEngine,
} from '../../../e2e/fake/engine.ts';
import { entriesOf } from '../../../e2e/fake/log-lines.ts';
import { dockerEngine } from './engine.ts';
import { EngineHttp } from './http/http.ts';
import { negotiate } from './http/version.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const never = new AbortController().signal;

async function start(script: FakeScript): Promise<{ fake: FakeEngine; http: EngineHttp }> {
  const fake = await startFakeEngine(script);
  closers.push(() => fake.close());
  return { fake, http: new EngineHttp({ kind: 'unix', path: fake.socket }, negotiate) };
}

const ping =
  (offered: string): Handler =>
  ({ response }) => {
    response.setHeader('api-version', '1.41');
    response.setHeader('libpod-api-version', offered);
    response.end('OK');
  };
const own = { api: 'libpod', method: 'GET', path: '/info' } as const;
const handlers = { 'GET /libpod/info': ({ response }) => sendJson(response, 200, {}) } satisfies Record<
  string,
  Handler
>;

describe('Podman’s own API', () => {
  test.each([
    ['4.3.1', '4.3.1'],
    ['4.9.4-rhel', '4.9.4'],
    ['5.8.6', '5.8.6'],
    ['5.10.0', '5.8.6'],
    ['6.0.0', '5.8.6'],
  ])('is talked in the newest version that both know: of %s in %s', async (offered, used) => {
    const { fake, http } = await start({ handlers: { ...handlers, 'GET /_ping': ping(offered) } });
    await http.json(own, never);
    expect(fake.requests.at(-1)?.path).toBe(`/v${used}/libpod/info`);
    expect(await http.agreed(never)).toMatchObject({ product: 'Podman', libpod: used, api: '1.41' });
  });

  test.each(['3.4.7', '', '4', '4.3.1/../..', 'x4.3.1'])('is not there where %j is offered', async (offered) => {
    const { fake, http } = await start({ handlers: { ...handlers, 'GET /_ping': ping(offered) } });
    expect(await http.json(own, never).catch(toProblem)).toMatchObject({ code: 'unsupported' });
    expect(await http.agreed(never)).not.toHaveProperty('libpod');
    expect(fake.requests.map(({ path }) => path)).toEqual(['/_ping', '/version', '/info']);
  });

  test('is nobody else’s', async () => {
    const { fake, http } = await start({ handlers });
    expect(await http.json(own, never).catch(toProblem)).toMatchObject({ code: 'unsupported' });
    expect(fake.requests.map(({ path }) => path)).toEqual(['/_ping', '/version']);
  });
});

describe('whose engine it is', () => {
  const info = (body: object): FakeScript => ({
    podman: true,
    handlers: { 'GET /info': ({ response }) => sendJson(response, 200, body) },
  });

  test.each<[string, FakeScript, boolean]>([
    ['a Podman of root', info({ Rootless: false, SecurityOptions: ['name=seccomp'] }), false],
    ['a Podman 4 of a user', info({ Rootless: true, SecurityOptions: ['name=seccomp'] }), true],
    ['a Podman 5 of a user', info({ SecurityOptions: ['name=seccomp', 'name=rootless'] }), true],
    ['a Podman that does not say', info([]), false],
    [
      'a Podman that cannot say',
      { podman: true, handlers: { 'GET /info': ({ response }) => void response.destroy() } },
      false,
    ],
    ['a Docker of a user', versioned([{ Name: 'Engine' }, { Name: 'rootlesskit' }]), true],
    ['a Docker of root', versioned([{ Name: 'Engine' }]), false],
  ])('%s', async (_, script, rootless) => {
    const { http } = await start(script);
    expect(await http.agreed(never)).toMatchObject({ rootless });
  });

  function versioned(Components: object[]): FakeScript {
    const body = { ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '28.5.2', Os: 'linux', Components };
    return { handlers: { 'GET /version': ({ response }) => sendJson(response, 200, body) } };
  }
});

describe('the health in a list', () => {
  const containers = [{ name: 'well' }, { name: 'ill' }, { name: 'unchecked' }];

  async function healths(script: FakeScript) {
    const { fake } = await start({ containers, ...script });
    const rows = await dockerEngine({ kind: 'unix', path: fake.socket }).containers.list('all', never);
    return rows.map(({ name, health }) => [name, health]);
  }
  const list: Handler = ({ engine, response, query }) => {
    const [well, ill] = engine.containers.keys();
    // As Podman 4.3 answers; its list in Docker's words says `Up 5 minutes` of all three.
    const rows = [
      { Id: well, State: 'running', Status: 'healthy' },
      { Id: ill, State: 'running', Status: 'unhealthy' },
    ];
    sendJson(response, 200, query.get('filters') === '{"health":["healthy","unhealthy","starting"]}' ? rows : []);
  };

  test('of Podman is that of its own list', async () => {
    expect(await healths({ podman: true, handlers: { 'GET /libpod/containers/json': list } })).toEqual([
      ['well', 'healthy'],
      ['ill', 'unhealthy'],
      ['unchecked', 'none'],
    ]);
  });

  test.each<[string, Handler]>([
    ['is an error', ({ response }) => sendJson(response, 500, { message: 'no' })],
    ['is no list', ({ response }) => sendJson(response, 200, { Id: 7 })],
    ['breaks off', ({ response }) => void response.socket?.destroy()],
    ['is odd', ({ response }) => sendJson(response, 200, [null, { Status: {} }, { Id: 'x', Status: 'fine' }])],
  ])('costs nothing else where that answer %s', async (_, handler) => {
    const rows = await healths({ podman: true, handlers: { 'GET /libpod/containers/json': handler } });
    expect(rows).toEqual(containers.map(({ name }) => [name, 'none']));
  });
});

describe('the log of a TTY', () => {
  const part = (text: string) => frame(1, text);
  const logs: Handler = ({ response }) => {
    // As Podman 4.3 sends one line that was written in two parts, and what looks like a time but was printed.
    const parts = [
      '2026-11-27T17:27:00Z line 6 ',
      '2026-11-27T17:27:01Z tail 6\r\n',
      '2026-11-27T17:27:01Z 2026-1 \r\n',
    ];
    response.end(Buffer.concat(parts.map(part)));
  };

  test('of Podman is read in frames, part by part', async () => {
    const script = { podman: true, containers: [{ name: 'web', tty: true }] };
    const { fake } = await start({ ...script, handlers: { 'GET /libpod/containers/:id/logs': logs } });
    const [id = ''] = fake.containers.keys();
    const engine = dockerEngine({ kind: 'unix', path: fake.socket });
    const lines = [];
    for await (const block of engine.containers.logs(id, { tail: 'all', follow: false }, never)) {
      lines.push(...entriesOf(block));
    }
    expect(lines).toEqual([
      { time: '2026-11-27T17:27:00.000000000Z', source: 'stdout', text: 'line 6 tail 6' },
      { time: '2026-11-27T17:27:01.000000000Z', source: 'stdout', text: '2026-1 ' },
    ]);
  });
});

describe('a container that was killed', () => {
  async function read(script: FakeScript, ExitCode: number) {
    const State = { Status: 'exited', ExitCode };
    const { fake } = await start({ podman: true, containers: [{ name: 'web', inspect: { State } }], ...script });
    const ids = [...fake.containers.keys()];
    const [row] = await dockerEngine({ kind: 'unix', path: fake.socket }).containers.read(ids, never);
    return { stopped: row?.stopped, asked: fake.requests.filter(({ path }) => path.includes('/libpod/')).length };
  }
  const says = (State: object): FakeScript => ({
    handlers: { 'GET /libpod/containers/:id/json': ({ response }) => sendJson(response, 200, { State }) },
  });

  test.each<[string, FakeScript, number, boolean | undefined, number]>([
    ['was stopped where Podman 5 says so', says({ StoppedByUser: true }), 137, true, 1],
    ['was not where it does not', says({ StoppedByUser: false }), 137, undefined, 1],
    ['was not as far as Podman 4 knows', says({}), 137, undefined, 1],
    ['is told all the same where that cannot be read', {}, 137, undefined, 1],
    ['is no other that ended', says({ StoppedByUser: true }), 1, undefined, 0],
  ])('%s', async (_, script, exitCode, stopped, asked) => {
    expect(await read(script, exitCode)).toEqual({ stopped, asked });
  });
});

describe('a health check', () => {
  const check: Handler = ({ response }) =>
    sendJson(response, 200, { Status: 'unhealthy', FailingStreak: 0, Log: null });
  const script = { containers: [{ name: 'web' }], handlers: { 'GET /libpod/containers/:id/healthcheck': check } };

  test('is a part of a Podman’s once it was agreed on a version', async () => {
    const { fake } = await start({ ...script, podman: true });
    const engine = dockerEngine({ kind: 'unix', path: fake.socket });
    expect(engine.health).toBeUndefined();
    expect((await engine.version(never)).features).toMatchObject({ healthChecks: true });
    const [id = ''] = fake.containers.keys();
    expect(await engine.health?.check(id, never)).toBe('unhealthy');
    expect(fake.requests.at(-1)?.path).toBe(`/v4.3.1/libpod/containers/${id}/healthcheck`);
  });

  test('of a container that has none is a conflict', async () => {
    const refuse: Handler = ({ response }) => sendJson(response, 409, { message: 'has no defined healthcheck' });
    const { fake } = await start({ podman: true, handlers: { 'GET /libpod/containers/:id/healthcheck': refuse } });
    const engine = dockerEngine({ kind: 'unix', path: fake.socket });
    await engine.version(never);
    expect(await engine.health?.check('a', never).catch(toProblem)).toMatchObject({ code: 'conflict' });
  });

  test('is no part of Docker', async () => {
    const { fake } = await start(script);
    const engine = dockerEngine({ kind: 'unix', path: fake.socket });
    expect((await engine.version(never)).features).toMatchObject({ healthChecks: false });
    expect(engine.health).toBeUndefined();
  });
});
