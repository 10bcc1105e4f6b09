import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { cached } from '../base/cache.ts';
import { command } from '../base/command.ts';
import { downloadPackages, unpackPackages } from '../base/debian-archive.ts';

/** The number of the plain user that every system has. */
export const PLAIN_USER = 2000;

/** A system to be unpacked: of which release of Debian, with which packages and all that these depend on. */
interface SystemParts {
  /** It carries the version of what is made here. */
  readonly name: string;
  readonly suite: string;
  readonly packages: readonly string[];
  /** Run in it to see whether it is of use. */
  readonly check: readonly [string, ...string[]];
}

/**
 * The path of a folder that holds a whole system, with busybox, to be made the root of processes. Needs Debian's archive once.
 * Throws if it cannot be reached or the system's program does not run here.
 */
export function systemRoot(
  { name, suite, packages, check }: SystemParts,
  say: (line: string) => void,
): Promise<string> {
  return cached(name, async (scratch) => {
    say(`Getting ${packages[0] ?? ''} from Debian ${suite}`);
    const downloaded = await downloadPackages(suite, [...packages, 'busybox-static'], { scratch, closure: true });
    const root = `${scratch}/root`;
    await makeFolders(root);
    await unpackPackages(downloaded, root);
    await makeFiles(root);
    const script = 'mount --rbind /proc "$0/proc" && exec chroot "$0" "$@"';
    await command('unshare', ['--mount', '/bin/sh', '-c', script, root, ...check]);
    return root;
  });
}

/** Before the first package: it would bring folders where links must be. */
async function makeFolders(root: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(`${root}/usr/${name}`, { recursive: true });
    await symlink(`usr/${name}`, `${root}/${name}`);
  }
  for (const name of ['dev', 'etc/containers', 'proc', 'root', 'run', 'sys', 'tmp', 'var/tmp', 'old']) {
    await mkdir(`${root}/${name}`, { recursive: true });
  }
}

/** What the packages' scripts and an installer would have written. */
async function makeFiles(root: string): Promise<void> {
  const files = {
    passwd: `root:x:0:0:root:/root:/bin/sh\nlab:x:${PLAIN_USER}:${PLAIN_USER}::/nowhere:/bin/sh\n`,
    group: `root:x:0:\nlab:x:${PLAIN_USER}:\n`,
    subuid: 'lab:200000:65536\n',
    subgid: 'lab:200000:65536\n',
    hosts: '127.0.0.1 localhost\n',
    'resolv.conf': '',
    'containers/policy.json': '{"default":[{"type":"insecureAcceptAnything"}]}',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(`${root}/etc/${name}`, content);
  for (const name of ['iptables', 'iptables-save', 'iptables-restore']) {
    for (const family of [name, name.replace('ip', 'ip6')]) {
      await symlink('xtables-nft-multi', `${root}/usr/sbin/${family}`).catch(() => undefined); // the package's own
    }
  }
  await command('ldconfig', ['-r', root]);
}
