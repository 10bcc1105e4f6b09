import { afterEach, expect, test } from 'vitest';
import { type FakeEngine, type Handler, sendJson, startFakeEngine } from '../../../../e2e/fake/engine.ts';
import { dockerEngine } from '../engine.ts';

const never = new AbortController().signal;
const own = '2f259bab'.repeat(8);
const back = '47a7d33b'.repeat(8);

let fake: FakeEngine | undefined;
afterEach(() => fake?.close());

/** The networks that an inspect tells of, as Podman 4.3.1 answers; Docker has the ids there. */
async function inspected(ids: readonly string[], listed: Handler) {
  const Networks = Object.fromEntries(['podman', 'back', 'gone'].map((name, at) => [name, { NetworkID: ids[at] }]));
  fake = await startFakeEngine({
    podman: true,
    containers: [{ inspect: { NetworkSettings: { Networks } } }],
    handlers: { 'GET /networks': listed },
  });
  const { containers } = dockerEngine({ kind: 'unix', path: fake.socket });
  const [container] = fake.containers.keys();
  return (await containers.inspect(container ?? '', never)).networks.map(({ id }) => id);
}

const asked = () => fake?.requests.filter(({ path }) => path.endsWith('/networks')).length;

test("a network's id comes from the list where an inspect has only its name", async () => {
  const list = [
    { Name: 'bridge', Id: own },
    { Name: 'back', Id: back },
  ];
  expect(await inspected(['podman', 'back', 'gone'], ({ response }) => sendJson(response, 200, list))).toEqual([
    own,
    back,
    '',
  ]);
});

test('a list of networks that cannot be read costs the ids and nothing else', async () => {
  const broken: Handler = ({ response }) => sendJson(response, 500, { message: 'no' });
  expect(await inspected(['podman', 'back', 'gone'], broken)).toEqual(['', '', '']);
});

test('nothing more is asked where the ids are there', async () => {
  const ids = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
  expect(await inspected(ids, ({ response }) => sendJson(response, 200, []))).toEqual(ids);
  expect(asked()).toBe(0);
});
