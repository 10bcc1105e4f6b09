import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../app/settings.ts';
import { createSettings } from './settings.ts';

const context = { signal: new AbortController().signal };
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'settings-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('settings', () => {
  it('are the defaults before anything was chosen', async () => {
    expect((await createSettings(join(dir, 'new'))).current()).toEqual(defaultSettings);
  });

  it('survive a restart', async () => {
    const settings = await createSettings(dir);
    await settings.update(
      { theme: 'dark', lists: { Containers: { sort: { column: 'name', descending: true } } } },
      context,
    );
    await settings.flush();
    expect((await createSettings(dir)).current()).toEqual(settings.current());
    expect(settings.current().theme).toBe('dark');
  });

  it('keep the last of many quick changes and leave no drafts', async () => {
    const settings = await createSettings(dir);
    await Promise.all(Array.from({ length: 50 }, (_, n) => settings.update({ dockHeight: n }, context)));
    await settings.flush();
    expect((await createSettings(dir)).current().dockHeight).toBe(49);
    expect(await readdir(dir)).toEqual(['settings.json']);
  });

  it.each([
    ['cut', '{"theme":"da'],
    ['not an object', '[1]'],
    ['with a value that does not fit', '{"theme":"purple"}'],
    ['with a key that does not exist', '{"theme":"dark","root":true}'],
  ])('set aside a file that is %s, and start from the defaults', async (_what, text) => {
    await writeFile(join(dir, 'settings.json'), text);
    expect((await createSettings(dir)).current()).toEqual(defaultSettings);
    expect(await readFile(join(dir, 'settings.json.unreadable'), 'utf8')).toBe(text);
  });
});
