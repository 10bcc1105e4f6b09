import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { TlsPaths } from '../../../app/engines/connections.ts';
import type { EngineId, EngineSource } from '../../../app/engines/engine.ts';
import { type Cause, cause } from '../../../app/rpc/problem.ts';
import { readContexts } from './cli-contexts.ts';
import type { Address, Endpoint, OwnEngine, TlsFiles } from './endpoints.ts';
import { addressOf, envTls } from './host-address.ts';
import { Look } from './look.ts';
import { type Machine, thisMachine } from './machine.ts';
import { readPodmanConnections } from './podman-connections.ts';
import { defaultSocket, existingSockets } from './sockets.ts';

/** As pages may write them (`app/connections.ts`): what is longer in a file of others is nothing that its program wrote. */
const longestName = 100;
const longestAddress = 2048;

interface Found {
  readonly name: string;
  readonly url: string;
  readonly source: EngineSource;
  readonly address: Address;
  readonly file?: string;
  readonly machine?: string;
  readonly tls?: TlsPaths;
}

/** Every engine that this machine offers, as `searchEngines` finds them. */
export function findEndpoints(env: NodeJS.ProcessEnv, machine: Machine = thisMachine(env)): Promise<Endpoint[]> {
  return searchEngines(new Look(machine), []);
}

/**
 * Every engine this machine offers, best first, in the docker CLI's own order: DOCKER_HOST, the current context (or
 * the default socket if there is none), the other contexts, Podman's connections, then the sockets of the engines we know,
 * and at last those that a person added. Each engine comes once, however many names lead to it; one that a person added
 * is theirs wherever it is found. Never empty: if nothing is there, the default socket is named, so that a person
 * can be told what is missing. Damaged configuration is skipped. Never rejects.
 */
export async function searchEngines(look: Look, own: readonly OwnEngine[]): Promise<Endpoint[]> {
  const fallback = defaultSocket(look.machine);
  const sockets = await existingSockets(look);
  const { current, others } = await readContexts(look);
  const podman = await readPodmanConnections(look);
  const first = sockets.filter(({ url }) => url === fallback.url);
  const env = await fromEnv(look);
  const theirs = await Promise.all(own.map((one) => ownEngine(one, look)));
  const found: Found[] = [...env, ...(current ? [current] : first), ...others, ...podman, ...sockets, ...theirs];
  const whole = found.filter(({ url }) => url.length <= longestAddress);
  return unique(whole.length > 0 ? whole : [fallback], theirs);
}

async function fromEnv(look: Look): Promise<Found[]> {
  const host = look.machine.env['DOCKER_HOST']?.trim();
  if (!host) return [];
  const address = addressOf(host, await envTls(look));
  return [{ name: nameOf(address), url: host, source: 'DOCKER_HOST', address }];
}

function nameOf(address: Address): string {
  switch (address.kind) {
    case 'tcp':
      return address.host;
    case 'unix':
    case 'npipe':
      return address.path.includes('podman') ? 'Podman' : 'Docker';
    case 'ssh':
    case 'invalid':
      return 'DOCKER_HOST';
  }
}

/** Where one leads that a person adds, with what is in its files now. Never rejects: it may be an address that leads nowhere. */
export async function addressOfOwn({ url, tls }: Omit<OwnEngine, 'name'>, look: Look): Promise<Address> {
  return addressOf(url, tls && (await readTls(tls, look)));
}

async function ownEngine({ name, url, tls }: OwnEngine, look: Look): Promise<Found> {
  const address = await addressOfOwn({ url, ...(tls ? { tls } : {}) }, look);
  return { name, url, source: 'own', address, ...(tls ? { tls } : {}) };
}

/** What the files hold; what is missing where one of them cannot be read. */
async function readTls(paths: TlsPaths, look: Look): Promise<TlsFiles | Cause> {
  const files: { ca?: string; cert?: string; key?: string; skipVerify: boolean } = { skipVerify: false };
  for (const part of ['ca', 'cert', 'key'] as const) {
    const path = paths[part];
    if (path === undefined) continue;
    const text = isAbsolute(path) ? await look.read(path) : undefined;
    if (text === undefined) return cause('tls-file-missing', { file: path });
    files[part] = text;
  }
  return files;
}

async function unique(found: readonly Found[], own: readonly Found[]): Promise<Endpoint[]> {
  const keyed = async (one: Found): Promise<[key: string, Found]> => [await engineKey(one.address, one.url), one];
  const owned = new Map((await Promise.all(own.map(keyed))).toReversed());
  const endpoints = new Map<string, Endpoint>();
  for (const [key, one] of await Promise.all(found.map(keyed))) {
    const { url, ...rest } = owned.get(key) ?? one;
    if (endpoints.has(key)) continue;
    endpoints.set(key, { id: engineIdOf(url), url, ...rest, name: rest.name.slice(0, longestName) });
  }
  return [...endpoints.values()];
}

/** Two names of one socket (`/var/run` is often a link to `/run`, Docker Desktop links its own) are one engine. */
export async function engineKey(address: Address, url: string): Promise<string> {
  if (address.kind !== 'unix') return url;
  return `unix://${await realpath(address.path).catch(() => address.path)}`;
}

/** The id of what an address, as the docker CLI writes it, leads to. */
export function engineIdOf(url: string): EngineId {
  return `e${createHash('sha256').update(url).digest('hex').slice(0, 12)}`;
}
