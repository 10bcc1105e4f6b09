import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { cached } from '../base/cache.ts';
import { command } from '../base/command.ts';
import { downloadPackages, unpackPackages } from '../base/debian-archive.ts';
import { addBusybox, IMAGE_PATH, packImage } from './image-archive.ts';
import { postgresEntrypoint } from './postgres-entrypoint.ts';

/** Documentation, what only compiled queries need (LLVM, over 100 MB), Perl, and the machine's own services. */
const DROPPED = [
  ...['doc', 'man', 'info', 'locale', 'lintian', 'bug', 'menu', 'perl*'].map((name) => `usr/share/${name}`),
  ...['perl*', 'libLLVM*', 'libz3.so*'].map((name) => `usr/lib/x86_64-linux-gnu/${name}`),
  ...['perl*', 'libLLVM*', 'libz3.so*'].map((name) => `usr/lib/aarch64-linux-gnu/${name}`),
  ...['llvm*', 'systemd', 'udev', 'postgresql/15/lib/llvmjit.so', 'postgresql/15/lib/bitcode'].map(
    (name) => `usr/lib/${name}`,
  ),
];

/** The archive of `postgres:latest`: PostgreSQL 15 of Debian 12, unpacked, with busybox; needs Debian's archive once. */
export function postgresArchive(busybox: string, say: (line: string) => void): Promise<string> {
  return cached('postgres-15-bookworm-2.tar', async (scratch) => {
    say('Making the image postgres:latest');
    const names = ['postgresql-15', 'libc-bin', 'tzdata'];
    const packages = await downloadPackages('bookworm', names, { scratch, closure: true });
    await fill(`${scratch}/root`, packages, busybox);
    return packImage(scratch, 'postgres', {
      Env: [
        `PATH=/usr/lib/postgresql/15/bin:${IMAGE_PATH}`,
        'LANG=C.UTF-8',
        'PG_MAJOR=15',
        'PGDATA=/var/lib/postgresql/data',
      ],
      Entrypoint: ['docker-entrypoint.sh'],
      Cmd: ['postgres'],
      ExposedPorts: { '5432/tcp': {} },
      Volumes: { '/var/lib/postgresql/data': {} },
      StopSignal: 'SIGINT', // a fast shutdown: SIGTERM would wait for every client
    });
  });
}

async function fill(root: string, packages: string, busybox: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(`${root}/usr/${name}`, { recursive: true });
    await symlink(`usr/${name}`, `${root}/${name}`);
  }
  await unpackPackages(packages, root);
  await command('/bin/sh', ['-c', 'cd "$0" && rm -rf $1 proc/* sys/* dev/* run/*', root, DROPPED.join(' ')]);
  await rm(`${root}/usr/bin/busybox`, { force: true });
  await addBusybox(busybox, `${root}/usr/bin`);
  for (const folder of [
    'proc',
    'sys',
    'dev',
    'tmp',
    'run/postgresql',
    'root',
    'docker-entrypoint-initdb.d',
    'var/lib/postgresql/data',
  ])
    await mkdir(`${root}/${folder}`, { recursive: true });
  await chmod(`${root}/tmp`, 0o1777);
  await rm(`${root}/var/run`, { recursive: true, force: true });
  await symlink('/run', `${root}/var/run`); // where Debian's postgres keeps its socket
  await writeFile(
    `${root}/etc/passwd`,
    'root:x:0:0:root:/root:/bin/sh\npostgres:x:999:999::/var/lib/postgresql:/bin/sh\n',
  );
  await writeFile(`${root}/etc/group`, 'root:x:0:\npostgres:x:999:\n');
  await writeFile(`${root}/usr/bin/docker-entrypoint.sh`, postgresEntrypoint, { mode: 0o755 });
  await command('ldconfig', ['-r', root]);
}
