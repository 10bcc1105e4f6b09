import { describe, expect, test } from 'vitest';
import { toProblem } from '../../../../app/rpc/problem.ts';
import type { EngineHttp } from '../http/http.ts';
import { askSwarm, listOfSwarm, removeFromSwarm } from './swarm-http.ts';

const { signal } = new AbortController();

/** An engine that gives one answer. */
function answering(status: number, body: unknown): EngineHttp {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { call: async () => ({ status, headers: {}, body: text }) } as unknown as EngineHttp;
}

const list = (status: number, body: unknown) => listOfSwarm(answering(status, body), '/nodes', signal);
const ask = (status: number, body: unknown) =>
  askSwarm(answering(status, body), { method: 'GET', path: '/nodes/a' }, 'node-gone', signal);

describe('a list of a swarm', () => {
  test.each([
    [503, { message: 'This node is not a swarm manager.' }],
    [403, 'Forbidden by administrative rules'],
    [404, { message: 'page not found' }],
    [200, []],
    [200, { odd: true }],
  ])('is empty where an engine manages none, or none is told: %i', async (status, body) => {
    expect(await list(status, body)).toEqual([]);
  });

  test.each([500, 503])('says that the quorum is lost, whatever the status: %i', async (status) => {
    const message =
      'rpc error: code = Unknown desc = The swarm does not have a leader. It is possible that too few managers are online.';
    const refused = await list(status, { message }).catch(toProblem);
    expect(refused).toMatchObject({ code: 'unsupported', reason: 'no-quorum' });
    expect(refused).not.toMatchObject({ detail: expect.stringContaining('rpc error') });
  });

  test('that is no JSON comes from no engine', async () => {
    await expect(list(200, '<html>')).rejects.toThrow();
  });
});

describe('a refusal', () => {
  test.each([
    [404, 'node x not found', 'not-found', 'node-gone'],
    [503, 'This node is not a swarm manager.', 'unsupported', 'not-manager'],
    [500, 'rpc error: code = Unknown desc = update out of sequence', 'conflict', 'changed-meanwhile'],
    [400, 'invalid role', 'invalid-input', 'engine-refuses-request'],
    [409, 'name conflicts', 'conflict', 'engine-failed'],
    [500, 'odd', 'internal', 'engine-failed'],
  ])('is told as what it is: %i %s', async (status, message, code, reason) => {
    expect(await ask(status, { message }).catch(toProblem)).toMatchObject({ code, reason });
  });

  test('of removing what is gone is none', async () => {
    await expect(removeFromSwarm(ask(404, {}))).resolves.toBeUndefined();
    await expect(removeFromSwarm(ask(500, {}))).rejects.toThrow();
  });
});
