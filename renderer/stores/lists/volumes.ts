import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Volume, VolumeSizes } from '../../../app/volumes.ts';
import type { Link } from '../link/link.ts';
import { createListStore, type ListStore } from './list.ts';

export type VolumeStore = ListStore<Volume>;

/** The volumes of each engine that is followed. */
export function createVolumeStore(link: Link): VolumeStore {
  return createListStore(link, 'volume', (client, engine, reader) => client.volumes.watch({ engine }, reader));
}

/** What is known of how much an engine's volumes hold. */
export interface MeasuredSizes {
  readonly measuring: boolean;
  /** What was measured last; undefined until then. */
  readonly sizes?: VolumeSizes;
}

export interface VolumeSizeStore {
  readonly state: StoreApi<ReadonlyMap<EngineId, MeasuredSizes>>;
  of(engine: EngineId | undefined): MeasuredSizes;
  /** Measures in the background; a failure leaves what was known. One measurement at a time per engine. */
  measure(engine: EngineId): Promise<void>;
}

const unmeasured: MeasuredSizes = { measuring: false };

/** Remembers sizes, which cost the engine much: they are measured when a view asks for it and are kept after that. */
export function createVolumeSizeStore(link: Link): VolumeSizeStore {
  const state = createStore<ReadonlyMap<EngineId, MeasuredSizes>>(() => new Map());
  const of = (engine: EngineId | undefined) => (engine && state.getState().get(engine)) || unmeasured;
  const set = (engine: EngineId, measured: MeasuredSizes) =>
    state.setState(new Map(state.getState()).set(engine, measured), true);
  return {
    state,
    of,
    measure: async (engine) => {
      const before = of(engine);
      if (before.measuring) return;
      set(engine, { ...before, measuring: true });
      try {
        set(engine, { measuring: false, sizes: await link.ask((client) => client.volumes.sizes({ engine })) });
      } catch {
        // The size stays unknown on screen; a lost engine is told elsewhere.
        set(engine, { ...before, measuring: false });
      }
    },
  };
}
