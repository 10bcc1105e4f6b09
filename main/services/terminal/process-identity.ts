import { hostname } from 'node:os';
import * as z from 'zod/mini';
import { readTextWithin } from '../../disk/read-file.ts';

/** Which process this is, so that a later one can tell whether it still runs: a process id alone is used again. */
export const ProcessIdentity = z.object({
  pid: z.int().check(z.minimum(1)),
  /** When it began, in the system's own words, where that can be asked of any process (Linux); else empty. */
  began: z.string().check(z.maxLength(200)),
  /** A data folder may lie on a disk that several machines share. */
  machine: z.string().check(z.maxLength(300)),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

export async function ownIdentity(): Promise<ProcessIdentity> {
  return { pid: process.pid, began: (await beginningOf(process.pid)) ?? '', machine: hostname() };
}

/** Whether that very process may still run. Where it cannot be told, it may. */
export async function mayRun({ pid, began, machine }: ProcessIdentity): Promise<boolean> {
  if (machine !== hostname()) return true;
  const now = await beginningOf(pid);
  if (began !== '') return now === began;
  // Whoever wrote it was not us: we have just begun.
  return pid !== process.pid && (now !== undefined || isAlive(pid));
}

/** Differs between any two processes of a machine that have the same id. Undefined where there is none, or no `/proc`. */
async function beginningOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = await readTextWithin(`/proc/${pid}/stat`, 4096);
    // The second field is the program's name, which may hold anything: fields are counted from behind it.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const boot = (await readTextWithin('/proc/sys/kernel/random/boot_id', 100)).trim();
    return `${boot} ${ticks}`;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
