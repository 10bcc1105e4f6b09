import { readdir, readFile } from 'node:fs/promises';

/** What Linux tells of a process, as far as it says where that belongs. */
interface Membership {
  readonly pid: number;
  readonly group: number;
  readonly session: number;
}

/**
 * Sends a signal to all that a process started, which leads a group of its own. On Linux also to what has left the group
 * but not its session, as the docker command's plugins may. Ended ones are no error.
 */
export async function signalGroup(leader: number, signal: NodeJS.Signals): Promise<void> {
  sendSignal(-leader, signal);
  for (const { pid, group } of await membersOf(leader)) if (group !== leader) sendSignal(pid, signal);
}

/** Whether anything of the group is left. What has ended and only waits to be asked for how does not count. */
export async function groupLives(leader: number): Promise<boolean> {
  if (process.platform === 'linux') return (await membersOf(leader)).length > 0;
  return sendSignal(process.platform === 'win32' ? leader : -leader, 0);
}

/** Sends a signal, to a whole group by its negative number; whether there was one to send it to. */
export function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Every process of this machine; none where the system is not Linux, whose /proc tells. */
export async function processIds(): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  return (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
}

async function membersOf(leader: number): Promise<readonly Membership[]> {
  const all = await Promise.all((await processIds()).map(readMembership));
  return all.filter((one) => one !== undefined).filter(({ group, session }) => group === leader || session === leader);
}

async function readMembership(pid: number): Promise<Membership | undefined> {
  // It may end at any time.
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name before may hold anything, also a bracket.
  const [state, , group, session] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (state === undefined || state === '' || 'ZX'.includes(state)) return undefined;
  return { pid, group: Number(group), session: Number(session) };
}
