import { chmod, mkdir, symlink } from 'node:fs/promises';
import { cached } from '../base/cache.ts';
import { command } from '../base/command.ts';
import { newerPackages } from './newer-packages.ts';

/** Compose 2 came to Debian after release 12. */
const NAMES = ['docker-buildx', 'docker-compose'] as const;

/**
 * Puts Docker Compose v2 and buildx, out of Debian's packages, where the docker command with the configuration folder
 * `config` finds them. Needs Debian's archive once. Throws if it cannot be reached or none of its programs run here.
 */
export async function addPlugins(config: string, say: (line: string) => void): Promise<void> {
  const folder = await cached('docker-plugins-1', (scratch) => {
    say('Getting Docker Compose and buildx from Debian');
    return fetchPlugins(scratch);
  });
  await mkdir(`${config}/cli-plugins`, { recursive: true });
  for (const name of NAMES) await symlink(`${folder}/${name}`, `${config}/cli-plugins/${name}`);
}

function fetchPlugins(scratch: string): Promise<string> {
  return newerPackages(NAMES, scratch, async (root) => {
    const folder = `${root}/usr/libexec/docker/cli-plugins`;
    for (const name of NAMES) await command(`${folder}/${name}`, ['docker-cli-plugin-metadata']);
    await chmod(folder, 0o755);
    return folder;
  });
}
