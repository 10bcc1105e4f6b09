import type { system } from '../../app/engines/system.ts';
import type { Service } from '../../app/rpc/operation.ts';
import type { Engines } from './engine/engine.ts';

/** Tells what engines say of themselves and their machines. */
export function createSystem(engines: Engines): Service<typeof system> {
  return {
    info: async ({ engine }, { signal }) => (await engines.ready(engine, signal)).system.info(signal),
  };
}
