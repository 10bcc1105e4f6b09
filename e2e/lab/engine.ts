import { rm, writeFile } from 'node:fs/promises';
import { api } from './api.ts';
import type { Slot } from './base/slot.ts';
import { type Daemon, startDaemon } from './daemon.ts';

export interface EngineSettings {
  /** Addresses of registries to trust without TLS. */
  readonly registries: readonly string[];
  /** Stands in for Docker's own registry: asked first for names without a registry. */
  readonly mirror: string | undefined;
  readonly liveRestore: boolean;
}

export function socketOf(slot: Slot): string {
  return `${slot.dir}/d.sock`;
}

/** Starts dockerd on the slot's data, new or left by an earlier one, and waits until it answers. */
export async function startDocker(
  slot: Slot,
  { dockerd, flags }: { readonly dockerd: string; readonly flags: readonly string[] },
  settings: EngineSettings,
): Promise<Daemon> {
  const socket = socketOf(slot);
  await rm(socket, { force: true }); // one left by a killed engine
  await rm(`${slot.dir}/dockerd.pid`, { force: true });
  // containerd dies with dockerd, but as long as nobody has collected it dockerd takes it for alive and waits for it.
  await rm(`${slot.dir}/exec/containerd/containerd.pid`, { force: true });
  await writeFile(`${slot.dir}/daemon.json`, '{}'); // else the machine's own /etc/docker/daemon.json counts
  return startDaemon(slot, 'dockerd', [dockerd, ...engineArguments(slot, settings), ...flags], async () => {
    const { status } = await api(socket, 'GET', '/_ping', undefined, 1000);
    return status === 200;
  });
}

function engineArguments(slot: Slot, { registries, mirror, liveRestore }: EngineSettings): string[] {
  return [
    ['--config-file', `${slot.dir}/daemon.json`],
    ['--data-root', `${slot.dir}/data`],
    ['--exec-root', `${slot.dir}/exec`],
    ['--pidfile', `${slot.dir}/dockerd.pid`],
    ['--host', `unix://${socketOf(slot)}`],
    ['--group', 'root'],
    ['--cgroup-parent', `/${slot.cgroup}`],
    ['--exec-opt', 'native.cgroupdriver=cgroupfs'],
    // A bridge of our own and no word to iptables or the kernel's forwarding: another engine on the machine keeps
    // its docker0 and its rules. (Never `--bridge none`: dockerd then deletes docker0.) Published ports are carried
    // by docker-proxy.
    ['--bridge', slot.bridge],
    ['--default-address-pool', slot.pool],
    ['--iptables=false', '--ip6tables=false', '--ip-masq=false', '--ip-forward=false'],
    ['--shutdown-timeout', '2'],
    // 20.10's BuildKit reads only the second spelling for an address of numbers.
    registries.flatMap((at) => ['--insecure-registry', at, '--insecure-registry', `http://${at}`]),
    mirror === undefined ? [] : ['--registry-mirror', `http://${mirror}`],
    liveRestore ? ['--live-restore'] : [],
  ].flat();
}

/** Loads an image archive; throws with the engine's words if it refuses. */
export async function loadImage(slot: Slot, archive: Buffer): Promise<void> {
  const { status, body } = await api(socketOf(slot), 'POST', '/images/load?quiet=1', archive, 60_000);
  if (status !== 200 || body.includes('"error"')) throw new Error(`Loading an image failed (${status}): ${body}`);
}
