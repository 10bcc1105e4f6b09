import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { overlaps } from './base/network.ts';
import { MARKER } from './base/processes.ts';
import { slotOf } from './base/slot.ts';

/** How long a place that was given back may look taken, and how often to look, in ms: another lab is just taking it. */
export const givenBack = { timeout: 15_000, interval: 100 };

/**
 * Follows what the lab that has `dir` now has on the machine: everything at the time of a call, in words; empty after its
 * end. For tests of the end. A place that was given back is another lab's a moment later, which then is no trace.
 */
export function followTraces(dir: string): () => string[] {
  const owner = read(`${dir}/owner`);
  return () => {
    const now = read(`${dir}/owner`);
    return now === '' || now === owner ? tracesIn(dir) : [];
  };
}

function tracesIn(dir: string): string[] {
  const slot = slotOf(dir);
  return [
    existsSync(dir) ? `folder ${dir}` : '',
    ...readdirSync('/sys/class/net').filter((name) => name === slot.bridge),
    ...addresses().filter((address) => overlaps(slot, address)),
    ...readdirSync('/sys/fs/cgroup')
      .flatMap((hierarchy) => [`/sys/fs/cgroup/${hierarchy}/${slot.cgroup}`, `/sys/fs/cgroup/${slot.cgroup}`])
      .filter((path) => existsSync(path)),
    ...readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .flatMap((pid) => traceOfProcess(pid, dir)),
  ].filter((trace) => trace !== '');
}

/** Node's own list leaves out a bridge that nothing hangs on. */
function addresses(): string[] {
  const listed = execFileSync('ip', ['-oneline', '-4', 'addr'], { encoding: 'utf8' });
  return [...listed.matchAll(/ inet ([\d.]+)\//g)].map((match) => match[1] ?? '');
}

/** A process counts by its mark or its arguments, and its mount namespace by the mounts it holds. */
function traceOfProcess(pid: string, dir: string): string[] {
  const words = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  const marked = `\0${read(`/proc/${pid}/environ`)}\0`.includes(`\0${MARKER}=${dir}\0`);
  const found = marked || words.includes(`${dir}/`) ? [`process ${pid} ${words}`] : [];
  return read(`/proc/${pid}/mountinfo`).includes(` ${dir}/`) ? [...found, `mounts in process ${pid}`] : found;
}

/** A zombie has neither arguments nor mounts, so it does not count. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
