import { writeFile } from 'node:fs/promises';
import { engineProgram } from '../programs/programs.ts';

/**
 * Writes a program that is the `podman` command of the lab's newer Podman: it runs in the root that Podman was unpacked into,
 * and sees /tmp, /proc and /dev of this machine. It needs `sh`, `unshare`, `mount`, `mkdir`, `ln` and `chroot` on its PATH.
 * @param path where to
 * @param socket the one that it is to find where it looks for its own service; none without it
 */
export async function writePodmanProgram(path: string, socket?: string): Promise<void> {
  const program = await engineProgram('podman5', console.error);
  if (program.is !== 'podman') throw new Error('The lab has no Podman.');
  const { root } = program;
  const inside = [
    `for at in proc dev tmp; do mount --rbind /$at ${root}/$at; done`,
    `mount -t tmpfs tmpfs ${root}/run`,
    `mkdir -p ${root}/run/podman`,
    ...(socket === undefined ? [] : [`ln -s ${socket} ${root}/run/podman/podman.sock`]),
    `exec chroot ${root} /usr/bin/podman "$@"`,
  ];
  const script = `#!/bin/sh\nexec unshare --mount --propagation private sh -ec '${inside.join('\n')}' podman "$@"\n`;
  await writeFile(path, script, { mode: 0o755 });
}
