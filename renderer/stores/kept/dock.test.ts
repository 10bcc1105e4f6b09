import { describe, expect, it } from 'vitest';
import type { DockContent, DockShell } from '../../../app/dock.ts';
import { defaultSettings, Settings } from '../../../app/settings.ts';
import type { Link } from '../link/link.ts';
import { createNoticeStore } from '../shown/notices.ts';
import { createDockStore } from './dock.ts';
import { contentKey } from './dock-content.ts';
import { groupOf, groupsOf, tabsOf } from './dock-tree.ts';
import { createSettingsStore } from './settings.ts';

const offline: Link = {
  state: { getState: () => 'lost', getInitialState: () => 'lost', setState: () => {}, subscribe: () => () => {} },
  ask: () => Promise.reject(new Error('offline')),
  live: () => () => undefined,
};

const engine = `e${'0'.repeat(12)}`;
const idOf = (n: number) => n.toString(16).padStart(64, '0');
const logOf = (n: number, name = `tab-${n}`): DockContent => ({
  kind: 'log',
  target: { kind: 'containers', engine, ids: [idOf(n)] },
  name,
});

function open(contents: readonly DockContent[]) {
  const settings = createSettingsStore(offline);
  const dock = createDockStore(settings, createNoticeStore());
  settings.state.setState({ loaded: true });
  for (const one of contents) dock.open(one);
  const shown = () => {
    const { root } = dock.state.getState();
    const fronts = groupsOf(root).map(({ tabs, active }) => tabs.find(({ id }) => id === active)?.content.name);
    return { names: tabsOf(root).map(({ content }) => content.name), fronts };
  };
  const tab = (name: string) =>
    tabsOf(dock.state.getState().root).find(({ content }) => content.name === name)?.id ?? '';
  return { dock, shown, tab, kept: () => settings.state.getState().value };
}

describe('the dock', () => {
  it('opens one log per container, also where it was asked for as one of several', () => {
    const { shown } = open([logOf(1), logOf(2), logOf(1, 'the same')]);
    expect(shown()).toEqual({ names: ['tab-1', 'tab-2'], fronts: ['tab-1'] });
  });

  it('opens one log for the same containers, in whatever order they were chosen', () => {
    const ids = [idOf(1), idOf(2)];
    const together = (chosen: string[], name: string): DockContent => ({
      kind: 'log',
      target: { kind: 'containers', engine, ids: chosen },
      name,
    });
    const { shown } = open([together(ids, 'one, two'), logOf(1), together(ids.toReversed(), 'two, one')]);
    expect(shown()).toEqual({ names: ['one, two', 'tab-1'], fronts: ['one, two'] });
    expect(contentKey(together(ids, ''))).toBe(contentKey(together(ids.toReversed(), 'x')));
  });

  it('adds what was opened before the kept tabs were known to them, and writes nothing over them', () => {
    const kept = open([logOf(1), logOf(2)]).kept();
    const settings = createSettingsStore(offline);
    const dock = createDockStore(settings, createNoticeStore());
    dock.open(logOf(3));
    dock.open(logOf(2));
    expect(settings.state.getState().value.dock).toEqual(defaultSettings.dock);
    settings.state.setState({ value: kept, loaded: true });
    const names = () => tabsOf(settings.state.getState().value.dock).map(({ content }) => content.name);
    expect(names()).toEqual(['tab-1', 'tab-2', 'tab-3']);
    expect(tabsOf(dock.state.getState().root)).toEqual(tabsOf(settings.state.getState().value.dock));
  });

  it('shows something else in a tab, in front where that was', () => {
    const { dock, shown, tab } = open([logOf(1), logOf(2), logOf(3)]);
    dock.replace(tab('tab-3'), logOf(4));
    dock.replace(tab('tab-1'), logOf(5));
    expect(shown()).toEqual({ names: ['tab-5', 'tab-2', 'tab-4'], fronts: ['tab-4'] });
  });

  it('keeps what the settings file takes, whatever a container is called', () => {
    const { kept } = open([logOf(1, 'x'.repeat(10_000))]);
    expect(tabsOf(kept().dock)[0]?.content.name).toHaveLength(500);
    expect(Settings.safeParse(kept()).success).toBe(true);
  });

  it('lets the oldest logs go beyond a hundred tabs, but no shell', () => {
    const shell: DockShell = { kind: 'shell', engine, container: idOf(0), name: 'sh', session: 'f'.repeat(32) };
    const { dock, shown, kept } = open([shell, ...Array.from({ length: 150 }, (_, n) => logOf(n + 1))]);
    const { names } = shown();
    expect(names).toHaveLength(100);
    expect([names[0], names.at(-1)]).toEqual(['sh', 'tab-150']);
    expect(kept().dock).toEqual(dock.state.getState().root);
  });

  it('opens what comes next in the group that was used last, and closes with its last tab', () => {
    const { dock, shown, tab, kept } = open([logOf(1), logOf(2)]);
    dock.split(tab('tab-2'), { beside: 'main', side: 'right' });
    dock.open(logOf(3));
    expect(shown()).toEqual({ names: ['tab-1', 'tab-2', 'tab-3'], fronts: ['tab-1', 'tab-3'] });
    dock.activate(tab('tab-1'));
    dock.open(logOf(4));
    expect(shown().fronts).toEqual(['tab-4', 'tab-3']);
    dock.use(groupOf(kept().dock, tab('tab-3'))?.id ?? '');
    dock.open(logOf(5));
    expect(shown().fronts).toEqual(['tab-4', 'tab-5']);
    dock.close(tab('tab-5'));
    dock.resize('main', 1.5);
    dock.move(tab('tab-4'), { group: groupOf(kept().dock, tab('tab-3'))?.id ?? '', before: tab('tab-3') });
    expect(shown()).toEqual({ names: ['tab-1', 'tab-2', 'tab-4', 'tab-3'], fronts: ['tab-1', 'tab-4'] });
    expect(Settings.safeParse(kept()).success).toBe(true);
    for (const name of ['tab-1', 'tab-2', 'tab-3']) dock.close(tab(name));
    expect(kept()).toMatchObject({ dockOpen: true, dock: { kind: 'group' } });
    expect(dock.close(tab('tab-4')).map(({ content }) => content.name)).toEqual(['tab-4']);
    expect(kept()).toMatchObject({ dockOpen: false, dock: { kind: 'group', tabs: [] } });
  });
});
