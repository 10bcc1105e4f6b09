import { chown, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { api } from '../api.ts';
import type { Slot } from '../base/slot.ts';
import { type Daemon, startDaemon } from '../daemon.ts';
import { type EngineSettings, socketOf } from '../engine.ts';
import type { Room } from './room.ts';

/** Starts dockerd as the user of its room, on the slot's data, new or left by an earlier one, and waits until it answers. */
export async function startRootlessDocker(slot: Slot, room: Room, settings: EngineSettings): Promise<Daemon> {
  const [home, run, scratch] = [`${slot.dir}/home`, `${slot.dir}/run`, `${slot.dir}/scratch`];
  for (const made of [home, run, scratch]) {
    await mkdir(made, { recursive: true });
    await chown(made, room.user, room.user);
  }
  const socket = `${run}/d.sock`;
  const pids = [`${run}/docker.pid`, `${run}/docker/containerd/containerd.pid`];
  for (const left of [socket, ...pids, socketOf(slot)]) await rm(left, { force: true });
  await symlink(socket, socketOf(slot));
  await writeFile(`${slot.dir}/daemon.json`, '{}'); // else that of its home counts
  const variables = {
    HOME: home,
    TMPDIR: scratch,
    XDG_RUNTIME_DIR: run,
    DOCKERD_ROOTLESS_ROOTLESSKIT_NET: 'slirp4netns',
    DOCKERD_ROOTLESS_ROOTLESSKIT_MTU: '1300',
  };
  const script = '/usr/share/docker.io/contrib/dockerd-rootless.sh';
  const start = room.enter(['/bin/sh', script, ...engineArguments(slot, run, settings)], variables);
  return startDaemon(slot, 'dockerd', start, async () => {
    const { status } = await api(socket, 'GET', '/_ping', undefined, 1000);
    return status === 200;
  });
}

/** It has a network of its own, so it may make its own bridge and rules. */
function engineArguments(slot: Slot, run: string, { registries, mirror, liveRestore }: EngineSettings): string[] {
  return [
    ['--config-file', `${slot.dir}/daemon.json`],
    ['--data-root', `${slot.dir}/home/docker`],
    ['--exec-root', `${run}/docker`],
    ['--pidfile', `${run}/docker.pid`],
    ['--host', `unix://${run}/d.sock`],
    ['--shutdown-timeout', '2'],
    registries.flatMap((at) => ['--insecure-registry', at, '--insecure-registry', `http://${at}`]),
    mirror === undefined ? [] : ['--registry-mirror', `http://${mirror}`],
    liveRestore ? ['--live-restore'] : [],
  ].flat();
}
