import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GantryClient } from '../../../app/contract.ts';
import { cause } from '../../../app/rpc/problem.ts';
import { defaultSettings, type Settings } from '../../../app/settings.ts';
import type { Link } from '../link/link.ts';
import { openWindow, turn } from '../testing.ts';
import { createSettingsStore } from './settings.ts';

let told: Partial<Settings>[] = [];
let answer: () => Promise<void>;

const settings = {
  watch: () => () => undefined,
  update: (patch: Partial<Settings>) => {
    told.push(patch);
    return answer();
  },
};

const link: Link = {
  state: { getState: () => 'open', getInitialState: () => 'open', setState: () => {}, subscribe: () => () => {} },
  // Of the client only what is asked here.
  ask: (question) => question({ settings } as unknown as GantryClient),
  live: () => () => undefined,
};

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  answer = () => Promise.resolve();
});
afterEach(() => vi.useRealTimers());

it('tells main a choice at once, and of more in quick succession the last', () => {
  const store = createSettingsStore(link);
  for (const density of ['compact', 'roomy', 'compact', 'roomy'] as const) store.update({ density });
  expect(told).toEqual([{ density: 'compact' }]);
  vi.runAllTimers();
  expect(told).toEqual([{ density: 'compact' }, { density: 'roomy' }]);
  store.update({ density: 'compact' });
  expect(told.at(-1)).toEqual({ density: 'compact' });
});

it('says nothing twice that main has answered, and all of it that main has not', async () => {
  const store = createSettingsStore(link);
  store.update({ theme: 'dark' });
  await vi.runAllTimersAsync();
  answer = () => Promise.reject(new Error('no space'));
  store.update({ contrast: 'high' });
  await vi.runAllTimersAsync();
  store.update({ theme: 'light' });
  expect(told).toEqual([{ theme: 'dark' }, { contrast: 'high' }, { contrast: 'high', theme: 'light' }]);
});

it('writes all that is left when it is flushed', () => {
  const store = createSettingsStore(link);
  store.update({ theme: 'dark' });
  store.update({ theme: 'light' });
  void store.flush();
  expect(told.at(-1)).toEqual({ theme: 'light' });
  vi.runAllTimers();
  expect(told).toHaveLength(2);
});

it('tells main once there is a link what was chosen while there was none', async () => {
  vi.useRealTimers();
  const { host, session } = await openWindow();
  await host.tell('settings.watch', { ...defaultSettings, theme: 'light' });
  await host.leave();
  session.settings.update({ density: 'roomy' });
  await expect.poll(() => session.link.state.getState()).toBe('open');
  await turn();
  expect(host.callsOf('settings.update')).toEqual([{ density: 'roomy' }]);
});

it('hands what main did not answer to the page that comes after it, unless main would refuse it', async () => {
  vi.useRealTimers();
  const tab = new Map<string, string>();
  const before = await openWindow(tab);
  await before.host.leave();
  before.session.settings.update({ density: 'roomy' });
  before.page.fire('pagehide');
  const { host, session, page } = await openWindow(tab);
  expect(session.settings.state.getState().value).toMatchObject({ density: 'roomy' });
  expect(host.callsOf('settings.update')).toEqual([{ density: 'roomy' }]);
  host.refuse('settings.update', { code: 'invalid-input', ...cause('unforeseen') });
  session.settings.update({ theme: 'dark' });
  await turn();
  page.fire('pagehide');
  expect([...tab.keys()]).not.toContain('gantry-left-settings');
});
