import { lstat, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../disk/disk-problem.ts';
import type { TlsFiles } from '../../engine/endpoints.ts';

/** Before the id of the process that made it, and what makes it unique. */
const prefix = 'gantry-tls-';
/** A folder whose name does not say whose it is was made by an older Gantry; none runs so long, in ms. */
const longestRun = 7 * 86_400_000;

/** Certificates and a key where a program of Docker's finds them and no other person does. */
export interface TlsFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Writes them into a private folder below the system's temporary one. */
export async function makeTlsFolder({ ca, cert, key }: TlsFiles): Promise<TlsFolder> {
  const path = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const remove = () => rm(path, { recursive: true, force: true });
  try {
    for (const [name, text] of Object.entries({ ca, cert, key })) {
      if (text !== undefined) await writeFile(join(path, `${name}.pem`), text, { mode: 0o600, flag: 'wx' });
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}

/** Removes what a Gantry that was killed left of the above. Never rejects: what cannot be removed stays. */
export async function sweepTlsFolders(folder: string = tmpdir()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((name) => name.startsWith(prefix))) {
    const path = join(folder, name);
    if (await isLeftover(name, path)) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isLeftover(name: string, path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  // Everybody may put something into the temporary folder.
  if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return false;
  const [, pid] = /^gantry-tls-(\d+)-/.exec(name) ?? [];
  return pid === undefined ? Date.now() - found.mtimeMs > longestRun : !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another person's is alive.
    return codeOf(error) === 'EPERM';
  }
}
