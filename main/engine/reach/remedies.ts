import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Problem } from '../../../app/rpc/problem.ts';
import { cliWord } from '../../../app/text/command-line.ts';
import { text } from '../../base/json.ts';
import type { Address } from '../endpoints/endpoints.ts';
import { type Machine, readSmall } from '../endpoints/machine.ts';
import { starterOf } from '../endpoints/starters.ts';

/** The command line that mends a problem, its own or one of this machine; undefined where none is known. Runs nothing. */
export async function remedyFor(problem: Problem, address: Address, machine: Machine): Promise<string | undefined> {
  switch (problem.reason) {
    case 'no-socket':
    case 'nothing-listens':
      return start(address, machine);
    case 'socket-denied':
      return address.kind === 'unix' ? letIn(address.path, machine) : undefined;
    case 'ssh-missing':
      return machine.platform === 'linux' ? 'sudo apt-get install openssh-client' : undefined;
    default:
      return text(problem.params['command']) || undefined;
  }
}

async function start(address: Address, machine: Machine): Promise<string | undefined> {
  const starter = starterOf({ address }, machine);
  if (!starter) return undefined;
  const { program, args } = starter;
  if (program !== 'systemctl') return lineOf(program, ...args);
  const own = args.includes('--user');
  const sudo = own || machine.uid === 0 ? [] : ['sudo'];
  const unit = args.at(-1) ?? '';
  // Without systemd, as in many a WSL, services are scripts.
  if (!own && !(await isThere(`${machine.root}/run/systemd/system`))) return lineOf(...sudo, 'service', unit, 'start');
  // A socket of systemd's starts its engine each time that somebody comes.
  const verb = unit.endsWith('.socket') ? ['enable', '--now'] : ['start'];
  return lineOf(...sudo, program, ...(own ? ['--user'] : []), ...verb, unit);
}

/** Into the group that owns the socket. Where that is root's own, a Podman of one's own is the way. */
async function letIn(path: string, machine: Machine): Promise<string | undefined> {
  const group = await groupOf(path, machine);
  if (group === undefined) return undefined;
  if (group !== 'root') return lineOf('sudo', 'usermod', '-aG', group, userInfo().username);
  return path.includes('podman') ? lineOf('systemctl', '--user', 'enable', '--now', 'podman.socket') : undefined;
}

async function groupOf(path: string, machine: Machine): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  const groups = (await readSmall(`${machine.root}/etc/group`)) ?? '';
  const line = groups.split('\n').find((line) => line.split(':')[2] === String(found?.gid));
  return line?.split(':')[0];
}

function lineOf(...words: readonly string[]): string {
  return words.map(cliWord).join(' ');
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
