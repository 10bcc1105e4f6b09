import { chmod } from 'node:fs/promises';
import { cached } from './cache.ts';
import { command } from './command.ts';
import { newerPackages } from './newer-packages.ts';

/**
 * The path of a dockerd that is newer than Debian 12's, for `startLab`; it runs on the machine's containerd and runc. Needs
 * Debian's archive once. Throws if it cannot be reached or its program does not run here.
 */
export async function newerDockerd(say: (line: string) => void): Promise<string> {
  const folder = await cached('newer-dockerd-1', (scratch) => {
    say('Getting a newer dockerd from Debian');
    return newerPackages(['docker.io'], scratch, async (root) => {
      const programs = `${root}/usr/sbin`;
      await command(`${programs}/dockerd`, ['--version']);
      await chmod(programs, 0o755);
      return programs;
    });
  });
  return `${folder}/dockerd`;
}
