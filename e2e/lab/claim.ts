import { link, lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { coverShared, uncoverShared, unmountAll } from './base/mounts.ts';
import { cutOff, rangeTaken } from './base/network.ts';
import { endProcesses, removeCgroups } from './base/processes.ts';
import { SLOTS, type Slot, slotAt } from './base/slot.ts';

/** Longer than anybody needs between making a folder and signing it; older unsigned folders are abandoned. */
const UNSIGNED_MS = 10_000;

/** Removes what labs left behind whose supervisor was killed, then takes a free slot for this process. */
export async function claimSlot(): Promise<Slot> {
  for (let index = 0; index < SLOTS; index += 1) {
    const slot = slotAt(index);
    // One that will not go is left to the next start: it must not keep new labs away.
    if (await takeOver(slot)) await releaseSlot(slot).catch(() => undefined);
  }
  for (let index = 0; index < SLOTS; index += 1) {
    const slot = slotAt(index);
    if (await takeFresh(slot)) {
      await wipe(slot); // the folder may have been deleted by hand while its bridge stayed
      if (!(await rangeTaken(slot))) {
        await coverShared();
        return slot;
      }
      await releaseSlot(slot);
    }
  }
  throw new Error(`No free lab: all of /tmp/gantry-lab-0 to ${SLOTS - 1} are in use, or their addresses are`);
}

/** Ends and removes everything that belongs to the slot and gives it back. Throws if something would not go. */
export async function releaseSlot(slot: Slot): Promise<void> {
  await wipe(slot);
  await rm(`${slot.dir}/owner`, { force: true });
  await rmdir(slot.dir);
}

async function wipe(slot: Slot): Promise<void> {
  await endProcesses(slot);
  await unmountAll(slot.dir);
  await uncoverShared();
  await cutOff(slot);
  await removeCgroups(slot);
  for (const name of await readdir(slot.dir)) {
    if (name !== 'owner') await rm(`${slot.dir}/${name}`, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function takeFresh(slot: Slot): Promise<boolean> {
  try {
    await mkdir(slot.dir, { mode: 0o755 }); // atomic: of two starters one makes it
  } catch {
    return false;
  }
  return sign(slot);
}

/** True if the slot's owner is gone and this process is the owner now. Of several that try, one succeeds. */
async function takeOver(slot: Slot): Promise<boolean> {
  const info = await lstat(slot.dir).catch(() => undefined);
  if (!info?.isDirectory() || info.uid !== process.getuid?.()) return false;
  const owner = await readFile(`${slot.dir}/owner`, 'utf8').catch(() => undefined);
  if (owner === undefined) return Date.now() - info.mtimeMs > UNSIGNED_MS && sign(slot);
  if (await isAlive(owner)) return false;
  try {
    await rename(`${slot.dir}/owner`, `${slot.dir}/owner.${process.pid}`);
  } catch {
    return false;
  }
  return sign(slot);
}

/** Writes down who owns the folder; a link appears complete or not at all, and never over another one. */
async function sign(slot: Slot): Promise<boolean> {
  const draft = `${slot.dir}/draft.${process.pid}`;
  await writeFile(draft, await identity(process.pid));
  try {
    await link(draft, `${slot.dir}/owner`);
    return true;
  } catch {
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Whether the process that a slot's file names runs; one that has ended and is not collected does not.
 * @param owner what the file says: its pid, its start and the boot
 */
export async function isAlive(owner: string): Promise<boolean> {
  const pid = Number(owner.split(' ')[0]);
  if (!Number.isInteger(pid) || pid < 1) return false;
  return (await identity(pid).catch(() => '')) === owner;
}

/**
 * A pid alone may be somebody else's by now: its start time (proc(5), field 22 of stat) and the boot make it one.
 * Empty for a zombie, which has ended and may wait long to be collected.
 */
async function identity(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return '';
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  return `${pid} ${fields[19] ?? ''} ${boot}`;
}
