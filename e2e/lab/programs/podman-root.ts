import { systemRoot } from './system-root.ts';

/** Debian's suites by what the lab calls the Podman in them: 4.3, 5.4, the same for a user, and whatever is newest. */
const SUITES = { podman4: 'bookworm', podman5: 'trixie', 'rootless-podman': 'trixie', 'newest-podman': 'sid' } as const;

/** What a Podman calls by name. */
const PACKAGES = [
  'podman',
  'crun',
  'conmon',
  'netavark',
  'aardvark-dns',
  'catatonit',
  'iptables',
  'nftables',
  'procps',
  // Without root:
  'uidmap',
  'slirp4netns',
  'passt',
];

/** The root of a system with a Podman; see `systemRoot`. */
export function podmanRoot(kind: keyof typeof SUITES, say: (line: string) => void): Promise<string> {
  const parts = { name: `${kind}-3`, suite: SUITES[kind], packages: PACKAGES };
  return systemRoot({ ...parts, check: ['/usr/bin/podman', '--version'] }, say);
}
