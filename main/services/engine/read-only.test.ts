import { describe, expect, test } from 'vitest';
import { contract } from '../../../app/contract.ts';
import type { EngineGuard, EngineState } from '../../../app/engines/engine.ts';
import type { Contract } from '../../../app/rpc/operation.ts';
import { refuseChanges } from './read-only.ts';

const engine = 'e0123456789ab';
const state = (guard: EngineGuard): EngineState => ({
  id: engine,
  name: 'prod',
  address: 'unix:///x.sock',
  source: 'own',
  colour: 'red',
  guard,
  status: { kind: 'idle' },
});

const operations = Object.entries(contract as Contract).flatMap(([slice, operations]) =>
  Object.entries(operations).map(([name, { effect }]) => ({ operation: `${slice}.${name}`, effect })),
);

/** As if every session, build and the like were of that engine. */
const refusal = (guard: EngineGuard) =>
  refuseChanges(contract, (id) => (id === engine ? state(guard) : undefined), {
    builds: {
      again: ({ build }) => (build === 'known' ? engine : undefined),
      rerun: ({ build }) => (build === 'known' ? engine : undefined),
    },
    terminal: { write: ({ session }) => (session === 'known' ? engine : undefined) },
    uploads: {
      start: ({ session }) => (session === 'known' ? engine : undefined),
      write: ({ upload }) => (upload === 'known' ? engine : undefined),
    },
  });
const readOnly = { code: 'permission-denied', reason: 'engine-read-only', params: { name: 'prod' } };
const known = { engine, build: 'known', session: 'known', upload: 'known' };

describe('an engine that may only be read', () => {
  test.each(operations)('is asked for $operation only if that is safe ($effect)', ({ operation, effect }) => {
    const refused = refusal('read-only')(operation, known);
    expect(refused).toEqual(effect === 'safe' ? undefined : readOnly);
    expect(refusal('protected')(operation, known)).toBeUndefined();
    expect(refusal('none')(operation, known)).toBeUndefined();
  });

  test('is not held responsible for others, nor for what nobody knows', () => {
    const refuse = refusal('read-only');
    expect(refuse('containers.stop', { engine: 'e000000000000' })).toBeUndefined();
    expect(refuse('terminal.write', { session: 'other' })).toBeUndefined();
    expect(refuse('builds.again', { build: 'other' })).toBeUndefined();
    expect(refuse('__proto__', known)).toBeUndefined();
  });
});
