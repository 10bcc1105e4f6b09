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
  send(-leader, signal);
  for (const { pid, group } of await membersOf(leader)) if (group !== leader) send(pid, signal);
}

/** Whether anything of the group is left. What has ended and only waits to be asked for how does not count. */
export async function groupLives(leader: number): Promise<boolean> {
  if (process.platform === 'linux') return (await membersOf(leader)).length > 0;
  return send(process.platform === 'win32' ? leader : -leader, 0);
}

/** Whether there was one to send it to. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function membersOf(leader: number): Promise<readonly Membership[]> {
  if (process.platform !== 'linux') return [];
  const names = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(names.map(async (name) => readMembership(Number(name))));
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
