import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './bundles.ts';
import { run } from './run.ts';

const home = join(root, 'node_modules/electron');

/** Where Electron's program is, or, in a sentence, why it cannot be used here. */
export type ElectronBinary = { readonly path: string } | { readonly missing: string };

/** Finds Electron's program, downloading it if it is not there and can be had. */
export async function findElectron(): Promise<ElectronBinary> {
  if (process.platform === 'linux' && process.getuid?.() === 0) return { missing: 'Electron does not run as root' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { missing: 'there is no display' };
  }
  const present = await installed();
  if (present) return { path: present };
  console.log('Getting Electron…');
  await run(process.execPath, [join(home, 'install.js')]);
  const downloaded = await installed();
  return downloaded ? { path: downloaded } : { missing: 'Electron is not here and could not be downloaded' };
}

/** A folder given by ELECTRON_OVERRIDE_DIST_PATH wins, as it does for the electron package itself. */
async function installed(): Promise<string | undefined> {
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (own) return join(own, process.platform === 'win32' ? 'electron.exe' : 'electron');
  const name = await readFile(join(home, 'path.txt'), 'utf8').catch(() => undefined);
  const path = name && join(home, 'dist', name);
  return path && existsSync(path) ? path : undefined;
}
