import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineContainer } from '../../../app/containers.ts';
import { beforeLeaving } from './leaving.ts';

/** A text of a container that was changed and is not saved. */
export interface FileDraft {
  readonly text: string;
  /** What it was changed from. */
  readonly version: string;
}

/** Unsaved texts by where they belong, for as long as the window is there, whatever is shown meanwhile; a reload keeps them. */
export interface FileDrafts {
  readonly state: StoreApi<ReadonlyMap<string, FileDraft>>;
  /** Without a draft nothing of it is kept any more. */
  set(key: string, draft: FileDraft | undefined): void;
}

/** Names a file of a container. */
export function draftKey({ engine, id }: EngineContainer, path: string): string {
  return `${engine} ${id} ${path}`;
}

/**
 * UTF-16 units of all texts that a page hands on to the next: a browser keeps 5 million of a tab. Not on disk: what a
 * container holds may be secret.
 */
const mostLeft = 4_500_000;

/** Makes the store with what the page before this one left. */
export function createFileDrafts(): FileDrafts {
  let drafts: ReadonlyMap<string, FileDraft> = new Map();
  drafts = new Map(beforeLeaving<[string, FileDraft][]>('file-drafts', () => newest(drafts)));
  const state = createStore<ReadonlyMap<string, FileDraft>>(() => drafts);
  state.subscribe((now) => (drafts = now));
  return {
    state,
    set: (key, draft) => {
      const others = new Map(state.getState());
      others.delete(key);
      state.setState(draft ? others.set(key, draft) : others, true);
    },
  };
}

/** The drafts that were changed last, as many as there is room for. */
function newest(drafts: ReadonlyMap<string, FileDraft>): [string, FileDraft][] | undefined {
  const kept: [string, FileDraft][] = [];
  let length = 0;
  for (const entry of [...drafts].toReversed()) {
    length += JSON.stringify(entry).length + 1;
    if (length > mostLeft) break;
    kept.unshift(entry);
  }
  return kept.length === 0 ? undefined : kept;
}
