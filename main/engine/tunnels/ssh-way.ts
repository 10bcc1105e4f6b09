import { connect } from 'node:net';
import { type ProblemError, problem } from '../../../app/rpc/problem.ts';
import { DialDoor } from './dial-door.ts';
import { joinGroup, startEngine } from './ssh-commands.ts';
import type { SshLine } from './ssh-line.ts';
import type { MachineFacts } from './ssh-shell.ts';
import type { SshTarget } from './ssh-target.ts';

/** ms for an engine to say anything. */
const answerTime = 15_000;

/**
 * The path of a socket here that leads to the engine there. The engine's socket is forwarded where the machine lets it be:
 * a stream through it needs no process over there, and a machine takes ten commands at once, not more (MaxSessions of its
 * sshd). Which socket, the docker command over there knows. Elsewhere each stream is a `docker system dial-stdio`, or
 * Podman's. Rejects with what is in the way.
 */
export async function wayThrough(line: SshLine, target: SshTarget): Promise<string> {
  const { facts } = line;
  const socket = target.path ?? (facts && socketOf(facts));
  if (socket !== undefined && facts?.sockets.find(({ path }) => path === socket)?.open !== false) {
    const here = await line.forward(socket);
    if (here !== undefined && (await answers(here))) return here;
    await line.unforward();
  }
  let words = '';
  for (const command of commandsOf(facts, target.path)) {
    const door = await DialDoor.open(line, command);
    if (await answers(door.path)) return door.path;
    words = door.words || words;
    door.close();
  }
  throw inTheWay(target, facts, socket, words);
}

/** The socket that the docker command goes to, and nothing else where there is that command: else any that is there. */
function socketOf({ host, sockets }: MachineFacts): string | undefined {
  if (host !== undefined) return host.startsWith('unix://') ? host.slice('unix://'.length) : undefined;
  return (sockets.find(({ open }) => open) ?? sockets[0])?.path;
}

/** Programs that speak with an engine by their standard input and output. */
function commandsOf(facts: MachineFacts | undefined, path: string | undefined): readonly (readonly string[])[] {
  const docker = ['docker', ...(path === undefined ? [] : ['--host', `unix://${path}`]), 'system', 'dial-stdio'];
  if (!facts) return [docker];
  // Without either it looks for no service.
  const podman = [
    'podman',
    ...(path === undefined ? ['--remote'] : ['--url', `unix://${path}`]),
    'system',
    'dial-stdio',
  ];
  return [
    ...(facts.docker === undefined ? [] : [[inPlace(facts.docker, 'docker'), ...docker.slice(1)]]),
    ...(facts.podman === undefined ? [] : [[inPlace(facts.podman, 'podman'), ...podman.slice(1)]]),
  ];
}

/** The whole path, as the shell for a command may know fewer folders; the name where its shell would read more into it. */
function inPlace(path: string, name: string): string {
  return /^[\w./-]+$/.test(path) ? path : name;
}

function inTheWay(
  target: SshTarget,
  facts: MachineFacts | undefined,
  socket: string | undefined,
  words: string,
): ProblemError {
  const { host, path } = target;
  const detail = words.trim() ? { detail: words.trim().slice(-2_000) } : {};
  const at = socket ?? '/var/run/docker.sock';
  const found = facts?.sockets.find((one) => one.path === at);
  const user = facts?.user ?? '';
  if (found?.open === false || /permission denied/i.test(words)) {
    return problem('permission-denied', 'ssh-socket-denied', {
      params: { host, socket: at, user, command: joinGroup(target, user) },
      ...detail,
    });
  }
  const command = facts?.docker ?? facts?.podman;
  if (facts && command === undefined && facts.sockets.length === 0 && path === undefined) {
    return problem('engine-unreachable', 'ssh-no-engine', { params: { host }, ...detail });
  }
  if (found?.open && command === undefined)
    return problem('unsupported', 'ssh-no-stream', { params: { host }, ...detail });
  return problem('engine-unreachable', 'ssh-engine-down', {
    params: { host, socket: at, command: startEngine(target, at) },
    ...detail,
  });
}

/** Whether an engine says anything at a socket; Docker and Podman answer a ping of HTTP's first version. */
async function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (said: boolean): void => {
      socket.destroy();
      resolve(said);
    };
    socket.setTimeout(answerTime, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('data', () => end(true));
    socket.on('connect', () => socket.write('GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n'));
  });
}
