import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import type { EngineSource } from '../../app/engine.ts';
import { readContexts } from './cli-contexts.ts';
import type { Address, Endpoint } from './endpoints.ts';
import { addressOf, envTls } from './host-address.ts';
import { type Machine, thisMachine } from './machine.ts';
import { defaultSocket, existingSockets } from './sockets.ts';

interface Found {
  readonly name: string;
  readonly url: string;
  readonly source: EngineSource;
  readonly address: Address;
}

/**
 * Every engine this machine offers, best first, in the docker CLI's own order: DOCKER_HOST, the current context (or
 * the default socket if there is none), the other contexts, then the sockets of the engines we know. Each engine comes
 * once, however many names lead to it. Never empty: if nothing is there, the default socket is named, so that a person
 * can be told what is missing. Damaged configuration is skipped.
 */
export async function findEndpoints(env: NodeJS.ProcessEnv, machine: Machine = thisMachine(env)): Promise<Endpoint[]> {
  const fallback = defaultSocket(machine);
  const sockets = await existingSockets(machine);
  const { current, others } = await readContexts(machine);
  const first = sockets.filter(({ url }) => url === fallback.url);
  const found: Found[] = [...(await fromEnv(machine)), ...(current ? [current] : first), ...others, ...sockets];
  return unique(found.length > 0 ? found : [fallback]);
}

async function fromEnv(machine: Machine): Promise<Found[]> {
  const host = machine.env['DOCKER_HOST']?.trim();
  if (!host) return [];
  const address = addressOf(host, await envTls(machine));
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

async function unique(found: readonly Found[]): Promise<Endpoint[]> {
  const endpoints = new Map<string, Endpoint>();
  for (const { name, url, source, address } of found) {
    const key = await keyOf(address, url);
    if (!endpoints.has(key)) endpoints.set(key, { id: idOf(url), name, url, source, address });
  }
  return [...endpoints.values()];
}

/** Two names of one socket (`/var/run` is often a link to `/run`, Docker Desktop links its own) are one engine. */
async function keyOf(address: Address, url: string): Promise<string> {
  if (address.kind !== 'unix') return url;
  return `unix://${await realpath(address.path).catch(() => address.path)}`;
}

function idOf(url: string): string {
  return `e${createHash('sha256').update(url).digest('hex').slice(0, 12)}`;
}
