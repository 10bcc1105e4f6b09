import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTaken } from '../../disk/process-mark.ts';

const name = /^gantry-self-test-(\d{1,10})-/;

/**
 * Makes a profile for one self-test, which goes with this process; those of processes that died before they could take
 * theirs away go now. Returns its path.
 */
export function selfTestProfile(): string {
  sweep(tmpdir());
  const profile = mkdtempSync(join(tmpdir(), `gantry-self-test-${process.pid}-`));
  process.once('exit', () => remove(profile));
  return profile;
}

function sweep(folder: string): void {
  for (const entry of readdirSync(folder)) {
    const pid = Number(name.exec(entry)?.[1] ?? 0);
    const path = join(folder, entry);
    if (pid > 0 && !isTaken(pid) && isOurs(path)) remove(path);
  }
}

/** The folder of temporary files is everybody's. */
function isOurs(path: string): boolean {
  try {
    const info = lstatSync(path);
    return info.isDirectory() && (process.getuid === undefined || info.uid === process.getuid());
  } catch {
    return false;
  }
}

/** Chromium may still be writing: what it leaves then is for the next one to sweep. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // See above.
  }
}
