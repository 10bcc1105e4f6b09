import { chmod } from 'node:fs/promises';
import { cached } from '../base/cache.ts';
import { command } from '../base/command.ts';
import { newerPackages, SUITES } from './newer-packages.ts';

/** By what the lab calls a Docker that is newer than Debian 12's, the suites that may have it. */
const DOCKERS = { 'newer-docker': SUITES, docker26: ['trixie'] } as const;
type NewerDocker = keyof typeof DOCKERS;

/**
 * The path of a dockerd that is newer than Debian 12's; it runs on the machine's containerd and runc. Needs Debian's archive
 * once. Throws if it cannot be reached or its program does not run here.
 */
export async function newerDockerd(kind: NewerDocker, say: (line: string) => void): Promise<string> {
  const folder = await cached(`${kind}d-1`, (scratch) => {
    say('Getting a newer dockerd from Debian');
    return newerPackages(
      ['docker.io'],
      scratch,
      async (root) => {
        const programs = `${root}/usr/sbin`;
        await command(`${programs}/dockerd`, ['--version']);
        await chmod(programs, 0o755);
        return programs;
      },
      DOCKERS[kind],
    );
  });
  return `${folder}/dockerd`;
}
