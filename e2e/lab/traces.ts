import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { overlaps } from './network.ts';
import { MARKER } from './processes.ts';
import { slotAt } from './slot.ts';

/** Everything a lab in `dir` has on the machine right now, in words; empty after its end. For tests of the end. */
export function tracesOf(dir: string): string[] {
  const slot = slotAt(Number(dir.split('-').pop()));
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
