import { afterAll, beforeAll, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import { type Lab, startLab } from '../../../e2e/lab/lab.ts';
import { lineCount } from '../ports/log-block.ts';
import { connectEndpoint } from './connect.ts';

const never = new AbortController().signal;

let own: Lab;
beforeAll(async () => {
  own = await startLab();
});
afterAll(() => own.stop());

test('an engine that dies ends streams with engine-unreachable, and the connection comes back by itself with it', async () => {
  const connection = connectEndpoint({
    id: 'e000000000000',
    name: 'Own',
    url: own.dockerHost,
    source: 'default',
    address: { kind: 'unix', path: own.socket },
  });
  connection.use();
  await expect.poll(() => connection.status.kind).toBe('connected');
  const { stdout } = await own.cli('run', '-d', 'busybox', 'sh', '-c', 'while :; do echo tick; sleep 0.1; done');
  let lines = 0;
  const reading = (async () => {
    const options = { tail: 'all', follow: true } as const;
    for await (const batch of connection.engine.containers.logs(stdout.trim(), options, never))
      lines += lineCount(batch);
  })();
  await expect.poll(() => lines).toBeGreaterThan(5);
  const end = reading.then(() => expect.unreachable(), toProblem);
  await own.engine.kill('SIGKILL');
  expect((await end).code).toBe('engine-unreachable');
  await expect.poll(() => connection.status.kind).toBe('unreachable');
  await own.engine.start();
  await expect.poll(() => connection.status.kind).toBe('connected');
  expect(connection.epoch).toBe(2);
  connection.dispose();
});
