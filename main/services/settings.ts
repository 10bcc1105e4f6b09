import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from '../../app/rpc/operation.ts';
import { defaultSettings, Settings, type settings } from '../../app/settings.ts';
import { Listeners, latest } from './live.ts';

export interface SettingsService extends Service<typeof settings> {
  /** What is chosen now. */
  current(): Settings;
  /** Resolves when everything chosen so far is on disk. */
  flush(): Promise<void>;
}

/** Reads `settings.json` in a folder; keeps it up to date. A file that cannot be read as settings is set aside. */
export async function createSettings(dataDir: string): Promise<SettingsService> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'settings.json');
  let value = await load(file);
  let writing = Promise.resolve();
  let dirty = false;
  const changed = new Listeners();

  /** One write at a time; changes that come meanwhile go into the next one together. */
  const save = (): Promise<void> => {
    if (dirty) return writing;
    dirty = true;
    writing = writing
      .catch(() => undefined)
      .then(() => {
        dirty = false;
        return writeAtomically(file, JSON.stringify(value, null, 2));
      });
    return writing;
  };

  return {
    current: () => value,
    flush: () => writing,
    watch: (_, { signal }) =>
      latest(
        () => value,
        (fire) => changed.add(fire),
        signal,
      ),
    update: (patch) => {
      value = Settings.parse({ ...value, ...patch });
      changed.fire();
      return save();
    },
  };
}

async function load(file: string): Promise<Settings> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return defaultSettings;
  }
  const parsed = Settings.safeParse({ ...defaultSettings, ...parseObject(text) });
  if (parsed.success && parseObject(text)) return parsed.data;
  await rename(file, `${file}.unreadable`);
  return defaultSettings;
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A reader sees the old file or the new one, never half of one, also after a power cut. */
async function writeAtomically(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
