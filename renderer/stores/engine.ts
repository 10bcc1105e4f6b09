import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineFeatures, EngineId, EngineList, EngineState } from '../../app/engine.ts';
import type { Link } from './link.ts';

/** Every engine and the selected one; undefined until the host has said. */
export type EngineStore = StoreApi<{ readonly list: EngineList | undefined }>;

export function createEngineStore(link: Link): EngineStore {
  const store: EngineStore = createStore(() => ({ list: undefined }));
  link.live((client) =>
    client.engine.watch({}, { onItem: (list) => store.setState({ list }), onEnd: () => undefined }),
  );
  return store;
}

/** The engine that the window looks at. */
export function selectedEngine(list: EngineList | undefined): EngineState | undefined {
  return list?.engines.find(({ id }) => id === list.selected);
}

/** What an engine can do, while it is connected. */
export function featuresOf(list: EngineList | undefined, engine: EngineId): EngineFeatures | undefined {
  const status = list?.engines.find(({ id }) => id === engine)?.status;
  return status?.kind === 'connected' ? status.version.features : undefined;
}
