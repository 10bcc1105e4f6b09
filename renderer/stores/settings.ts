import { createStore, type StoreApi } from 'zustand/vanilla';
import { defaultSettings, type ListView, type Settings } from '../../app/settings.ts';
import type { Link } from './link.ts';

/** How long a changing choice (a drag, a filter being typed) may rest before it is written, in ms. */
const writeDelay = 300;

export interface SettingsStore {
  readonly state: StoreApi<{ readonly value: Settings; readonly loaded: boolean }>;
  /** Takes effect at once; written to disk a moment later. */
  update(patch: Partial<Settings>): void;
  /** Changes one list's sort, columns or filter. */
  updateList(list: string, patch: Partial<ListView>): void;
  /** Writes what is not written yet; resolves when main has answered. */
  flush(): Promise<void>;
}

export function createSettingsStore(link: Link): SettingsStore {
  const state: SettingsStore['state'] = createStore(() => ({ value: defaultSettings, loaded: false }));
  let unsaved: Partial<Settings> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  link.live((client) =>
    client.settings.watch(
      {},
      {
        // What was chosen here but is not written yet wins over what comes back.
        onItem: (value) => state.setState({ value: { ...value, ...unsaved }, loaded: true }),
        onEnd: () => undefined,
      },
    ),
  );

  const write = (): Promise<void> => {
    const patch = unsaved;
    const answer = link
      .ask((client) => client.settings.update(patch))
      .then(
        () => {
          for (const key of Object.keys(patch) as (keyof Settings)[]) {
            if (unsaved[key] === patch[key]) delete unsaved[key];
          }
        },
        () => undefined,
      );
    unsaved = { ...patch };
    return answer;
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    if (Object.keys(unsaved).length > 0) await write();
  };

  const update = (patch: Partial<Settings>) => {
    unsaved = { ...unsaved, ...patch };
    state.setState({ value: { ...state.getState().value, ...patch } });
    clearTimeout(timer);
    timer = setTimeout(() => void write(), writeDelay);
  };

  // A reload within the delay must not lose the choice.
  globalThis.addEventListener?.('pagehide', () => void flush());

  return {
    state,
    update,
    updateList: (list, patch) => {
      const { lists } = state.getState().value;
      update({ lists: { ...lists, [list]: { ...lists[list], ...patch } } });
    },
    flush,
  };
}
