import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDock } from '../../../app/dock.ts';
import { defaultSettings } from '../../../app/settings.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { createSettings } from './settings.ts';

const context = { signal: new AbortController().signal };
const engine = 'e0123456789ab';
/** What a tab of the dock shows: the log of the container whose id is of this digit. */
const logOf = (digit: string, name = 'web') => ({
  kind: 'log',
  target: { kind: 'containers', engine, ids: [digit.repeat(64)] },
  name,
});
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'settings-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('settings', () => {
  it('are the defaults before anything was chosen', async () => {
    expect((await createSettings(unshared(join(dir, 'new')))).current()).toEqual(defaultSettings);
  });

  it('survive a restart', async () => {
    const settings = await createSettings(unshared(dir));
    await settings.update(
      { theme: 'dark', lists: { containers: { sort: { column: 'name', descending: true } } } },
      context,
    );
    await settings.flush();
    expect((await createSettings(unshared(dir))).current()).toEqual(settings.current());
    expect(settings.current().theme).toBe('dark');
  });

  it('keep the last of many quick changes and leave no drafts', async () => {
    const settings = await createSettings(unshared(dir));
    await Promise.all(Array.from({ length: 50 }, (_, n) => settings.update({ dockHeight: n }, context)));
    await settings.flush();
    expect((await createSettings(unshared(dir))).current().dockHeight).toBe(49);
    expect(await readdir(dir)).toEqual(['settings.json']);
  });

  it.each([
    ['cut', '{"theme":"da'],
    ['not an object', '[1]'],
  ])('set aside a file that is %s, and start from the defaults', async (_what, text) => {
    await writeFile(join(dir, 'settings.json'), text);
    expect((await createSettings(unshared(dir))).current()).toEqual(defaultSettings);
    expect(await readFile(join(dir, 'settings.json.unreadable'), 'utf8')).toBe(text);
  });

  it('keep every field that fits beside one that does not, also inside of maps and lists', async () => {
    const good = { sort: { column: 'name', descending: true } };
    const text = JSON.stringify({
      version: 1,
      theme: 'purple',
      detailWidth: 300,
      dockHeight: 'high',
      dockTabs: [
        { kind: 'logs' },
        { kind: 'gone', engine: 'x' },
        { kind: 'logs', engine: 'e0123456789ab', container: 'c'.repeat(64), name: 'web' },
      ],
      lists: { containers: { ...good, widths: { name: 200, image: -5 } }, images: 7, volumes: good },
      logs: { keep: false, perLog: 1, total: 64, days: 2, never: ['?', 'a'.repeat(32)] },
      composeFiles: Array.from({ length: 30 }, (_, n) => `/compose/${n}.yaml`),
    });
    await writeFile(join(dir, 'settings.json'), text);
    const settings = await createSettings(unshared(dir));
    expect(settings.current()).toEqual({
      ...defaultSettings,
      detailWidth: 300,
      dock: { ...emptyDock, tabs: [{ id: 'tab-2', content: logOf('c') }] },
      lists: { containers: { ...good, widths: { name: 200 } }, volumes: good },
      logs: { keep: false, perLog: defaultSettings.logs.perLog, total: 64, days: 2, never: ['a'.repeat(32)] },
      composeFiles: Array.from({ length: 20 }, (_, n) => ({ path: `/compose/${n}.yaml` })),
    });
    // Nothing is lost for good: before the file is written over, it is copied.
    await settings.update({ theme: 'dark' }, context);
    expect(await readFile(join(dir, 'settings.json.unreadable'), 'utf8')).toBe(text);
    expect(JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8'))).toMatchObject({ version: 2, theme: 'dark' });
  });

  it('of version 1 keep their docked tabs, in one group', async () => {
    const [container, session] = ['a'.repeat(64), 'f'.repeat(32)];
    const project = { kind: 'project', engine, project: 'shop' };
    const text = JSON.stringify({
      version: 1,
      dockTabs: [
        { kind: 'logs', engine, container, name: 'web' },
        { kind: 'shell', engine, container, name: 'web', session },
        { kind: 'log-view', target: project, name: 'shop' },
      ],
    });
    await writeFile(join(dir, 'settings.json'), text);
    const settings = await createSettings(unshared(dir));
    const contents = [
      logOf('a'),
      { kind: 'shell', engine, container, name: 'web', session },
      { kind: 'log', target: project, name: 'shop' },
    ];
    const dock = { ...emptyDock, tabs: contents.map((content, at) => ({ id: `tab-${at}`, content })) };
    expect(settings.current()).toEqual({ ...defaultSettings, dock });
    await settings.update({ theme: 'dark' }, context);
    const written = JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8'));
    expect(written).toMatchObject({ version: 2, dock });
    expect(written).not.toHaveProperty('dockTabs');
    expect(await readdir(dir)).toEqual(['settings.json']);
  });

  it('keep of a divided dock every tab that fits', async () => {
    const group = (id: string, tabs: object[], more: object = {}) => ({ kind: 'group', id, size: 1, tabs, ...more });
    const [web, odd] = [
      { id: 'a', content: logOf('a') },
      { id: 'b', content: { kind: 'log', name: 'odd' } },
    ];
    const split = (children: object[]) => ({ kind: 'split', id: 's', size: 1, direction: 'row', children });
    const dock = split([group('l', [web, odd], { size: -3 }), group('r', [odd], { active: '?!' }), { kind: 'heap' }]);
    await writeFile(join(dir, 'settings.json'), JSON.stringify({ version: 2, dock }));
    const settings = await createSettings(unshared(dir));
    expect(settings.current()).toEqual({ ...defaultSettings, dock: split([group('l', [web]), group('r', [])]) });
    const deep = (levels: number): object => (levels === 0 ? group('g', [web]) : split([deep(levels - 1)]));
    await writeFile(join(dir, 'settings.json'), JSON.stringify({ version: 2, theme: 'dark', dock: deep(500) }));
    expect((await createSettings(unshared(dir))).current().theme).toBe('dark');
  });

  it('of a newer Gantry keep their own fields, and a copy', async () => {
    const text = '{"version":7,"theme":"dark","sounds":{"volume":11}}';
    await writeFile(join(dir, 'settings.json'), text);
    const settings = await createSettings(unshared(dir));
    expect(settings.current()).toEqual({ ...defaultSettings, theme: 'dark' });
    await settings.update({ dockOpen: true }, context);
    const written = JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8'));
    expect(written).toMatchObject({ version: 2, theme: 'dark', dockOpen: true, sounds: { volume: 11 } });
    expect(await readFile(join(dir, 'settings.json.v7'), 'utf8')).toBe(text);
  });

  it('of an older Gantry name what was chosen lately by the engine that was', async () => {
    const id = 'c'.repeat(64);
    const paletteRecent = [`open.Containers.${id}`, 'go.disk'];
    await writeFile(join(dir, 'settings.json'), JSON.stringify({ version: 1, engine: 'e0123456789ab', paletteRecent }));
    const settings = await createSettings(unshared(dir));
    expect(settings.current().paletteRecent).toEqual([`open.e0123456789ab/container/${id}`, 'go.disk']);
  });

  it('of an older Gantry, which kept lists by their labels, are read field by field, and what came later wins', async () => {
    const byLabel = { sort: { column: 'name', descending: true }, hidden: ['ports'], filter: 'state:running' };
    const lists = {
      Containers: byLabel,
      containers: { filter: 'web' },
      Activity: { widths: { title: 300, state: 'wide' } },
      Images: 7,
      plugins: { filter: 'of a newer Gantry' },
    };
    await writeFile(join(dir, 'settings.json'), JSON.stringify({ version: 1, theme: 'dark', lists }));
    const settings = await createSettings(unshared(dir));
    expect(settings.current()).toEqual({
      ...defaultSettings,
      theme: 'dark',
      lists: {
        containers: { ...byLabel, filter: 'web' },
        activity: { widths: { title: 300 } },
        plugins: { filter: 'of a newer Gantry' },
      },
    });
    await settings.update({ dockOpen: true }, context);
    expect((await createSettings(unshared(dir))).current()).toEqual(settings.current());
    expect(JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8'))).toMatchObject({
      lists: settings.current().lists,
    });
  });

  it('keep the last three files that could not be read', async () => {
    for (let n = 0; n < 5; n++) {
      await writeFile(join(dir, 'settings.json'), `{${n}`);
      await createSettings(unshared(dir));
    }
    const aside = await Promise.all(
      ['', '.1', '.2'].map((end) => readFile(join(dir, `settings.json.unreadable${end}`), 'utf8')),
    );
    expect(aside).toEqual(['{4', '{3', '{2']);
    expect(await readdir(dir)).toHaveLength(3);
  });

  it('are read and held, but not written, where the folder is not ours', async () => {
    await writeFile(join(dir, 'settings.json'), '{"theme":"dark"}');
    const settings = await createSettings({ path: dir, mine: () => Promise.resolve(false) });
    await settings.update({ dockOpen: true }, context);
    expect(settings.current()).toMatchObject({ theme: 'dark', dockOpen: true });
    expect(await readFile(join(dir, 'settings.json'), 'utf8')).toBe('{"theme":"dark"}');
  });
});
