import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ensureDebian, findProgram } from '../../../scripts/debian.ts';

export interface Programs {
  readonly dockerd: string;
  readonly docker: string;
  readonly busybox: string;
}

/** Finds what a lab runs on, installing what is missing where that is possible; throws with what to do where not. */
export async function requirePrograms(registry: boolean, say: (line: string) => void): Promise<Programs> {
  if (process.platform !== 'linux') throw new Error('The lab runs dockerd itself, so it needs Linux.');
  const { missing, reason } = await ensureDebian(await packages(registry), say);
  if (missing.length > 0) throw new Error(`The lab needs ${missing.join(', ')}. ${reason ?? ''}`.trim());
  if (process.getuid?.() !== 0) throw new Error('The lab needs root: it starts dockerd. Run it with sudo.');
  return {
    dockerd: existsSync('/usr/sbin/dockerd') ? '/usr/sbin/dockerd' : found('dockerd'),
    docker: found('docker'),
    busybox: found('busybox'),
  };
}

async function packages(registry: boolean): Promise<{ name: string; binary: string }[]> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const version = Number(/^VERSION_ID="?(\d+)/m.exec(release)?.[1] ?? 0);
  return [
    { name: 'docker.io', binary: 'dockerd' },
    { name: version >= 13 ? 'docker-cli' : 'docker.io', binary: 'docker' }, // a package of its own since Debian 13
    { name: 'iptables', binary: 'iptables' }, // dockerd looks for it even when told not to use it
    { name: 'busybox-static', binary: 'busybox' },
    { name: 'iproute2', binary: 'ip' },
    ...(registry ? [{ name: 'docker-registry', binary: 'docker-registry' }] : []),
  ];
}

function found(binary: string): string {
  const path = findProgram(binary);
  if (path === undefined) throw new Error(`${binary} is not on the PATH`);
  return path;
}
