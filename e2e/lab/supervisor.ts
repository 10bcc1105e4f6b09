/**
 * Owns one lab. It runs detached, in a mount namespace of its own, and takes everything away when its stdin ends,
 * which also happens when whoever started it is killed.
 */
import { createInterface } from 'node:readline';
import { busyboxArchive } from './busybox.ts';
import { claimSlot, releaseSlot } from './claim.ts';
import type { Daemon } from './daemon.ts';
import { loadImage, socketOf, startEngine } from './engine.ts';
import { limitDisk } from './mounts.ts';
import { addBridge } from './network.ts';
import { type Answer, type Ask, ask, type Wishes, wishes } from './protocol.ts';
import { startRegistry } from './registry.ts';
import type { Slot } from './slot.ts';

let slot: Slot | undefined;
let engine: Daemon | undefined;
let ending: Promise<void> | undefined;
/** Commands run one after the other. */
let queue = Promise.resolve();

process.stdout.on('error', () => undefined); // the starter is gone; the end of stdin says so too
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
process.on('uncaughtException', fail);

const settings = wishes.parse(JSON.parse(process.argv[2] ?? ''));
const lines = createInterface({ input: process.stdin });
lines.on('close', () => void end(0));
const begun = begin(settings).catch(fail);

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function begin(wish: Wishes): Promise<void> {
  slot = await claimSlot();
  await addBridge(slot);
  if (wish.disk > 0) await limitDisk(`${slot.dir}/data`, wish.disk);
  const registry = wish.registry ? await startRegistry(slot) : undefined;
  const authRegistry = wish.auth ? await startRegistry(slot, 'auth-registry', true) : undefined;
  const registries = [registry, authRegistry].filter((address) => address !== undefined);
  const start = async (at: Slot): Promise<Daemon> => startEngine(at, { ...wish, registries, mirror: registry });
  const [daemon, archive] = await Promise.all([start(slot), busyboxArchive(wish.busybox)]);
  engine = daemon;
  await loadImage(slot, archive);
  const place = slot;
  lines.on('line', (line) => {
    const order = ask.parse(JSON.parse(line));
    queue = queue.then(() => obey(order, () => start(place)));
  });
  const addresses = { ...(registry ? { registry } : {}), ...(authRegistry ? { authRegistry } : {}) };
  say({ is: 'ready', dir: slot.dir, socket: socketOf(slot), pid: engine.pid, ...addresses });
}

async function obey(order: Ask, start: () => Promise<Daemon>): Promise<void> {
  try {
    if (order.op === 'kill') await engine?.kill(order.signal);
    else if (engine?.alive() !== true) engine = await start();
    say({ is: 'done', id: order.id, pid: engine?.pid ?? 0 });
  } catch (error) {
    say({ is: 'refused', id: order.id, text: String(error) });
  }
}

function fail(error: unknown): void {
  say({ is: 'failed', text: error instanceof Error ? error.message : String(error) });
  void end(1);
}

/** Takes the lab down, once; what is under way is let finish first, so that nothing appears behind our back. */
function end(code: number): Promise<void> {
  ending ??= takeDown().then(
    () => process.exit(code),
    (error: unknown) => {
      say({ is: 'failed', text: String(error) });
      process.exit(1);
    },
  );
  return ending;
}

async function takeDown(): Promise<void> {
  await begun;
  await queue;
  if (slot) await releaseSlot(slot);
}
