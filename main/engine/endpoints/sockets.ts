import { join } from 'node:path';
import type { Address } from './endpoints.ts';
import type { Look } from './look.ts';
import type { Machine } from './machine.ts';

export interface KnownSocket {
  readonly name: string;
  readonly url: string;
  readonly source: 'default';
  readonly address: Address;
}

/** Where the engines we know put their sockets. A `*` stands for any one folder. */
function candidates({ env, home, platform, uid, root }: Machine): [name: string, path: string][] {
  const runtime = env['XDG_RUNTIME_DIR'] || (uid === undefined ? undefined : `${root}/run/user/${uid}`);
  const podmanMachine = join(home, '.local/share/containers/podman/machine');
  const mac: [string, string][] = [
    ['Podman', join(podmanMachine, 'podman.sock')],
    ['Podman', join(podmanMachine, '*', 'podman.sock')],
    ['Podman', join(env['TMPDIR'] || '/tmp', 'podman', 'podman-machine-default-api.sock')],
  ];
  return [
    ['Docker', `${root}/var/run/docker.sock`],
    ...(runtime ? [['Docker (rootless)', join(runtime, 'docker.sock')] satisfies [string, string]] : []),
    ['Docker Desktop', join(home, '.docker/run/docker.sock')],
    ['Docker Desktop', join(home, '.docker/desktop/docker.sock')],
    ['Podman', `${root}/run/podman/podman.sock`],
    ...(runtime ? [['Podman (rootless)', join(runtime, 'podman/podman.sock')] satisfies [string, string]] : []),
    ...(platform === 'darwin' ? mac : []),
    ['Colima', join(home, '.colima/*/docker.sock')],
    ['OrbStack', join(home, '.orbstack/run/docker.sock')],
    ['Rancher Desktop', join(home, '.rd/docker.sock')],
    ['Lima', join(home, '.lima/*/sock/docker.sock')],
  ];
}

const pipes: readonly (readonly [name: string, pipe: string])[] = [
  ['Docker', 'docker_engine'],
  ['Docker Desktop', 'dockerDesktopLinuxEngine'],
  ['Podman', 'podman-machine-default'],
];

/** The socket that the docker CLI uses when nothing is configured, whether it is there or not. */
export function defaultSocket(machine: Machine): KnownSocket {
  return machine.platform === 'win32'
    ? pipeAt('Docker', 'docker_engine')
    : socketAt('Docker', `${machine.root}/var/run/docker.sock`);
}

/** The known sockets that are there. */
export async function existingSockets(look: Look): Promise<KnownSocket[]> {
  if (look.machine.platform === 'win32') return existingPipes(look);
  const found: KnownSocket[] = [];
  for (const [name, pattern] of candidates(look.machine)) {
    for (const { path, star } of await expand(pattern, look)) {
      const label = star && star !== 'default' ? `${name} (${star})` : name;
      if (await look.isSocket(path)) found.push(socketAt(label, path));
    }
  }
  return found;
}

function socketAt(name: string, path: string): KnownSocket {
  return { name, url: `unix://${path}`, source: 'default', address: { kind: 'unix', path } };
}

function pipeAt(name: string, pipe: string): KnownSocket {
  return {
    name,
    url: `npipe:////./pipe/${pipe}`,
    source: 'default',
    address: { kind: 'npipe', path: `\\\\.\\pipe\\${pipe}` },
  };
}

/** Windows lists its pipes like files of a folder; opening one to see whether it is there would count as a client. */
async function existingPipes(look: Look): Promise<KnownSocket[]> {
  const names = new Set(await look.list('\\\\.\\pipe\\'));
  return pipes.filter(([, pipe]) => names.has(pipe)).map(([name, pipe]) => pipeAt(name, pipe));
}

async function expand(pattern: string, look: Look): Promise<{ path: string; star?: string }[]> {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return [{ path: pattern }];
  return (await look.list(before)).map((star) => ({ path: `${before}${star}${after}`, star }));
}
