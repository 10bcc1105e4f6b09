import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { command, outcome } from './command.ts';
import type { Slot } from './slot.ts';

const links = z.array(
  z.object({
    ifname: z.optional(z.string()),
    addr_info: z.optional(z.array(z.object({ local: z.optional(z.string()) }))),
  }),
);
const routes = z.array(z.object({ dst: z.string() }));

/** Makes the bridge that the slot's engine uses in place of docker0. */
export async function addBridge(slot: Slot): Promise<void> {
  await command('ip', ['link', 'add', slot.bridge, 'type', 'bridge']);
  await command('ip', ['addr', 'add', `${slot.subnet}.1/24`, 'dev', slot.bridge]);
  await command('ip', ['link', 'set', slot.bridge, 'up']);
}

/** True if the machine already has a way to an address of the slot. */
export async function rangeTaken(slot: Slot): Promise<boolean> {
  const listed = routes.parse(JSON.parse((await command('ip', ['-json', '-4', 'route'])) || '[]'));
  return listed.some(({ dst }) => overlaps(slot, dst));
}

/**
 * Removes the slot's bridges and what hangs on them. The engine leaves the bridges of user-defined networks behind:
 * they are known by their addresses, or, with a subnet of their own, by the engine's network store.
 */
export async function cutOff(slot: Slot): Promise<void> {
  const bridges = links.parse(JSON.parse((await command('ip', ['-json', 'addr', 'show', 'type', 'bridge'])) || '[]'));
  const stored = await storedBridges(slot);
  for (const { ifname, addr_info: addresses = [] } of bridges) {
    if (ifname === undefined) continue;
    const inRange = addresses.some(({ local }) => local !== undefined && overlaps(slot, local));
    if (ifname === slot.bridge || inRange || stored.has(ifname)) await removeBridge(ifname);
  }
}

async function removeBridge(name: string): Promise<void> {
  const members = links.parse(
    JSON.parse((await outcome('ip', ['-json', 'link', 'show', 'master', name])).stdout || '[]'),
  );
  for (const { ifname } of members) {
    if (ifname !== undefined) await outcome('ip', ['link', 'delete', ifname]); // may go by itself with its namespace
  }
  const removed = await outcome('ip', ['link', 'delete', name]);
  if (removed.code !== 0 && !/cannot find/i.test(removed.stderr))
    throw new Error(`ip link delete ${name}: ${removed.stderr}`);
}

/** Names the engine gave to bridges, found in its store (a bolt file whose values are JSON). */
async function storedBridges(slot: Slot): Promise<Set<string>> {
  const store = await readFile(`${slot.dir}/data/network/files/local-kv.db`, 'latin1').catch(() => '');
  return new Set([...store.matchAll(/"BridgeName":"(br-[0-9a-f]{12})"/g)].map((match) => match[1] ?? ''));
}

/** True if the address or subnet (`10.213.8.0/24`, `10.0.0.0/8`) shares an address with the slot's /21. */
export function overlaps(slot: Pick<Slot, 'range'>, text: string): boolean {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/.exec(text);
  if (!match) return false;
  const [a = 0, b = 0, c = 0, d = 0] = match.slice(1, 5).map(Number);
  const size = 2 ** (32 - Number(match[5] ?? 32));
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const from = address - (address % size);
  const start = (10 * 256 + 213) * 65_536 + slot.range[0] * 256;
  const end = (10 * 256 + 213) * 65_536 + (slot.range[1] + 1) * 256;
  return from < end && from + size > start;
}
