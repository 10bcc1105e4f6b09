import { afterEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../../app/rpc/problem.ts';
import {
  type FakeEngine,
  type FakeScript,
  type Handler,
  sendJson,
  startFakeEngine,
} from '../../../../e2e/fake/engine.ts';
import { dockerEngine } from '../engine.ts';

const never = new AbortController().signal;
const id = 'af72d4fa'.repeat(8);
const used = '"used" has associated containers with it. Use -f to forcibly delete containers and pods';

let fake: FakeEngine | undefined;
afterEach(() => fake?.close());

/** What Podman 4.3.1 and 5.8.6 answered: by id a network goes whoever is on it, by name it does not. */
async function start(rows: readonly object[], more: FakeScript = {}): Promise<() => Promise<unknown>> {
  const removed: Handler = ({ id: asked, response }) => {
    if (asked === id || rows.length === 0) response.writeHead(204).end();
    else sendJson(response, 500, { cause: 'network is being used', message: used, response: 500 });
  };
  fake = await startFakeEngine({
    podman: true,
    ...more,
    handlers: {
      'GET /networks/:id': ({ response }) => sendJson(response, 200, { Name: 'used', Id: id, Containers: {} }),
      'GET /containers/json': ({ response }) => sendJson(response, 200, rows),
      'DELETE /networks/:id': removed,
      ...more.handlers,
    },
  });
  const { networks } = dockerEngine({ kind: 'unix', path: fake.socket });
  return () => networks.remove(id, never).catch(toProblem);
}

const row = (name: string, networks: object) => ({ Names: [`/${name}`], NetworkSettings: { Networks: networks } });
const deletions = () => fake?.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);

describe('removing a network', () => {
  test('that a container is on, running or not, is refused before the engine is asked to', async () => {
    const remove = await start([
      row('onit', { used: { NetworkID: 'used' } }),
      row('stopped', { used: { NetworkID: id } }),
    ]);
    expect(await remove()).toMatchObject({
      code: 'in-use',
      reason: 'object-in-use',
      params: { noun: 'network', names: 'onit, stopped', count: 2, more: 0 },
    });
    expect(deletions()).toEqual([]);
    expect(fake?.requests.find(({ path }) => path.endsWith('/containers/json'))?.query).toEqual({
      all: '1',
      filters: JSON.stringify({ network: [id, 'used'] }),
    });
  });

  test('goes by its name on Podman, which there refuses what has come onto it since, and by its id on Docker', async () => {
    expect(await (await start([]))()).toBeUndefined();
    expect(deletions()).toEqual(['/v1.41/networks/used']);
    await fake?.close();
    expect(await (await start([], { podman: false }))()).toBeUndefined();
    expect(deletions()).toEqual([`/v1.41/networks/${id}`]);
  });

  test('that was listed takes two turns: who is on it, and the removal', async () => {
    await start([], {
      handlers: { 'GET /networks': ({ response }) => sendJson(response, 200, [{ Name: 'used', Id: id }]) },
    });
    const { networks } = dockerEngine({ kind: 'unix', path: fake?.socket ?? '' });
    await networks.list(never);
    const before = fake?.requests.length;
    await networks.remove(id, never);
    expect(fake?.requests.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1.41/containers/json',
      'DELETE /v1.41/networks/used',
    ]);
  });

  test('that somebody joins in between is told by who is on it then', async () => {
    let asked = 0;
    const rows: Handler = ({ response }) => {
      asked += 1;
      sendJson(response, 200, asked === 1 ? [] : [row('late', { used: { NetworkID: id } })]);
    };
    const refused: Handler = ({ response }) => sendJson(response, 500, { message: used });
    const remove = await start([], { handlers: { 'GET /containers/json': rows, 'DELETE /networks/:id': refused } });
    expect(await remove()).toMatchObject({ code: 'in-use', detail: used });
  });

  test('that has a twin of the same name looks at its own containers only', async () => {
    const remove = await start([row('other', { used: { NetworkID: 'b'.repeat(64) } })], { podman: false });
    expect(await remove()).toBeUndefined();
  });

  test('that is gone is done', async () => {
    const gone: Handler = ({ response }) => sendJson(response, 404, { message: 'network not found' });
    const remove = await start([], { handlers: { 'GET /networks/:id': gone } });
    expect(await remove()).toBeUndefined();
    expect(deletions()).toEqual([]);
  });

  test('is not done where nobody could say who is on it', async () => {
    const fails: Handler = ({ response }) => sendJson(response, 500, { message: 'no' });
    const remove = await start([], { handlers: { 'GET /containers/json': fails } });
    expect(await remove()).toMatchObject({ code: 'internal', detail: 'no' });
    expect(deletions()).toEqual([]);
  });
});
