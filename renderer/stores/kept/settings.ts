import { createStore, type StoreApi } from 'zustand/vanilla';
import { toProblem } from '../../../app/rpc/problem.ts';
import { defaultSettings, type ListView, type Settings } from '../../../app/settings.ts';
import type { Link } from '../link/link.ts';
import type { SectionId } from '../shown/place.ts';
import { beforeLeaving } from './leaving.ts';

/** How long main is left alone after it was told, in ms: a choice that goes on changing (a drag, a filter being typed) waits. */
const writeDelay = 300;

export interface SettingsStore {
  readonly state: StoreApi<{ readonly value: Settings; readonly loaded: boolean }>;
  /** Takes effect at once, in main too: a call that follows sees it. Of changes in quick succession main gets the first and the last. */
  update(patch: Partial<Settings>): void;
  /** Changes one list's sort, columns or filter. */
  updateList(list: SectionId, patch: Partial<ListView>): void;
  /** Writes what is not written yet; resolves when main has answered. */
  flush(): Promise<void>;
}

/** What was chosen and main has not answered, by this page or by the one before it. */
class Unsaved {
  patch: Partial<Settings>;
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
    const left = beforeLeaving('settings', () => {
      void this.write();
      return this.#isEmpty ? undefined : this.patch;
    });
    this.patch = left ?? {};
  }

  get #isEmpty(): boolean {
    return Object.keys(this.patch).length === 0;
  }

  async write(): Promise<void> {
    if (this.#isEmpty) return;
    const { patch } = this;
    this.patch = { ...patch };
    await this.#link
      .ask((client) => client.settings.update(patch))
      .then(
        () => this.#answered(patch),
        (error: unknown) => {
          // It would be refused again, and all else with it.
          if (toProblem(error).code === 'invalid-input') this.#answered(patch);
        },
      );
  }

  #answered(patch: Partial<Settings>): void {
    for (const key of Object.keys(patch) as (keyof Settings)[]) {
      if (this.patch[key] === patch[key]) delete this.patch[key];
    }
  }
}

export function createSettingsStore(link: Link): SettingsStore {
  const unsaved = new Unsaved(link);
  const state: SettingsStore['state'] = createStore(() => ({
    value: { ...defaultSettings, ...unsaved.patch },
    loaded: false,
  }));
  /** Runs while main is left alone. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Something changed meanwhile. */
  let waits = false;

  const write = async (): Promise<void> => {
    waits = false;
    await unsaved.write();
  };

  const tell = (): void => {
    void write();
    timer = setTimeout(() => {
      timer = undefined;
      if (waits) tell();
    }, writeDelay);
  };

  const update = (patch: Partial<Settings>) => {
    unsaved.patch = { ...unsaved.patch, ...patch };
    state.setState({ value: { ...state.getState().value, ...patch } });
    if (timer === undefined) tell();
    else waits = true;
  };

  link.live((client) => {
    // What was chosen while there was no link.
    void write();
    return client.settings.watch(
      {},
      {
        // What was chosen here but is not written yet wins over what comes back.
        onItem: (value) => state.setState({ value: { ...value, ...unsaved.patch }, loaded: true }),
        onEnd: () => undefined,
      },
    );
  });

  return {
    state,
    update,
    updateList: (list, patch) => {
      const { lists } = state.getState().value;
      update({ lists: { ...lists, [list]: { ...lists[list], ...patch } } });
    },
    flush: write,
  };
}
