import { command } from '../base/command.ts';
import type { Slot } from '../base/slot.ts';
import { type Daemon, startDaemon } from '../daemon.ts';
import { PLAIN_USER } from '../programs/system-root.ts';

/**
 * Moves the shell into the slot's cgroups, makes them the roots of all hierarchies, and another system the root of all files.
 * Whatever a Podman then starts, also what outlives it, is in these cgroups, by which the end of a lab finds it; and whatever
 * it mounts goes with the last of these processes. crun takes no v1 hierarchies with a v2 one beside them, so that is hidden;
 * a plain user's network needs a tun device, which may be root's alone.
 */
const BEGIN = `set -eu
cd /sys/fs/cgroup
if [ -e cgroup.procs ]; then hierarchies=.; else hierarchies=*; fi
for at in $hierarchies; do
  mkdir -p "$at/$CGROUP"
  for file in cpuset.cpus cpuset.mems; do
    if [ -e cgroup.procs ] || [ ! -e "$at/$file" ]; then continue; fi
    cat "$at/$file" >"$at/$CGROUP/$file"
  done
  echo $$ >"$at/$CGROUP/cgroup.procs"
done
exec unshare --mount --net --cgroup --propagation private /bin/sh -c "$INSIDE"`;

const INSIDE = `set -eu
cd /
if [ -e /sys/fs/cgroup/cgroup.procs ]; then
  mount --bind "/sys/fs/cgroup/$CGROUP" /sys/fs/cgroup
  mkdir /sys/fs/cgroup/room
  echo $$ >/sys/fs/cgroup/room/cgroup.procs
  for controller in $(cat /sys/fs/cgroup/cgroup.controllers); do
    echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control
  done
else
  umount -l /sys/fs/cgroup/unified 2>/dev/null || true
  for at in /sys/fs/cgroup/*; do
    if [ -e "$at/$CGROUP" ]; then mount --bind "$at/$CGROUP" "$at"; fi
  done
fi
mount --bind "$ROOT" "$ROOT"
mount -o remount,bind,ro "$ROOT"
cd "$ROOT"
for folder in proc sys dev tmp; do mount --rbind "/$folder" "$folder"; done
for folder in run var/tmp dev/shm; do mount -t tmpfs tmpfs "$folder"; done
if [ -d dev/net ]; then
  mount -t tmpfs tmpfs dev/net
  mknod -m 666 dev/net/tun c 10 200
fi
pivot_root . old
cd /
/bin/busybox umount -l /old
: >"$DIR/room.ready"
exec /bin/busybox sleep 2147483647`;

const ENTER = `set -eu
for at in /sys/fs/cgroup/*/"$CGROUP" /sys/fs/cgroup/"$CGROUP"/room; do
  if [ -e "$at/cgroup.procs" ]; then echo $$ >"$at/cgroup.procs"; fi
done
exec nsenter --target "$ROOM" --mount --net --cgroup --setuid "$WHO" --setgid "$WHO" -- "$@"`;

/** A system of its own, with a network of its own, in which the slot's engine runs, is killed and is started again. */
export interface Room {
  /** Whose everything in it is. */
  readonly user: number;
  /** The command that runs a program in it, with these variables beside those it is run with. */
  readonly enter: (program: readonly string[], variables: Readonly<Record<string, string>>) => [string, ...string[]];
}

/** The address of the room on the slot's bridge: what is published in it is reached there. */
export function roomAddress(slot: Slot): string {
  return `${slot.subnet}.2`;
}

/**
 * Makes a room whose files are those of `root`, which stay as they are, with this machine's /tmp. The bridge is there. What
 * runs `rootless` is a plain user's.
 */
export async function makeRoom(
  slot: Slot,
  { root, rootless }: { readonly root: string; readonly rootless: boolean },
): Promise<Room> {
  const room = await begin(slot, root);
  const net = ['nsenter', `--net=/proc/${room.pid}/ns/net`, 'ip'];
  const outer = `${slot.bridge}p`;
  const inner = ['peer', 'name', 'eth0', 'netns', String(room.pid)];
  for (const words of [
    ['ip', 'link', 'add', outer, 'type', 'veth', ...inner],
    ['ip', 'link', 'set', outer, 'master', slot.bridge, 'up'],
    [...net, 'link', 'set', 'lo', 'up'],
    [...net, 'addr', 'add', `${roomAddress(slot)}/24`, 'dev', 'eth0'],
    [...net, 'link', 'set', 'eth0', 'up'],
    [...net, 'route', 'add', 'default', 'via', `${slot.subnet}.1`],
  ]) {
    const [file = '', ...args] = words;
    await command(file, args);
  }
  const user = rootless ? PLAIN_USER : 0;
  return {
    user,
    enter: (program, variables) => [
      '/usr/bin/env',
      ...pairs({ ...variables, CGROUP: slot.cgroup, ROOM: String(room.pid), WHO: String(user) }),
      '/bin/sh',
      '-c',
      ENTER,
      'room',
      ...program,
    ],
  };
}

function begin(slot: Slot, root: string): Promise<Daemon> {
  const variables = pairs({ CGROUP: slot.cgroup, ROOT: root, DIR: slot.dir, INSIDE });
  return startDaemon(slot, 'room', ['/usr/bin/env', ...variables, '/bin/sh', '-c', BEGIN], async () => {
    await command('test', ['-e', `${slot.dir}/room.ready`]);
    return true;
  });
}

function pairs(variables: Readonly<Record<string, string>>): string[] {
  return Object.entries(variables).map(([name, value]) => `${name}=${value}`);
}
