import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineFeatures, EngineId, EngineList, EngineState } from '../../../app/engines/engine.ts';
import type { Link } from './link.ts';

/** Every engine and the one that was chosen last; undefined until the host has said. */
export type EngineStore = StoreApi<{ readonly list: EngineList | undefined }>;

export function createEngineStore(link: Link): EngineStore {
  const store: EngineStore = createStore(() => ({ list: undefined }));
  link.live((client) =>
    client.engine.watch({}, { onItem: (list) => store.setState({ list }), onEnd: () => undefined }),
  );
  return store;
}

/** The engine that was chosen last. */
export function selectedEngine(list: EngineList | undefined): EngineState | undefined {
  return engineById(list, list?.selected);
}

/** One engine; undefined where the host knows none of this id. */
export function engineById(list: EngineList | undefined, engine: EngineId | undefined): EngineState | undefined {
  return list?.engines.find(({ id }) => id === engine);
}

/** What an engine can do, while it is connected. */
export function featuresOf(list: EngineList | undefined, engine: EngineId): EngineFeatures | undefined {
  const status = engineById(list, engine)?.status;
  return status?.kind === 'connected' ? status.version.features : undefined;
}
