import { existsSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Slot } from './slot.ts';

/**
 * Set for every daemon of a lab and inherited by what it starts (containerd, shims, proxies), but not by containers:
 * it finds them all after their parents are gone, and nobody else's.
 */
export const MARKER = 'GANTRY_LAB';

const PATIENCE_MS = 15_000;

/** Kills the daemons of the slot, all that descends from them and all in its cgroups, and waits until they are gone. */
export async function endProcesses(slot: Slot): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const pids = ofSlot(slot);
    if (pids.size === 0) return;
    if (Date.now() > until) throw new Error(`Processes of ${slot.dir} will not end: ${[...pids].join(' ')}`);
    for (const group of cgroups(slot)) thaw(group); // a frozen process takes no signal on cgroup v1
    for (const pid of pids) kill(pid);
    await sleep(20);
  }
}

/** Removes the slot's cgroups from every hierarchy; the kernel lets go of them a moment after their last process. */
export async function removeCgroups(slot: Slot): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const left = cgroups(slot).toReversed().filter(cannotRemove);
    if (left.length === 0) return;
    if (Date.now() > until) throw new Error(`Cgroups will not go: ${left.join(' ')}`);
    await sleep(20);
  }
}

function ofSlot(slot: Slot): Set<number> {
  const mark = `\0${MARKER}=${slot.dir}\0`;
  const parents = new Map<number, number>();
  const found = new Set<number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const parent = parentOf(pid);
    if (parent === undefined) continue;
    parents.set(pid, parent);
    if (`\0${read(`/proc/${pid}/environ`)}\0`.includes(mark)) found.add(pid);
  }
  for (const group of cgroups(slot)) {
    for (const line of read(`${group}/cgroup.procs`).split('\n')) {
      if (parents.has(Number(line))) found.add(Number(line));
    }
  }
  let size = -1;
  while (size !== found.size) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return found;
}

/** The parent of a process; undefined if it is gone or a zombie, which only waits to be collected. */
function parentOf(pid: number): number | undefined {
  const line = read(`/proc/${pid}/stat`);
  const [state, parent] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return line === '' || state === 'Z' || state === 'X' ? undefined : Number(parent);
}

/** Every cgroup of the slot, parents before children, in each v1 hierarchy and in v2. */
function cgroups(slot: Slot): string[] {
  const root = '/sys/fs/cgroup';
  const found: string[] = [];
  const add = (path: string): void => {
    if (!existsSync(path)) return;
    found.push(path);
    for (const entry of entries(path)) add(`${path}/${entry}`);
  };
  add(`${root}/${slot.cgroup}`);
  for (const hierarchy of entries(root)) if (hierarchy !== slot.cgroup) add(`${root}/${hierarchy}/${slot.cgroup}`);
  return found;
}

function entries(path: string): string[] {
  try {
    const all = readdirSync(path, { withFileTypes: true });
    return all.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return []; // gone meanwhile
  }
}

function thaw(group: string): void {
  for (const [file, word] of [['freezer.state', 'THAWED'] as const, ['cgroup.freeze', '0'] as const]) {
    try {
      if (existsSync(`${group}/${file}`)) writeFileSync(`${group}/${file}`, word);
    } catch {
      // gone meanwhile, or frozen by its parent, which comes first in the list
    }
  }
}

function cannotRemove(group: string): boolean {
  try {
    rmdirSync(group);
    return false;
  } catch {
    return existsSync(group);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
