import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DockGroup, DockTab } from '../../../app/dock.ts';
import { defaultSettings, type Settings } from '../../../app/settings.ts';
import type { Link } from '../link/link.ts';
import { createNoticeStore } from '../shown/notices.ts';
import { createDockStore } from './dock.ts';
import { tabsOf } from './dock-tree.ts';
import { closedWith, joinDocks, type KeptDock } from './dock-windows.ts';
import { createSettingsStore } from './settings.ts';

// A store listens for as long as its window lives; these are too many windows for that.
beforeEach(() => vi.stubGlobal('addEventListener', undefined));
afterEach(() => vi.unstubAllGlobals());

const engine = 'e0123456789ab';
const logOf = (project: string) =>
  ({ kind: 'log', target: { kind: 'project', engine, project }, name: project }) as const;
const tab = (id: string, project = id): DockTab => ({ id, content: logOf(project) });
const dock = (tabs: readonly DockTab[], closed: readonly string[] = []): KeptDock => ({
  root: { kind: 'group', id: 'main', size: 1, tabs, active: tabs[0]?.id } satisfies DockGroup,
  closed,
});
const ids = ({ root }: KeptDock) => tabsOf(root).map(({ id }) => id);

describe('the docks of two windows', () => {
  it('have what was opened in either, and nothing comes to the front', () => {
    const joined = joinDocks(dock([tab('a'), tab('b')]), dock([tab('c'), tab('a')]));
    expect(ids(joined)).toEqual(['a', 'b', 'c']);
    expect(joined).toMatchObject({ root: { active: 'a' }, lacking: true });
  });

  it('lack nothing that both have, also where it was opened in each', () => {
    const joined = joinDocks(dock([tab('a'), tab('b', 'same')]), dock([tab('c', 'same'), tab('a')]));
    expect(ids(joined)).toEqual(['a', 'b']);
    expect(joined.lacking).toBe(false);
  });

  it('lose what was closed in either, and it does not come back', () => {
    const there = joinDocks(dock([tab('a'), tab('b')]), dock([tab('a')], ['b']));
    expect([ids(there), there.lacking]).toEqual([['a'], false]);
    const here = joinDocks(dock([tab('a')], ['b']), dock([tab('a'), tab('b')]));
    expect([ids(here), here.lacking]).toEqual([['a'], true]);
  });

  it('show and call a tab what it was made last', () => {
    const renamed = { ...tab('a', 'other'), label: 'mine' };
    expect(tabsOf(joinDocks(dock([tab('a')]), dock([renamed])).root)).toEqual([renamed]);
    const plain = joinDocks(dock([renamed]), dock([tab('a')])).root;
    expect(tabsOf(plain)).toEqual([tab('a')]);
  });

  it('remember the last hundred that were closed', () => {
    const many = Array.from({ length: 150 }, (_, n) => `t${n}`);
    const closed = closedWith(many, ['t149', 'last']);
    expect([closed.length, closed.at(-1)]).toEqual([100, 'last']);
  });
});

/** A window on settings that the test keeps: what it keeps waits until the others are told. */
function openWindow(kept: { value: Settings }) {
  const link: Link = {
    state: { getState: () => 'lost', getInitialState: () => 'lost', setState: () => {}, subscribe: () => () => {} },
    ask: () => Promise.resolve() as never,
    live: () => () => undefined,
  };
  const settings = createSettingsStore(link);
  const store = createDockStore(settings, createNoticeStore());
  const hear = () => settings.state.setState({ value: structuredClone(kept.value), loaded: true });
  const own = () => settings.state.getState().value;
  hear();
  return {
    store,
    hear,
    own,
    keep: () => {
      kept.value = structuredClone(own());
    },
    names: () =>
      tabsOf(store.state.getState().root)
        .map(({ content }) => content.name)
        .toSorted(),
  };
}

it('whatever two windows do at once, both end with all that was opened and not closed', () => {
  const step = fc.record({
    who: fc.nat(1),
    verb: fc.constantFrom('open', 'close', 'split', 'keep', 'hear'),
    name: fc.constantFrom(...'abcdef'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const kept = { value: defaultSettings };
      const windows = [openWindow(kept), openWindow(kept)] as const;
      let opened = 0;
      const open = new Set<string>();
      for (const { who, verb, name } of steps) {
        const { store, keep, hear } = windows[who === 0 ? 0 : 1];
        const at = tabsOf(store.state.getState().root)[0];
        if (verb === 'open') {
          opened += 1;
          open.add(`${name}${opened}`);
          store.open(logOf(`${name}${opened}`));
          keep();
        }
        if (verb === 'close' && at) {
          open.delete(at.content.name);
          store.close(at.id);
          keep();
        }
        if (verb === 'split' && at) {
          store.split(at.id, { beside: store.state.getState().group, side: 'right' });
          keep();
        }
        if (verb === 'keep') keep();
        if (verb === 'hear') hear();
      }
      // Each hears what the other has kept until nothing changes.
      for (let round = 0; round < 3; round += 1) {
        for (const { hear, keep } of windows) {
          hear();
          keep();
        }
      }
      for (const { names } of windows) expect(names()).toEqual([...open].toSorted());
      expect(
        tabsOf(kept.value.dock)
          .map(({ content }) => content.name)
          .toSorted(),
      ).toEqual([...open].toSorted());
    }),
  );
});
