import { afterAll, beforeAll, expect, test } from 'vitest';
import { NetworkId } from '../../../app/networks.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { dockerEngine } from './engine.ts';

const { networks } = dockerEngine({ kind: 'unix', path: lab.socket });
const never = new AbortController().signal;

beforeAll(() => docker('swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1'));
afterAll(async () => {
  await docker('swarm', 'leave', '--force');
  await docker('network', 'rm', 'docker_gwbridge');
});

test('networks of a Swarm, whose ids are no hex, are listed, inspected, made and removed like others', async () => {
  const plain = { driver: 'overlay', subnet: '', gateway: '', internal: false, attachable: true, labels: {} };
  const id = await networks.create({ name: 'lab-mesh', ...plain }, never);
  const all = await networks.list(never);
  const ingress = all.find(({ name }) => name === 'ingress');
  expect([all.find((each) => each.id === id)?.name, ingress?.scope]).toEqual(['lab-mesh', 'swarm']);
  for (const each of [id, ingress?.id]) expect(NetworkId.safeParse(each).success).toBe(true);
  // The Swarm gives it its driver a moment later.
  await expect
    .poll(() => networks.inspect(id, never))
    .toMatchObject({ id, name: 'lab-mesh', driver: 'overlay', attachable: true });
  expect(await networks.inspect(ingress?.id ?? '', never)).toMatchObject({ name: 'ingress', members: [] });
  for (const each of [id, ingress?.id ?? '']) {
    await networks.remove(each, never);
    // The engine answers before the Swarm has let go of it.
    const found = () => networks.inspect(each, never).catch((error) => toProblem(error).code);
    await expect.poll(found, { timeout: 30_000 }).toBe('not-found');
  }
});
