import { expect, test } from 'vitest';
import type { EngineGuard } from '../../../app/engines/engine.ts';
import type { Engines } from '../engine/engine.ts';
import type { ShellLedger } from './ledger.ts';
import { ShellEnder } from './shell-ender.ts';

const engine = 'e000000000000';
const record = { engine, container: 'c'.repeat(64), shell: 'd'.repeat(32) };

/** What is asked of an engine that has just been connected to and on which a crash left a shell. */
async function askedOnConnect(guard: EngineGuard): Promise<readonly string[]> {
  const asked: string[] = [];
  let connected: (id: string) => void = () => undefined;
  const inspect = async () => {
    asked.push('inspect');
    return { state: 'exited' };
  };
  const engines = {
    onConnected: (listener: typeof connected) => {
      connected = listener;
      return () => undefined;
    },
    state: () => ({ id: engine, guard, status: { kind: 'connected' } }),
    connection: () => ({ status: { kind: 'connected' }, engine: { containers: { inspect } } }),
  } as unknown as Engines;
  const ledger = { leftovers: () => [record], abandon: () => undefined, drop: () => undefined };
  const ender = new ShellEnder(engines, ledger as unknown as ShellLedger);
  connected(engine);
  ender.lost(record);
  await ender.settled();
  ender.dispose();
  return asked;
}

test('what a crash left is ended on an engine that is connected to, and stays on one that may only be read', async () => {
  expect(await askedOnConnect('none')).not.toEqual([]);
  expect(await askedOnConnect('protected')).not.toEqual([]);
  expect(await askedOnConnect('read-only')).toEqual([]);
});
