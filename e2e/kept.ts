import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a host kept in its data folder, read as the next start would find it. */

/** The unsaved text of a file; undefined if there is none. */
export function draftOf(dataDir: string, path: string): string | undefined {
  for (const name of names(join(dataDir, 'drafts'))) {
    if (!name.endsWith('.json')) continue;
    const draft: { path: string; text: string } = JSON.parse(readFileSync(join(dataDir, 'drafts', name), 'utf8'));
    if (draft.path === path) return draft.text;
  }
  return undefined;
}

/** The fields of `settings.json`. */
export function settingsOf(dataDir: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'));
}

/** Every file below a folder, by its path inside of it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
