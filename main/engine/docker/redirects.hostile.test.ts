import { globalAgent as plainAgent } from 'node:http';
import { globalAgent as secureAgent } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { isFault, parseReference } from '../../../app/text/image-reference.ts';
import { answer, type RawEngine, type RawPlace, startRawEngine } from '../../../e2e/fake/raw-engine.ts';
import type { Engine } from '../engine.ts';
import { dockerEngine } from './engine.ts';

// An engine that sends its client elsewhere: nothing is ever asked there, and the process lives.

const never = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);
const id = 'a'.repeat(64);

/** Who must never be asked. */
let elsewhere: Server;
let asked = 0;
let port = 0;
let raw: RawEngine | undefined;
beforeEach(async () => {
  asked = 0;
  elsewhere = createServer((socket: Socket) => {
    asked += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const address = elsewhere.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterEach(async () => {
  await raw?.close();
  await new Promise((resolve) => elsewhere.close(resolve));
});

const reference = parseReference('busybox:1');
if (isFault(reference)) throw new Error(reference.fault.reason);

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

/** One call of each way in which Gantry talks to an engine, and the route that answers it. */
const calls: Readonly<Record<string, readonly [route: string, run: (engine: Engine) => Promise<unknown>]>> = {
  ping: ['GET /_ping', (engine) => engine.version(never)],
  version: ['GET /version', (engine) => engine.version(never)],
  list: ['GET /containers/json', (engine) => engine.containers.list('all', never)],
  verb: [`POST /containers/${id}/start`, (engine) => engine.containers.start(id, never)],
  removal: [`DELETE /containers/${id}`, (engine) => engine.containers.remove(id, false, never)],
  login: ['POST /auth', (engine) => engine.transfers.login({ server: 'r', username: 'u', password: 'p' }, never)],
  events: ['GET /events', (engine) => drain(engine.events(never))],
  stats: [`GET /containers/${id}/stats`, (engine) => drain(engine.containers.stats(id, never))],
  pull: ['POST /images/create', (engine) => drain(engine.transfers.pull(reference, undefined, undefined, never))],
  upload: ['POST /images/load', (engine) => drain(engine.transfers.load(Readable.from([Buffer.alloc(9)]), never))],
  log: ['*', (engine) => drain(engine.containers.logs(id, { tail: 'all', follow: false }, never))],
  shell: ['*', (engine) => engine.containers.exec(id, { command: ['sh'], env: [], cols: 80, rows: 24 }, never)],
};

/** What a shell and a log ask before. */
const before = {
  [`GET /containers/${id}/json`]: answer(JSON.stringify({ Id: id, Config: {} })),
  [`POST /containers/${id}/exec`]: answer(JSON.stringify({ Id: 'f'.repeat(64) }), '201 Created'),
};

async function refused(name: string, place: RawPlace, status: string, location: string): Promise<void> {
  const call = calls[name];
  if (!call) throw new Error(`There is no call named ${name}.`);
  const [route, run] = call;
  raw = await startRawEngine({ ...before, [route]: answer('', status, `Location: ${location}`) }, place);
  const { code, reason } = await failure(run(dockerEngine(raw.address)));
  expect([code, reason]).toEqual(['unsupported', 'not-an-engine']);
  const { connections, requests } = raw;
  plainAgent.destroy();
  secureAgent.destroy();
  await expect.poll(() => raw?.open).toBe(0);
  expect(asked).toBe(0);
  expect(requests.filter(({ path }) => path.includes('elsewhere'))).toEqual([]);
  expect(connections).toBeLessThanOrEqual(requests.length);
}

describe('a redirect is no answer of an engine', () => {
  test.each(Object.keys(calls))('on the way of a %s', async (name) => {
    await refused(name, 'unix', '307 Temporary Redirect', `http://127.0.0.1:${port}/elsewhere`);
  });

  test.each<RawPlace>(['tcp', 'tls'])('over %s', async (place) => {
    for (const name of ['ping', 'list', 'pull', 'log', 'shell']) {
      await refused(name, place, '307 Temporary Redirect', `http://127.0.0.1:${port}/elsewhere`);
      await raw?.close();
    }
  });

  test.each([
    'ftp://127.0.0.1/elsewhere',
    'file:///etc/passwd',
    '//127.0.0.1/elsewhere',
    '/elsewhere',
    'elsewhere',
    '',
    'http://127.0.0.1:99999/elsewhere',
    'http://127.0.0.1:1/elsewhere',
    'https://127.0.0.1:1/elsewhere',
    'https://127.0.0.1/elsewhere',
    'http://[/elsewhere',
    'javascript:alert(1)',
    'data:,x',
    'no scheme at all',
  ])('to %s', async (location) => {
    for (const name of ['ping', 'list', 'events', 'log']) {
      await refused(name, 'unix', '302 Found', location);
      await raw?.close();
    }
  });

  test.each(['300 Multiple Choices', '301 Moved', '303 See Other', '305 Use Proxy', '308 Permanent', '399 Odd'])(
    'with %s',
    async (status) => {
      await refused('ping', 'unix', status, `http://127.0.0.1:${port}/elsewhere`);
    },
  );

  test('not even where 304 is a good answer', async () => {
    raw = await startRawEngine({
      [`POST /containers/${id}/start`]: answer('', '304 Not Modified', `Location: http://127.0.0.1:${port}/elsewhere`),
    });
    await dockerEngine(raw.address).containers.start(id, never);
    expect(asked).toBe(0);
  });
});
