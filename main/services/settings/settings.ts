import { join } from 'node:path';
import type { Service } from '../../../app/rpc/operation.ts';
import { defaultSettings, Settings, type settings } from '../../../app/settings.ts';
import { isRecord } from '../../base/json.ts';
import { Listeners } from '../../base/listeners.ts';
import { latest } from '../../base/live.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { type Fields, KeptFile } from '../../disk/kept-file.ts';
import { readTextWithin } from '../../disk/read-file.ts';
import { repaired } from '../../disk/repair.ts';
import { listsById } from './list-names.ts';
import { dockOfTabs } from './old-dock.ts';
import { openedFiles } from './opened-files.ts';
import { withEngine } from './recent-ids.ts';

const fileName = 'settings.json';
/** From 2 on the dock is a tree. */
const version = 2;
/** Choices of widths and columns for every list are some kB. */
const longest = 4 * 1024 * 1024;

export interface SettingsService extends Service<typeof settings> {
  /** What is chosen now. */
  current(): Settings;
  /** Resolves when everything chosen so far is on disk, or cannot be. */
  flush(): Promise<void>;
}

/**
 * Reads `settings.json` in a folder; keeps it up to date. A field that does not fit is its default, and leaves the others
 * alone; fields of a newer Gantry are written back as they were. An update rejects with what the disk says: what was
 * chosen holds all the same, and is written with the next one.
 */
export async function createSettings(folder: Kept): Promise<SettingsService> {
  const file = new KeptFile(folder, { name: fileName, version, longest, indent: 2 });
  let { value, foreign } = (await file.read((content, found) => take(content, found, file))) ?? {
    value: defaultSettings,
    foreign: {},
  };
  const changed = new Listeners();
  const fields = (): Fields => ({ ...foreign, ...value });
  return {
    current: () => value,
    flush: () => file.flush(fields),
    watch: (_, { signal }) =>
      latest(
        () => value,
        (fire) => changed.add(fire),
        signal,
      ),
    update: (patch) => {
      value = Settings.parse({ ...value, ...patch });
      changed.fire();
      return file.save(fields);
    },
  };
}

/** What a window is drawn in before its page is there. */
export type Look = Pick<Settings, 'theme' | 'contrast'>;

/** The look that was chosen last, read alone: a window opens before all else is there, and shall not flash. Never rejects. */
export async function chosenLook(dataDir: string): Promise<Look> {
  try {
    const stored: unknown = JSON.parse(await readTextWithin(join(dataDir, fileName), longest));
    const { theme, contrast } = { ...defaultSettings, ...(typeof stored === 'object' ? stored : {}) };
    return {
      theme: Settings.shape.theme.safeParse(theme).data ?? defaultSettings.theme,
      contrast: Settings.shape.contrast.safeParse(contrast).data ?? defaultSettings.contrast,
    };
  } catch {
    return defaultSettings;
  }
}

interface Taken {
  readonly value: Settings;
  /** Fields that only a newer Gantry knows. */
  readonly foreign: Fields;
}

function take(content: unknown, found: number, file: KeptFile): Taken | undefined {
  if (!isRecord(content)) return undefined;
  const known = new Set(Object.keys(Settings.shape));
  const entries = Object.entries(withFiles(found < 2 ? withDock(content) : content));
  const { value, odd } = repaired(
    Settings,
    { ...defaultSettings, ...Object.fromEntries(entries.filter(([key]) => known.has(key))) },
    defaultSettings,
  );
  if (odd) file.odd();
  const { engine, lists, paletteRecent } = value;
  const recent = engine === undefined ? paletteRecent : withEngine(paletteRecent, engine);
  return {
    value: { ...value, lists: listsById(lists), paletteRecent: recent },
    foreign: Object.fromEntries(entries.filter(([key]) => !known.has(key))),
  };
}

/** Fields with an engine for each compose file that was opened. */
function withFiles({ composeFiles, ...fields }: Fields): Fields {
  return composeFiles === undefined ? fields : { ...fields, composeFiles: openedFiles(composeFiles, fields['engine']) };
}

/** Fields of version 1 with the dock that its tabs make. */
function withDock({ dockTabs, ...fields }: Fields): Fields {
  return { ...fields, dock: dockOfTabs(dockTabs) };
}
