import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as z from 'zod/mini';
import { runChild } from '../processes/child.ts';

/**
 * Names one run of one program, so that another one can tell later whether it still runs. A process id alone does not:
 * it is given out again. Nor does a time of the clock, which is set, or stands still while the machine sleeps.
 */
export const ProcessMark = z.object({
  pid: z.int().check(z.minimum(1)),
  /** When the process began, in the system's words; '' where it does not say. */
  started: z.string(),
  machine: z.string(),
  /** Of this start of the machine; '' where it has none. */
  boot: z.string(),
  /** Where the process id counts: in a container the same number is another process. '' where there is one such space. */
  space: z.string(),
});
export type ProcessMark = z.infer<typeof ProcessMark>;

/** The mark of this very process. */
export async function ownMark(): Promise<ProcessMark> {
  const [id, boot, pids, times, began] = await Promise.all([
    readFile('/etc/machine-id', 'utf8').catch(() => ''),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    readlink('/proc/self/ns/pid').catch(() => ''),
    // The start of a process is told in the reader's own count of time.
    readlink('/proc/self/ns/time').catch(() => ''),
    startOf(process.pid),
  ]);
  const machine = createHash('sha256').update(`${id.trim()} ${hostname()}`).digest('hex').slice(0, 16);
  return { pid: process.pid, started: began.text, machine, boot: boot.trim(), space: `${pids} ${times}`.trim() };
}

/** Whether the process of a mark still runs; `unknown` where nothing here can say. */
export async function fateOf(mark: ProcessMark): Promise<'lives' | 'gone' | 'unknown'> {
  const own = await ownMark();
  if (mark.machine !== own.machine) return 'unknown';
  if (mark.boot !== own.boot) return 'gone';
  if (mark.space !== own.space) return 'unknown';
  if (!isTaken(mark.pid)) return 'gone';
  const now = await startOf(mark.pid);
  if (now.ended) return 'gone';
  if (mark.started === '' || now.text === '') return 'unknown';
  return mark.started === now.text ? 'lives' : 'gone';
}

/** Whether a process has this id now. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

interface Start {
  readonly text: string;
  /** It is dead already, and only its parent has not taken note. */
  readonly ended: boolean;
}

async function startOf(pid: number): Promise<Start> {
  if (process.platform === 'darwin') {
    const env = { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' };
    return { text: await toldByPs(pid, env), ended: false };
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  // The second field is the program's name, which may hold anything; the third is the state, the 22nd the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { text: fields[19] ?? '', ended: fields[0] === 'Z' || fields[0] === 'X' };
}

/** '' where it does not say, within a second. */
async function toldByPs(pid: number, env: NodeJS.ProcessEnv): Promise<string> {
  let text = '';
  const signal = AbortSignal.timeout(1000);
  const onOutput = (piece: Buffer): void => void (text = `${text}${piece.toString()}`.slice(0, 200));
  const order = { command: 'ps', args: ['-o', 'lstart=', '-p', String(pid)], env, signal, limit: 500, onOutput };
  const code = await runChild(order).catch(() => 1);
  return code === 0 ? text.trim() : '';
}
