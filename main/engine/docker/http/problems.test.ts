import { describe, expect, test } from 'vitest';
import { problem } from '../../../../app/rpc/problem.ts';
import { nextStep, said } from '../../../../renderer/words/problems.ts';
import { fromStatus, fromSystem } from './problems.ts';

const errno = (code: string): Error => Object.assign(new Error(`connect ${code} /x`), { code });

describe('answers with an error status', () => {
  test.each([
    [400, 'invalid-input'],
    [401, 'unauthorized'],
    [403, 'permission-denied'],
    [404, 'not-found'],
    [409, 'conflict'],
    [500, 'internal'],
    [501, 'unsupported'],
    [502, 'engine-unreachable'],
    [418, 'internal'],
  ])('%i is %s, with Docker’s words as detail', (status, code) => {
    expect(fromStatus(status, '{"message":"its words"}').problem).toMatchObject({ code, detail: 'its words' });
  });

  test('Podman’s body has its words, too', () => {
    const body = '{"cause":"no such container","message":"no container with name x","response":404}';
    expect(fromStatus(404, body).problem.detail).toBe('no container with name x');
  });

  test('of Podman’s push it is what else stands in the stream, without the line end behind it', () => {
    const body = '{"errorDetail":{"message":"unauthorized: authentication required\\n"},"error":"unauthorized"}';
    expect(fromStatus(500, body).problem.detail).toBe('unauthorized: authentication required');
    expect(fromStatus(500, '{"error":"denied\\n"}').problem.detail).toBe('denied');
    expect(fromStatus(500, '{"message":"no\\n"}').problem.detail).toBe('no');
    expect(fromStatus(500, '{"message":"\\n","cause":"why"}').problem.detail).toBe('why');
  });

  test('a page of HTML is cut, an empty body says its status', () => {
    expect(fromStatus(500, `<html>${'x'.repeat(9000)}`).problem.detail).toHaveLength(2000);
    expect(fromStatus(500, '').problem.detail).toBe('HTTP 500');
  });

  test('a full disk and a taken port have no status of their own', () => {
    const raced = 'no container with ID 1 found in database: no such container';
    expect(fromStatus(500, JSON.stringify({ message: raced })).problem.code).toBe('not-found');
    expect(fromStatus(500, '{"message":"write /x: no space left on device"}').problem.code).toBe('no-space');
    expect(fromStatus(500, '{"message":"Bind for 0.0.0.0:80 failed: port is already allocated"}').problem.code).toBe(
      'conflict',
    );
  });
});

test('Podman’s wrong state is a conflict, as Docker’s is', () => {
  const body =
    '{"cause":"container state improper","message":"x is already paused: container state improper","response":500}';
  expect(fromStatus(500, body).problem.code).toBe('conflict');
});

describe('errors of the connection', () => {
  test.each([
    ['ENOENT', 'engine-unreachable', 'There is no socket at this address.'],
    ['ECONNREFUSED', 'engine-unreachable', 'Nothing listens at this address.'],
    ['ECONNRESET', 'engine-unreachable', 'The connection to the engine broke.'],
    ['ETIMEDOUT', 'timeout', 'The machine did not answer.'],
    ['EACCES', 'permission-denied', 'You may not use the socket of this engine.'],
    ['HPE_INVALID_CONSTANT', 'unsupported', 'Something answers at this address, but it is not a container engine.'],
    ['EWHATEVER', 'engine-unreachable', 'The engine cannot be reached.'],
  ])('%s is %s', (code, wanted, message) => {
    const { problem } = fromSystem(errno(code));
    expect([problem.code, said(problem)]).toEqual([wanted, message]);
  });

  test('no permission comes with the way out', () => {
    expect(nextStep(fromSystem(errno('EACCES')).problem)).toContain('docker');
  });

  test('a problem stays what it is', () => {
    const known = problem('in-use', 'image-has-children');
    expect(fromSystem(known)).toBe(known);
  });
});
