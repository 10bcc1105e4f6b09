import type { SettingsStore } from './settings.ts';

/** More of what was done lately than that nobody looks through; the settings keep no more, and no longer ids. */
const most = 5;
const longestId = 500;

/** What was chosen in the palette lately, by the ids of its entries; remembered over a restart. */
export interface RecentStore {
  /** The latest first. */
  readonly ids: () => readonly string[];
  chosen(id: string): void;
}

export function createRecentStore(settings: SettingsStore): RecentStore {
  const ids = () => settings.state.getState().value.paletteRecent;
  return {
    ids,
    chosen: (id) => {
      if (id.length > longestId) return;
      settings.update({ paletteRecent: [id, ...ids().filter((one) => one !== id)].slice(0, most) });
    },
  };
}
