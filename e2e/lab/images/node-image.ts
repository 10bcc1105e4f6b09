import { chmod, copyFile, cp, mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import { findProgram } from '../../../scripts/debian.ts';
import { cached } from '../base/cache.ts';
import { command, outcome } from '../base/command.ts';
import { addBusybox, IMAGE_PATH, packImage } from './image-archive.ts';

/**
 * The archive of `node:latest`: the Node that runs this, its npm, the libraries it needs, and busybox for the rest.
 * Made without any network.
 */
export async function nodeArchive(busybox: string, say: (line: string) => void): Promise<string> {
  const npm = await npmFolder();
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(`${npm}/package.json`, 'utf8')));
  return cached(`node-${process.versions.node}-npm-${version}-1.tar`, async (scratch) => {
    say('Making the image node:latest');
    await fill(`${scratch}/root`, busybox, npm);
    return packImage(scratch, 'node', {
      Env: [
        `PATH=${IMAGE_PATH}`,
        `NODE_VERSION=${process.versions.node}`,
        'NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt',
        // Without these, npm asks its registry about itself and waits for it in vain where there is no network.
        'NPM_CONFIG_UPDATE_NOTIFIER=false',
        'NPM_CONFIG_AUDIT=false',
        'NPM_CONFIG_FUND=false',
      ],
      Cmd: ['node'],
    });
  });
}

async function fill(root: string, busybox: string, npm: string): Promise<void> {
  const folders = ['usr/local/bin', 'usr/local/lib/node_modules', 'etc/ssl/certs', 'tmp', 'root', 'home/node', 'proc'];
  for (const folder of [...folders, 'sys', 'dev', 'bin']) await mkdir(`${root}/${folder}`, { recursive: true });
  await chmod(`${root}/tmp`, 0o1777);
  await addBusybox(busybox, `${root}/bin`);
  await symlink('../bin', `${root}/usr/bin`);
  const node = `${root}/usr/local/bin/node`;
  await copyFile(process.execPath, node);
  await chmod(node, 0o755);
  await outcome('strip', ['--strip-debug', node]); // a smaller image where binutils are there
  await cp(npm, `${root}/usr/local/lib/node_modules/npm`, {
    recursive: true,
    filter: (from) => !/\/npm\/(docs|man)$/.test(from),
  });
  for (const name of ['npm', 'npx'])
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, `${root}/usr/local/bin/${name}`);
  for (const library of await libraries(process.execPath)) {
    await mkdir(dirname(root + library), { recursive: true });
    await copyFile(library, root + library);
  }
  await copyFile('/etc/ssl/certs/ca-certificates.crt', `${root}/etc/ssl/certs/ca-certificates.crt`).catch(() =>
    writeFile(`${root}/etc/ssl/certs/ca-certificates.crt`, ''),
  );
  await writeFile(`${root}/etc/nsswitch.conf`, 'hosts: files dns\n');
  await writeFile(`${root}/etc/os-release`, 'NAME="Gantry lab"\nID=lab\n');
  await writeFile(
    `${root}/etc/passwd`,
    'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  );
  await writeFile(`${root}/etc/group`, 'root:x:0:\ntty:x:5:\nnode:x:1000:\nnogroup:x:65534:\n');
}

async function npmFolder(): Promise<string> {
  const npm = findProgram('npm');
  if (npm === undefined) throw new Error('node:latest needs npm, which is not on the PATH');
  return dirname(dirname(await realpath(npm))); // …/npm/bin/npm-cli.js
}

/** What ldd names, and the two that glibc loads by itself for looking up names (built in since 2.34). */
async function libraries(program: string): Promise<string[]> {
  const listed = (await command('ldd', [program])).match(/\/[^ )]+/g) ?? [];
  const libc = listed.find((path) => path.endsWith('/libc.so.6'));
  const lookups =
    libc === undefined ? [] : ['libnss_dns.so.2', 'libnss_files.so.2'].map((name) => `${dirname(libc)}/${name}`);
  const there = await Promise.all(
    lookups.map((path) =>
      realpath(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return [
    ...new Set([...listed.filter((path) => path !== `${program}:`), ...lookups.filter((_, index) => there[index])]),
  ];
}
