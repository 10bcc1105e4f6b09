/**
 * Owns one lab. It runs detached, in a mount namespace of its own, and takes everything away when its stdin ends,
 * which also happens when whoever started it is killed.
 */
import { createInterface } from 'node:readline';
import { limitDisk } from './base/mounts.ts';
import { addBridge } from './base/network.ts';
import type { Slot } from './base/slot.ts';
import { certificatesOf, makeCertificates, tlsFlags } from './certificates.ts';
import { claimSlot, releaseSlot } from './claim.ts';
import type { Daemon } from './daemon.ts';
import { type EngineSettings, loadImage, socketOf, startDocker } from './engine.ts';
import { busyboxArchive } from './images/busybox.ts';
import { startPodman } from './podman/podman.ts';
import { makeRoom } from './podman/room.ts';
import { startRootlessDocker } from './podman/rootless-docker.ts';
import { type Answer, type Ask, ask, type Wishes, wishes } from './protocol.ts';
import { freePort, startRegistry } from './registry.ts';

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
  // What has a room is on a network of its own, where this machine's loopback is not.
  const host = wish.program.is !== 'docker' ? `${slot.subnet}.1` : '127.0.0.1';
  const registry = wish.registry ? await startRegistry(slot, host) : undefined;
  const authRegistry = wish.auth ? await startRegistry(slot, host, 'auth-registry', true) : undefined;
  const registries = [registry, authRegistry].filter((address) => address !== undefined);
  const tlsPort = wish.program.is === 'docker' && wish.program.tls ? await freePort() : undefined;
  if (tlsPort !== undefined) await makeCertificates(certificatesOf(slot.dir));
  const start = await starter(slot, wish, { ...wish, registries, mirror: registry }, tlsPort);
  const [daemon, archive] = await Promise.all([start(), busyboxArchive(wish.busybox)]);
  engine = daemon;
  await loadImage(slot, archive);
  lines.on('line', (line) => {
    const order = ask.parse(JSON.parse(line));
    queue = queue.then(() => obey(order, start));
  });
  const addresses = {
    ...(registry ? { registry } : {}),
    ...(authRegistry ? { authRegistry } : {}),
    ...(tlsPort === undefined ? {} : { tlsPort }),
  };
  say({ is: 'ready', dir: slot.dir, socket: socketOf(slot), pid: engine.pid, ...addresses });
}

/** What starts the engine, for the first time and again. */
async function starter(
  at: Slot,
  { program }: Wishes,
  settings: EngineSettings,
  tlsPort: number | undefined,
): Promise<() => Promise<Daemon>> {
  if (program.is === 'docker') {
    const flags = [...program.flags, ...(tlsPort === undefined ? [] : tlsFlags(at, tlsPort))];
    return () => startDocker(at, { dockerd: program.dockerd, flags }, settings);
  }
  const room = await makeRoom(at, program);
  const start = program.is === 'podman' ? startPodman : startRootlessDocker;
  return () => start(at, room, settings);
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
