import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../app/settings.ts';
import { unshared } from '../disk/data-folder.ts';
import { createSettings } from './settings.ts';

const context = { signal: new AbortController().signal };
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
      { theme: 'dark', lists: { Containers: { sort: { column: 'name', descending: true } } } },
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
      lists: { Containers: { ...good, widths: { name: 200, image: -5 } }, Images: 7, Volumes: good },
      logs: { keep: false, perLog: 1, total: 64, days: 2, never: ['?', 'a'.repeat(32)] },
      composeFiles: Array.from({ length: 30 }, (_, n) => `/compose/${n}.yaml`),
    });
    await writeFile(join(dir, 'settings.json'), text);
    const settings = await createSettings(unshared(dir));
    expect(settings.current()).toEqual({
      ...defaultSettings,
      detailWidth: 300,
      dockTabs: [{ kind: 'logs', engine: 'e0123456789ab', container: 'c'.repeat(64), name: 'web' }],
      lists: { Containers: { ...good, widths: { name: 200 } }, Volumes: good },
      logs: { keep: false, perLog: defaultSettings.logs.perLog, total: 64, days: 2, never: ['a'.repeat(32)] },
      composeFiles: Array.from({ length: 20 }, (_, n) => `/compose/${n}.yaml`),
    });
    // Nothing is lost for good: before the file is written over, it is copied.
    await settings.update({ theme: 'dark' }, context);
    expect(await readFile(join(dir, 'settings.json.unreadable'), 'utf8')).toBe(text);
    expect(JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8'))).toMatchObject({ version: 1, theme: 'dark' });
  });

  it('of a newer Gantry keep their own fields, and a copy', async () => {
    const text = '{"version":7,"theme":"dark","sounds":{"volume":11}}';
    await writeFile(join(dir, 'settings.json'), text);
    const settings = await createSettings(unshared(dir));
    expect(settings.current()).toEqual({ ...defaultSettings, theme: 'dark' });
    await settings.update({ dockOpen: true }, context);
    const written = JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8'));
    expect(written).toMatchObject({ version: 1, theme: 'dark', dockOpen: true, sounds: { volume: 11 } });
    expect(await readFile(join(dir, 'settings.json.v7'), 'utf8')).toBe(text);
  });

  it('of an older Gantry name what was chosen lately by the engine that was', async () => {
    const id = 'c'.repeat(64);
    const paletteRecent = [`open.Containers.${id}`, 'go.disk'];
    await writeFile(join(dir, 'settings.json'), JSON.stringify({ version: 1, engine: 'e0123456789ab', paletteRecent }));
    const settings = await createSettings(unshared(dir));
    expect(settings.current().paletteRecent).toEqual([`open.e0123456789ab/container/${id}`, 'go.disk']);
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
