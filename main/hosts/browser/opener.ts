import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDetached } from '../../processes/child.ts';
import { outsideEnvironment } from '../../processes/outside.ts';
import { invitationLife } from './gate.ts';

const prefix = 'gantry-open-';

/** A page on the disk that only this person can read, and that leads to an address. */
export interface DoorPage {
  readonly file: string;
  remove(): Promise<void>;
}

/**
 * Writes the page that a browser is opened with. An address in an argument list is readable by everybody on the machine;
 * the name of this file tells nothing, and its folder lets nobody else in. Removed by `remove`, and when it is too old
 * to be of use. Rejects with the system's error.
 */
export async function writeDoorPage(address: string, places: readonly string[] = doorPlaces()): Promise<DoorPage> {
  const folder = await makeFolder(places);
  const file = join(folder, 'Gantry.html');
  // Without a script and without a word to the next page of where it came from.
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${address}"><title>Gantry</title></head></html>\n`;
  let timer: NodeJS.Timeout | undefined;
  const remove = async () => {
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  };
  timer = setTimeout(() => void remove(), invitationLife).unref();
  try {
    await writeFile(file, page, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    await remove();
    throw error;
  }
  return { file, remove };
}

/**
 * Where such a page can lie, best first. On Linux a browser from a snap sees of the disk only what is not hidden in the
 * person's home; one from a flatpak is handed the file by its starter. Elsewhere the folder for temporary files is the
 * person's own.
 */
function doorPlaces(): readonly string[] {
  const own = process.platform !== 'win32' && process.platform !== 'darwin';
  return own ? [homedir(), tmpdir()] : [tmpdir()];
}

/** A new folder for this person alone, in the first place that takes one. What a killed host left there goes. */
async function makeFolder(places: readonly string[]): Promise<string> {
  let failure: unknown;
  for (const place of places) {
    await sweep(place);
    try {
      return await mkdtemp(join(place, prefix));
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function sweep(place: string): Promise<void> {
  const names = await readdir(place).catch(() => []);
  for (const name of names.filter((name) => name.startsWith(prefix))) {
    const folder = join(place, name);
    const made = await stat(folder).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > invitationLife)
      await rm(folder, { recursive: true }).catch(() => undefined);
  }
}

/** Opens a file with whatever the person reads pages with. */
export function openFile(file: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', file]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', file]
        : ['xdg-open', file];
  // Where there is no browser to open, the printed address is the way in.
  startDetached(command ?? '', args, outsideEnvironment(process.env));
}
