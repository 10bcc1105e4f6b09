import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { command } from '../base/command.ts';
import { type TarEntry, tar } from '../base/tar.ts';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const folders: readonly TarEntry[] = [
  ...['bin', 'dev', 'etc', 'home', 'proc', 'root', 'sys', 'usr', 'usr/local', 'usr/local/bin', 'var', 'var/www'].map(
    (path) => ({ path: `${path}/`, mode: 0o755 }),
  ),
  { path: 'tmp/', mode: 0o1777 },
  { path: 'usr/bin', mode: 0o777, target: '../bin' },
  file('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n'),
  file('etc/group', 'root:x:0:\ntty:x:5:\nnogroup:x:65534:\n'),
  file('etc/os-release', 'NAME="Busybox"\nID=busybox\n'),
];

/**
 * The archive of one image `docker.io/library/busybox:latest` in `docker save` form, for `POST /images/load`. It is
 * made from the static busybox at `binary`, without an engine, a registry or a temporary file.
 */
export async function busyboxArchive(binary: string): Promise<Buffer> {
  const listed = await command(binary, ['--list']);
  const applets = listed.split('\n').filter((name) => /^[\w[.+-]+$/.test(name) && name !== 'busybox');
  const layer = tar([
    ...folders,
    { path: 'bin/busybox', mode: 0o755, content: await readFile(binary) },
    ...applets.map((name) => ({ path: `bin/${name}`, mode: 0o777, target: 'busybox' })),
  ]);
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: '2024-01-01T00:00:00Z', // fixed: the same binary gives the same image id
    config: { Env: [PATH], Cmd: ['sh'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(layer).digest('hex')}`] },
    history: [{ created: '2024-01-01T00:00:00Z', created_by: 'busybox-static' }],
  };
  // Podman files an image without a registry under localhost/, so the name is complete.
  const manifest = [{ Config: 'config.json', RepoTags: ['docker.io/library/busybox:latest'], Layers: ['layer.tar'] }];
  return tar([
    file('manifest.json', JSON.stringify(manifest)),
    file('config.json', JSON.stringify(config)),
    { path: 'layer.tar', mode: 0o644, content: layer },
  ]);
}

function file(path: string, content: string): TarEntry {
  return { path, mode: 0o644, content: Buffer.from(content) };
}
