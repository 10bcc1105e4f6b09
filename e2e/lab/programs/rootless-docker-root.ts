import { systemRoot } from './system-root.ts';

/** What dockerd-rootless.sh and the programs that it starts call by name. */
const PACKAGES = [
  'docker.io',
  'rootlesskit',
  'slirp4netns',
  'uidmap',
  'iproute2',
  'iptables',
  'procps',
  'mount',
  'util-linux',
  'dash',
  'coreutils',
  'sed',
  'grep',
];

/** The root of a system with Debian 12's Docker and what that needs to run as a plain user; see `systemRoot`. */
export function rootlessDockerRoot(say: (line: string) => void): Promise<string> {
  const parts = { name: 'rootless-docker-1', suite: 'bookworm', packages: PACKAGES };
  return systemRoot({ ...parts, check: ['/usr/sbin/dockerd', '--version'] }, say);
}
