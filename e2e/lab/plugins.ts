import { chmod, mkdir, symlink } from 'node:fs/promises';
import { cached } from './cache.ts';
import { command } from './command.ts';
import { downloadPackages, unpackPackages } from './debian-archive.ts';

const NAMES = ['docker-buildx', 'docker-compose'] as const;

/** Compose 2 came to Debian after release 12. Newest first: a program may want a newer C library than the machine's. */
const SUITES = ['sid', 'trixie'] as const;

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

async function fetchPlugins(scratch: string): Promise<string> {
  let failure: unknown;
  for (const suite of SUITES) {
    try {
      const place = `${scratch}/${suite}`;
      await mkdir(`${place}/root`, { recursive: true });
      const packages = await downloadPackages(suite, NAMES, { scratch: place, closure: false });
      await unpackPackages(packages, `${place}/root`);
      const folder = `${place}/root/usr/libexec/docker/cli-plugins`;
      for (const name of NAMES) await command(`${folder}/${name}`, ['docker-cli-plugin-metadata']);
      await chmod(folder, 0o755);
      return folder;
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
