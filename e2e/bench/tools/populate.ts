import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { api } from '../../lab/api.ts';
import { cliEnvironment, dockerOn } from '../../lab/cli.ts';
import type { Lab } from '../../lab/lab.ts';

export interface Wanted {
  readonly name: string;
  readonly command: readonly string[];
  readonly start: boolean;
}

/** Calls at a time: more do not make an engine faster. */
const concurrency = 8;
/** ms; an engine that is starting many containers keeps a caller waiting. */
const patience = 60_000;

/** One call of the engine's API; throws with the engine's words if it refuses. */
export async function ask(lab: Lab, method: string, path: string, body?: object): Promise<string> {
  const reply = await api(lab.socket, method, path, body, patience);
  if (reply.status >= 400) throw new Error(`${method} ${path}: ${reply.status} ${reply.body}`);
  return reply.body;
}

/** Runs the docker command and gives what it printed without the last line end; throws with what it said if it fails. */
export const docker = (lab: Lab, ...args: string[]): Promise<string> => dockerOn(() => lab)(...args);

/** Runs the docker command with its output to /dev/null, so that nothing but itself is measured. */
export async function dockerToNull(lab: Lab, ...args: string[]): Promise<void> {
  const child = spawn(lab.docker, args, { env: cliEnvironment(lab.dir, lab.socket), stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}`);
}

/** Makes containers from busybox, without a network, which is not measured and takes most of the time. Ids in order. */
export async function createContainers(lab: Lab, wanted: readonly Wanted[]): Promise<string[]> {
  const ids: string[] = [];
  const entries = wanted.entries();
  const worker = async () => {
    for (const [index, container] of entries) ids[index] = await create(lab, container);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return ids;
}

/** `count` containers that ended up alike; names have a common prefix and sort as numbered. */
export function alike(count: number, prefix: string, start: boolean): Wanted[] {
  return Array.from({ length: count }, (_, n) => ({
    name: `${prefix}-${String(n).padStart(4, '0')}`,
    command: ['sleep', '1000000'],
    start,
  }));
}

async function create(lab: Lab, { name, command, start }: Wanted): Promise<string> {
  const body = {
    Image: 'busybox',
    Cmd: command,
    Labels: { bench: name },
    HostConfig: { NetworkMode: 'none' },
    StopSignal: 'SIGKILL', // sleep as process 1 ignores the usual one: `stop` would last its whole grace time
  };
  const created: unknown = JSON.parse(await ask(lab, 'POST', `/containers/create?name=${name}`, body));
  if (typeof created !== 'object' || created === null || !('Id' in created))
    throw new Error('a container without an id');
  const id = String(created.Id);
  if (start) await ask(lab, 'POST', `/containers/${id}/start`);
  return id;
}
