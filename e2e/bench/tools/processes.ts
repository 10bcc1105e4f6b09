import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** proc(5) counts in these; the kernel has given 100 per second to user space on every architecture for decades. */
const ticksPerSecond = 100;

/** How much of one core each process uses over the next `seconds`, in percent. */
export async function cpuShares(pids: readonly number[], seconds: number): Promise<number[]> {
  const before = await Promise.all(pids.map(cpuSeconds));
  const start = performance.now();
  await sleep(seconds * 1000);
  const after = await Promise.all(pids.map(cpuSeconds));
  const passed = (performance.now() - start) / 1000;
  return after.map((used, index) => (100 * (used - (before[index] ?? 0))) / passed);
}

/** User and system time of a process and its threads so far: fields 14 and 15 of /proc/PID/stat. */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is a name that may hold anything, in parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Memory of a process that is in RAM, in MB: more than its heap. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
