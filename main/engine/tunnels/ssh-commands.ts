import { cliWord } from '../../../app/text/command-line.ts';
import { destination, type SshTarget } from './ssh-target.ts';

/** Command lines that a person runs in a terminal to mend what is in the way of ssh, or over there. */

/** Lets the machine know the person's key. */
export function copyKey({ user, host, port, identity }: SshTarget): string {
  const key = identity === undefined ? [] : ['-i', identity];
  const at = port === undefined ? [] : ['-p', String(port)];
  return lineOf('ssh-copy-id', ...key, ...at, user === undefined ? host : `${user}@${host}`);
}

/** Logs in, to see what ssh says. */
export function logIn(target: SshTarget): string {
  return lineOf('ssh', ...words(target));
}

/** Forgets the key that a host had, where ssh remembers it. */
export function forgetKey({ host, port, known }: SshTarget): string {
  const name = port === undefined || port === 22 ? host : `[${host}]:${port}`;
  return lineOf('ssh-keygen', ...(known ? ['-f', known.file] : []), '-R', known?.name ?? name);
}

/** Starts the engine of a socket over there. */
export function startEngine(target: SshTarget, socket: string): string {
  const unit = socket.includes('podman') ? ['enable', '--now', 'podman.socket'] : ['start', 'docker'];
  const own = socket.startsWith('/run/user/');
  return overThere(target, ...(own ? ['systemctl', '--user'] : ['sudo', 'systemctl']), ...unit);
}

/** Lets a user over there use Docker's socket. */
export function joinGroup(target: SshTarget, user: string): string {
  return overThere(target, 'sudo', 'usermod', '-aG', 'docker', user);
}

/** Whoever becomes root over there is asked for it at a terminal. */
function overThere(target: SshTarget, ...command: readonly string[]): string {
  return lineOf('ssh', '-t', ...words(target), ...command);
}

function words(target: SshTarget): readonly string[] {
  return destination(target).filter((word) => word !== '--');
}

function lineOf(...words: readonly string[]): string {
  return words.map(cliWord).join(' ');
}
