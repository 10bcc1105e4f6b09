import type { disk } from '../../app/engines/disk.ts';
import type { Service } from '../../app/rpc/operation.ts';
import type { Engines } from './engine/engine.ts';

/** Tells what engines use their disks for. */
export function createDisk(engines: Engines): Service<typeof disk> {
  return {
    usage: async ({ engine }, { signal }) => (await engines.ready(engine, signal)).disk.usage(signal),
  };
}
