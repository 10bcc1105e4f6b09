import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from '../../app/rpc/operation.ts';
import { defaultSettings, Settings, type settings } from '../../app/settings.ts';
import { readTextWithin } from '../disk/read-file.ts';
import { writeAtomically } from '../disk/write-file.ts';
import { Listeners, latest } from './live.ts';

/** Choices of widths and columns for every list are some kB. */
const longest = 4 * 1024 * 1024;

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
    text = await readTextWithin(file, longest);
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
