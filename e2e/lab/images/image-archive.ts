import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, symlink, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { command } from '../base/command.ts';

/** What an image's containers start with, as in the image's own configuration. */
export interface ImageConfig {
  readonly Env: readonly string[];
  readonly Cmd: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly StopSignal?: string;
}

export const IMAGE_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Packs the tree `scratch/root` into one image `docker.io/library/NAME:latest` of a single layer and gives the path of
 * its archive, in `docker save` form. Owners become root, times zero.
 */
export async function packImage(scratch: string, name: string, config: ImageConfig): Promise<string> {
  const plain = ['--owner=0', '--group=0', '--numeric-owner', '--mtime=@0', '--sort=name'];
  await command('tar', ['-C', `${scratch}/root`, '-cf', `${scratch}/layer.tar`, ...plain, '.']);
  const hash = createHash('sha256');
  await pipeline(createReadStream(`${scratch}/layer.tar`), hash);
  const created = '2024-01-01T00:00:00Z'; // fixed: equal trees give equal image ids
  const image = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created,
    config,
    rootfs: { type: 'layers', diff_ids: [`sha256:${hash.digest('hex')}`] },
    history: [{ created, created_by: `${name} of the lab` }],
  };
  const manifest = [{ Config: 'config.json', RepoTags: [`docker.io/library/${name}:latest`], Layers: ['layer.tar'] }];
  await writeFile(`${scratch}/config.json`, JSON.stringify(image));
  await writeFile(`${scratch}/manifest.json`, JSON.stringify(manifest));
  const archive = `${scratch}/image.tar`;
  await command('tar', ['-C', scratch, '-cf', archive, 'manifest.json', 'config.json', 'layer.tar']);
  return archive;
}

/** Puts busybox and links for all its commands into `folder`, which may have better ones already. */
export async function addBusybox(busybox: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await copyFile(busybox, `${folder}/busybox`);
  await chmod(`${folder}/busybox`, 0o755);
  const listed = await command(busybox, ['--list']);
  for (const name of listed.split('\n').filter((word) => /^[\w[.+-]+$/.test(word) && word !== 'busybox')) {
    const there = await lstat(`${folder}/${name}`).catch(() => undefined);
    if (!there) await symlink('busybox', `${folder}/${name}`);
  }
}
