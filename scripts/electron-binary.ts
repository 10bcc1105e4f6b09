import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.ts';
import { run } from './run.ts';

const home = join(root, 'node_modules/electron');

/** Where Electron's program is, or, in a sentence, why it cannot be used here. */
export type ElectronBinary = { readonly path: string } | { readonly missing: string };

/** What there is of the person's surroundings that decides where Electron is and whether it runs. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly uid: number | undefined;
}

const here: Surroundings = { env: process.env, platform: process.platform, uid: process.getuid?.() };

/** Finds Electron's program, downloading it if it is not there and can be had. */
export async function findElectron({ env, platform, uid }: Surroundings = here): Promise<ElectronBinary> {
  if (platform === 'linux' && uid === 0) return { missing: 'Electron does not run as root' };
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return { missing: 'there is no display' };
  const own = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (own) return overriding(join(own, platform === 'win32' ? 'electron.exe' : 'electron'));
  const present = await installed();
  if (present) return { path: present };
  console.log('Getting Electron…');
  await run(process.execPath, [join(home, 'install.js')]);
  const downloaded = await installed();
  return downloaded ? { path: downloaded } : { missing: 'Electron is not here and could not be downloaded' };
}

/** A folder given by ELECTRON_OVERRIDE_DIST_PATH wins, as it does for the electron package itself. */
function overriding(path: string): ElectronBinary {
  return existsSync(path)
    ? { path }
    : { missing: `ELECTRON_OVERRIDE_DIST_PATH names no Electron: ${path} is not there` };
}

async function installed(): Promise<string | undefined> {
  const name = await readFile(join(home, 'path.txt'), 'utf8').catch(() => undefined);
  const path = name && join(home, 'dist', name);
  return path && existsSync(path) ? path : undefined;
}
