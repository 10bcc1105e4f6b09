import { expect, test } from 'vitest';
import { cause, problem, readProblem, toProblem } from './problem.ts';

const because = { ...cause('file-too-long'), detail: '/x' };
const { problem: whole } = problem('in-use', 'object-in-use', {
  params: { noun: 'image', names: '<b>', count: 1, more: 0 },
  because,
  detail: 'its words',
  field: 'name',
});

test('a problem is read as it was sent', () => {
  expect(readProblem(structuredClone(whole))).toEqual(whole);
  const aborted = toProblem(new DOMException('stop', 'AbortError'));
  expect(readProblem(aborted)).toEqual({ code: 'cancelled', reason: 'cancelled', params: {} });
});

test.each([
  ['nothing', undefined],
  ['a text', 'in-use'],
  ['no reason', { code: 'in-use', params: {} }],
  ['a reason that is none', { ...whole, reason: 7 }],
  ['an unknown code', { ...whole, code: 'odd' }],
  ['a sentence of an older Gantry', { code: 'in-use', message: 'It is in use.' }],
  ['names that are neither texts nor numbers', { ...whole, params: { names: { toString: 1 } } }],
  ['a list for names', { ...whole, params: [] }],
  ['a detail that is none', { ...whole, detail: {} }],
  ['an origin that is none', { ...whole, because: { reason: 'cancelled' } }],
])('%s for a problem is told as what cannot be read', (_, value) => {
  expect(readProblem(value)).toEqual({ code: 'internal', reason: 'answer-invalid', params: {} });
});

test('an error in a log has its code, its reason and what it names', () => {
  expect(problem('conflict', 'volume-exists', { params: { name: 'a' }, detail: 'no' }).message).toBe(
    'conflict: volume-exists {"name":"a"}: no',
  );
});
