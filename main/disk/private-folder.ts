import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from './disk-problem.ts';

/** What such folders are for; each name also says which process made it. */
const purposes = ['tls', 'ssh'] as const;
type Purpose = (typeof purposes)[number];

/** A folder whose name does not say whose it is was made by an older Gantry; none runs so long, in ms. */
const longestRun = 7 * 86_400_000;
/** Sockets in it must be reachable: their addresses end at 104 bytes, and ssh adds 17 to a name while it makes it. */
const longestBase = 50;

/** Makes a folder below the system's temporary one, which no other person may look into. The caller removes it. */
export async function makePrivateFolder(purpose: Purpose): Promise<string> {
  const base = tmpdir();
  const short = base.length <= longestBase || process.platform === 'win32';
  return mkdtemp(join(short ? base : '/tmp', `gantry-${purpose}-${process.pid}-`));
}

/** Removes what a Gantry that was killed left of them. Never rejects: what cannot be removed stays. */
export async function sweepPrivateFolders(folder: string = tmpdir()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((name) => purposes.some((purpose) => name.startsWith(`gantry-${purpose}-`)))) {
    const path = join(folder, name);
    if (await isLeftover(name, path)) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isLeftover(name: string, path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  // Everybody may put something into the temporary folder.
  if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return false;
  const [, pid] = /^gantry-[a-z]+-(\d+)-/.exec(name) ?? [];
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
