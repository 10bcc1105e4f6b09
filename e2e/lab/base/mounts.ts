import { mkdir, readdir, readFile, rmdir } from 'node:fs/promises';
import { command, outcome } from './command.ts';

/** Folders that dockerd and containerd write to wherever their data is told to be. */
const SHARED = ['/etc/docker', '/opt/containerd', '/run/containerd', '/run/docker'];

/** Puts an empty file system over each shared folder, in this mount namespace only: what is written there is ours. */
export async function coverShared(): Promise<void> {
  for (const folder of SHARED) {
    await mkdir(folder, { recursive: true });
    await command('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', folder]);
  }
}

/** Undoes `coverShared`. Folders that are empty beneath go too, unless another lab has them covered. */
export async function uncoverShared(): Promise<void> {
  const points = new Set(await mountPoints());
  for (const folder of SHARED) if (points.has(folder)) await command('umount', [folder]);
  const labs = (await readdir('/tmp')).filter((name) => /^gantry-lab-\d+$/.test(name));
  if (labs.length > 1) return;
  for (const folder of SHARED) await rmdir(folder).catch(() => undefined); // not empty: another engine's
}

/** Gives a folder a disk of its own of so many MB, in this mount namespace only. */
export async function limitDisk(folder: string, megabytes: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await command('mount', ['-t', 'tmpfs', '-o', `mode=710,size=${megabytes}m`, 'tmpfs', folder]);
}

/** Takes away every mount below `dir` in this mount namespace, the newest first; throws if one stays. */
export async function unmountAll(dir: string): Promise<void> {
  for (const point of await mountsBelow(dir)) {
    const plain = await outcome('umount', [point]);
    if (plain.code !== 0) await outcome('umount', ['--lazy', point]);
  }
  const left = await mountsBelow(dir);
  if (left.length > 0) throw new Error(`Mounts will not go: ${left.join(' ')}`); // deleting through them would do harm
}

async function mountsBelow(dir: string): Promise<string[]> {
  return (await mountPoints()).filter((point) => point.startsWith(`${dir}/`)).toReversed();
}

/** Every mount point of this namespace, in the order of mounting (proc(5), field 5 of mountinfo, octal escapes). */
async function mountPoints(): Promise<string[]> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n');
  return lines
    .map((line) => line.split(' ')[4] ?? '')
    .map((point) => point.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8))));
}
