import { describe, expect, it } from 'vitest';
import { type DockTab, Settings } from '../../app/settings.ts';
import { createDockStore, tabKey } from './dock.ts';
import type { Link } from './link.ts';
import { createSettingsStore } from './settings.ts';

const offline: Link = {
  state: { getState: () => 'lost', getInitialState: () => 'lost', setState: () => {}, subscribe: () => () => {} },
  ask: () => Promise.reject(new Error('offline')),
  live: () => () => undefined,
};

type LogTab = Extract<DockTab, { kind: 'logs' }>;
const tab = (n: number, more: Partial<LogTab> = {}): LogTab => ({
  kind: 'logs',
  engine: `e${'0'.repeat(12)}`,
  container: n.toString(16).padStart(64, '0'),
  name: `tab-${n}`,
  ...more,
});

function open(tabs: readonly DockTab[]) {
  const settings = createSettingsStore(offline);
  const dock = createDockStore(settings);
  for (const one of tabs) dock.open(one);
  return { ...dock.state.getState(), kept: settings.state.getState().value };
}

describe('the dock', () => {
  it('opens one log per container', () => {
    const { tabs, active } = open([tab(1), tab(2), tab(1)]);
    expect(tabs.map(({ name }) => name)).toEqual(['tab-1', 'tab-2']);
    expect(active).toBe(tabKey(tab(1)));
  });

  it('opens one log for the same containers, in whatever order they were chosen', () => {
    const ids = ['1', '2'].map((digit) => digit.repeat(64));
    const together = (chosen: string[], name: string): DockTab => ({
      kind: 'log-view',
      target: { kind: 'containers', engine: `e${'0'.repeat(12)}`, ids: chosen },
      name,
    });
    const { tabs, active } = open([together(ids, 'one, two'), tab(1), together(ids.toReversed(), 'two, one')]);
    expect(tabs.map(({ name }) => name)).toEqual(['one, two', 'tab-1']);
    expect(active).toBe(tabKey(together(ids, '')));
  });

  it('puts a tab in the place of another, in front where that was', () => {
    const dock = createDockStore(createSettingsStore(offline));
    for (const one of [tab(1), tab(2), tab(3)]) dock.open(one);
    dock.replace(tabKey(tab(3)), tab(4));
    dock.replace(tabKey(tab(1)), tab(5));
    const { tabs, active } = dock.state.getState();
    expect(tabs.map(({ name }) => name)).toEqual(['tab-5', 'tab-2', 'tab-4']);
    expect(active).toBe(tabKey(tab(4)));
  });

  it('keeps what the settings file takes, whatever a container is called', () => {
    const { kept } = open([tab(1, { name: 'x'.repeat(10_000) })]);
    expect(kept.dockTabs[0]?.name).toHaveLength(500);
    expect(Settings.safeParse(kept).success).toBe(true);
  });

  it('lets the oldest logs go beyond a hundred tabs, but no shell', () => {
    const shell: DockTab = { ...tab(0), kind: 'shell', session: 'f'.repeat(32) };
    const { tabs, kept } = open([shell, ...Array.from({ length: 150 }, (_, n) => tab(n + 1))]);
    expect(tabs).toHaveLength(100);
    expect(tabs[0]).toEqual(shell);
    expect(tabs.at(-1)?.name).toBe('tab-150');
    expect(kept.dockTabs).toEqual(tabs);
  });
});
