import { afterEach, describe, expect, test } from 'vitest';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { answer, type RawEngine, startRawEngine } from '../../../e2e/fake/raw-engine.ts';
import { Connection } from '../connection.ts';
import { dockerEngine } from '../docker/engine.ts';
import { EngineHttp } from '../docker/http/http.ts';
import type { Address } from '../endpoints/endpoints.ts';
import { openTunnel } from './open.ts';

const never = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);

let raw: RawEngine | undefined;
afterEach(() => raw?.close());

const ssh: Address = { kind: 'ssh', url: 'ssh://-oProxyCommand=x@host' };
const refused = { code: 'invalid-input', detail: ssh.url, reason: 'ssh-address-invalid' };

/** Each way in which an engine is dialled. */
/** Without a word: these tests are about where a request goes. */
const agree = () =>
  Promise.resolve({
    product: 'Docker',
    version: '28.5.2',
    api: '1.51',
    os: 'linux',
    arch: 'amd64',
    rootless: false,
    features: {
      buildkit: true,
      swarm: true,
      healthChecks: false,
      updates: true,
      networkEvents: true,
      makesSources: false,
    },
  } as const);

const diallers: Readonly<Record<string, (http: EngineHttp) => Promise<unknown>>> = {
  'a call': (http) => http.call({ method: 'GET', path: '/x' }, never),
  'a stream': async (http) => (await http.stream({ method: 'GET', path: '/x' }, never)).destroy(),
  'a raw read': async (http) => {
    const response = await http.raw({ path: '/x' }, never);
    for await (const _ of response.read(() => {}));
  },
  'an upgrade': async (http) => (await http.upgrade({ method: 'POST', path: '/upgrade' }, never)).destroy(),
};

describe('a local address', () => {
  test.each<Address>([
    { kind: 'unix', path: '/run/d.sock' },
    { kind: 'npipe', path: '\\\\.\\pipe\\docker_engine' },
    { kind: 'tcp', host: 'build.local', port: 2376, tls: { ca: 'CA', skipVerify: false } },
  ])('of kind $kind is where to connect to, each time the same', async (address) => {
    expect(await openTunnel(address, never)).toBe(address);
    expect(await openTunnel(address, never)).toBe(address);
  });

  test.each(Object.entries(diallers))('is dialled by %s', async (_, dial) => {
    raw = await startRawEngine({
      'GET /x': answer('OK'),
      'POST /upgrade': Buffer.from('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'),
    });
    await dial(new EngineHttp(raw.address, agree));
    expect(raw.connections).toBe(1);
  });
});

describe('an address that nothing leads to', () => {
  test.each(Object.entries(diallers))('is told by %s', async (_, dial) => {
    expect(await failure(dial(new EngineHttp(ssh, agree)))).toMatchObject(refused);
    expect(await failure(dial(new EngineHttp({ kind: 'invalid', reason: 'no' }, agree)))).toMatchObject({
      code: 'invalid-input',
      detail: 'no',
    });
  });

  test('is told by its connection, which has nothing to watch', async () => {
    const endpoint = { id: 'e000000000000', name: 'Far', url: ssh.url, source: 'context', address: ssh } as const;
    const connection = new Connection(endpoint, dockerEngine(ssh));
    connection.use();
    await expect.poll(() => connection.status).toMatchObject({ kind: 'unreachable', problem: refused });
    connection.dispose();
  });

  test('is not opened for somebody who has gone', async () => {
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(openTunnel({ kind: 'unix', path: '/run/d.sock' }, gone)).rejects.toThrow('gone');
  });
});
