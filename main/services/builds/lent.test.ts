import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import { registriesOf } from './lent.ts';
import { openAgent } from './ssh-agent.ts';

test('a builder is told logins of registries that the build names, and of no other', () => {
  const text =
    '# syntax=front.example/x:1 y\nARG R=r.example\nFROM $R/a AS s\nFROM s\nCOPY --from=s /a /\nCOPY --from=c.example:5000/b /b /\n';
  const registries = registriesOf(text, { args: {}, cacheFrom: ['cache.example/z'] });
  expect([...registries].sort()).toEqual(['c.example:5000', 'cache.example', 'front.example', 'r.example']);
  expect([...registriesOf('FROM busybox', { args: {} })]).toEqual(['docker.io']);
});

describe.runIf(process.platform !== 'win32')('an agent that is lent', () => {
  let folder = '';
  let server: Server;
  let heard: Buffer[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gantry-agent-'));
    heard = [];
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (bytes) => {
        heard.push(bytes);
        socket.write(frame(12));
      });
    });
    await new Promise<void>((resolve) => void server.listen(join(folder, 'agent'), resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => void server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const frame = (...body: number[]) => Buffer.from([0, 0, 0, body.length, ...body]);

  test('hears what lists and signs, in pieces or not, and nothing else', async () => {
    const agent = await openAgent(join(folder, 'agent'));
    const said = agent[Symbol.asyncIterator]();
    const next = async () => [...((await said.next()).value as Buffer)];
    agent.write(frame(11).subarray(0, 3));
    agent.write(frame(11).subarray(3));
    expect(await next()).toEqual([...frame(12)]);
    agent.write(frame(19));
    expect(await next()).toEqual([...frame(5)]);
    agent.write(frame(13, 1, 2));
    expect(await next()).toEqual([...frame(12)]);
    expect(Buffer.concat(heard)).toEqual(Buffer.concat([frame(11), frame(13, 1, 2)]));
    agent.destroy();
  });

  test.each([
    ['a message without end', Buffer.from([255, 255, 255, 255, 11])],
    ['one without a kind', Buffer.from([0, 0, 0, 0, 11])],
  ])('ends at %s', async (_, bytes) => {
    const agent = await openAgent(join(folder, 'agent'));
    const closed = new Promise((resolve) => agent.once('close', resolve));
    agent.write(bytes);
    await closed;
    expect(heard).toEqual([]);
  });

  test('that is not there is told', async () => {
    const failed = await openAgent(join(folder, 'none')).then(() => expect.unreachable(), toProblem);
    expect(failed).toMatchObject({ code: 'not-found', reason: 'ssh-agent-away' });
  });
});
