import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { extractAll } from '@electron/asar';
import { ownFolder } from './chromium.ts';

export interface AppFolder {
  /** What the app is called by: its folder, or its archive. */
  readonly path: string;
  readonly packaged: boolean;
  readonly name: string;
  readonly version: string;
  readonly mainScript: string;
  /** What of the arguments is the app's own. */
  readonly args: readonly string[];
}

interface Manifest {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/**
 * As Electron looks for it: the archive in `resources` beside the program, which makes it a packaged copy, else the first
 * argument that is no switch. Node cannot read inside an archive, so a packaged app runs from an unpacked copy.
 */
export function findApp(program: string, args: readonly string[]): AppFolder {
  const archive = join(dirname(program), 'resources', 'app.asar');
  if (existsSync(archive)) {
    const folder = join(ownFolder(), 'app');
    extractAll(archive, folder);
    return { ...readManifest(folder), path: archive, packaged: true, args };
  }
  const given = args.find((argument) => !argument.startsWith('-')) ?? '.';
  const path = resolve(given);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`there is no app in ${path}`);
  return {
    ...readManifest(path),
    path,
    packaged: false,
    args: [path, ...args.filter((argument) => argument !== given)],
  };
}

function readManifest(folder: string): Pick<AppFolder, 'name' | 'version' | 'mainScript'> {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return {
    name: manifest.productName ?? manifest.name ?? 'Electron',
    version: manifest.version ?? '0.0.0',
    mainScript: join(folder, manifest.main ?? 'index.js'),
  };
}
