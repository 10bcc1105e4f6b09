import { join } from 'node:path';
import { parseRecord, record, text } from '../../base/json.ts';
import { type Destinations, readDestinations } from './containers-conf.ts';
import type { Address } from './endpoints.ts';
import { addressOf } from './host-address.ts';
import type { Look } from './look.ts';
import type { Machine } from './machine.ts';

export interface PodmanConnection {
  readonly name: string;
  readonly url: string;
  readonly source: 'podman';
  readonly address: Address;
  /** The file that says so. */
  readonly file: string;
  /** The virtual machine of Podman's that it leads into. */
  readonly machine?: string;
}

/** More than a person has; a file with more is damaged. */
const maxConnections = 200;

/**
 * Podman's connections and machines, its default first: those of `podman-connections.json`, which `podman system
 * connection` and `podman machine` write since version 5, then those of containers.conf, where older ones put them. A
 * name that both have is the first's.
 */
export async function readPodmanConnections(look: Look): Promise<readonly PodmanConnection[]> {
  const found = new Map<string, PodmanConnection>();
  let wanted: string | undefined;
  for (const file of await filesOf(look)) {
    const content = (await look.read(file)) ?? '';
    const { active, named } = file.endsWith('.json') ? jsonDestinations(content) : readDestinations(content);
    wanted ??= active;
    for (const [name, { uri, identity, isMachine }] of named) {
      if (uri === '' || found.has(name) || found.size >= maxConnections) continue;
      const machine = isMachine ? { machine: name.replace(/-root$/, '') } : {};
      found.set(name, { name, url: uri, source: 'podman', address: withIdentity(uri, identity), file, ...machine });
    }
  }
  return [...found.values()].sort((a, b) => Number(b.name === wanted) - Number(a.name === wanted));
}

/** In the order in which one wins over the next. */
async function filesOf(look: Look): Promise<readonly string[]> {
  const { machine } = look;
  const own = configFolder(machine);
  const json = connectionsFile(machine);
  const only = machine.env['CONTAINERS_CONF'];
  if (only) return [json, only];
  const folders = [own, ...(machine.platform === 'win32' ? [] : [`${machine.root}/etc/containers`])];
  const files: string[] = [json];
  for (const folder of folders) {
    const more = (await look.list(join(folder, 'containers.conf.d'))).filter((name) => name.endsWith('.conf'));
    // The last of them wins.
    files.push(...more.toReversed().map((name) => join(folder, 'containers.conf.d', name)));
    files.push(join(folder, 'containers.conf'));
  }
  return files;
}

/** The file that Podman keeps its connections in since version 5, whether it is there or not. */
export function connectionsFile(machine: Machine): string {
  return machine.env['PODMAN_CONNECTIONS_CONF'] || join(configFolder(machine), 'podman-connections.json');
}

function configFolder({ env, home, platform }: Machine): string {
  const base = platform === 'win32' ? env['APPDATA'] : env['XDG_CONFIG_HOME'];
  return join(base || join(home, '.config'), 'containers');
}

function jsonDestinations(content: string): Destinations {
  const connection = record(parseRecord(content)?.['Connection']);
  const entries = Object.entries(record(connection['Connections'])).slice(0, maxConnections);
  return {
    active: text(connection['Default']) || undefined,
    named: new Map(
      entries.map(([name, one]) => {
        const { URI, Identity, IsMachine } = record(one);
        return [
          name,
          {
            uri: text(URI),
            ...(text(Identity) ? { identity: text(Identity) } : {}),
            ...(IsMachine === true ? { isMachine: true } : {}),
          },
        ];
      }),
    ),
  };
}

function withIdentity(uri: string, identity: string | undefined): Address {
  // Podman's own manual writes sockets with one slash less.
  const address = addressOf(uri.replace(/^unix:\/\/(?=[^/])/, 'unix:///'), undefined);
  return address.kind === 'ssh' && identity ? { ...address, identity } : address;
}
