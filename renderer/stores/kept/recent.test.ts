import { expect, it } from 'vitest';
import { Settings } from '../../../app/settings.ts';
import type { Link } from '../link/link.ts';
import { createRecentStore } from './recent.ts';
import { createSettingsStore } from './settings.ts';

const offline: Link = {
  state: { getState: () => 'lost', getInitialState: () => 'lost', setState: () => {}, subscribe: () => () => {} },
  ask: () => Promise.reject(new Error('offline')),
  live: () => () => undefined,
};

it('keeps the latest five choices in the settings, each once, and none that the settings would refuse', () => {
  const settings = createSettingsStore(offline);
  const recent = createRecentStore(settings);
  for (const id of ['a', 'b', 'c', 'a', 'd', 'e', 'f', 'x'.repeat(501)]) recent.chosen(id);
  expect(recent.ids()).toEqual(['f', 'e', 'd', 'a', 'c']);
  const kept = settings.state.getState().value;
  expect(Settings.parse(kept).paletteRecent).toEqual(recent.ids());
});
