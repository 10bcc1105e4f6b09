import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineContainer } from '../../../app/containers.ts';

/** A text of a container that was changed and is not saved. */
export interface FileDraft {
  readonly text: string;
  /** What it was changed from. */
  readonly version: string;
}

/** Unsaved texts by where they belong, for as long as the window is there, whatever is shown meanwhile. */
export interface FileDrafts {
  readonly state: StoreApi<ReadonlyMap<string, FileDraft>>;
  /** Without a draft nothing of it is kept any more. */
  set(key: string, draft: FileDraft | undefined): void;
}

/** Names a file of a container. */
export function draftKey({ engine, id }: EngineContainer, path: string): string {
  return `${engine} ${id} ${path}`;
}

export function createFileDrafts(): FileDrafts {
  const state = createStore<ReadonlyMap<string, FileDraft>>(() => new Map());
  return {
    state,
    set: (key, draft) => {
      const others = new Map(state.getState());
      others.delete(key);
      state.setState(draft ? others.set(key, draft) : others, true);
    },
  };
}
