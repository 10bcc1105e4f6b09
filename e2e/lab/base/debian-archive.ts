import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { findProgram } from '../../../scripts/debian.ts';
import { command, outcome } from './command.ts';

/**
 * Downloads packages of a Debian suite (`bookworm`, `sid`) into `scratch` and gives the folder with the .deb files:
 * just the named ones, or with all they depend on. apt works on lists, cache and status of its own there, so the
 * machine's packages and lists stay as they are. Throws, with apt's last words, where the archive cannot be reached.
 */
export async function downloadPackages(
  suite: string,
  names: readonly string[],
  { scratch, closure }: { readonly scratch: string; readonly closure: boolean },
): Promise<string> {
  for (const program of ['apt-get', 'dpkg-deb']) {
    if (!findProgram(program)) throw new Error(`${names.join(', ')}: ${program} is missing, so this is not Debian`);
  }
  const apt = `${scratch}/apt`;
  for (const folder of ['lists/partial', 'cache/archives/partial', 'parts'])
    await mkdir(`${apt}/${folder}`, { recursive: true });
  const key = '/usr/share/keyrings/debian-archive-keyring.gpg';
  await writeFile(`${apt}/sources.list`, `deb [signed-by=${key}] ${await mirror()} ${suite} main\n`);
  await writeFile(`${apt}/status`, ''); // nothing counts as installed: the whole closure is wanted
  const options = [
    `Dir::Etc::SourceList=${apt}/sources.list`,
    `Dir::Etc::SourceParts=${apt}/parts`,
    `Dir::Etc::PreferencesParts=${apt}/parts`,
    `Dir::State::Lists=${apt}/lists`,
    `Dir::State::status=${apt}/status`,
    `Dir::Cache=${apt}/cache`,
    'Debug::NoLocking=1',
    'APT::Install-Recommends=0',
    'APT::Sandbox::User=root', // the user _apt may not read our folder
    'Acquire::Languages=none',
    'Acquire::Retries=2',
  ].map((option) => `-o${option}`);
  const into = `${apt}/cache/archives`;
  await run(names, suite, into, ['-q', '--error-on=any', ...options, 'update']);
  if (closure) await run(names, suite, into, ['-q', '-y', ...options, 'install', '--download-only', ...names]);
  else await run(names, suite, into, ['-q', ...options, 'download', ...names]);
  return into;
}

/** Unpacks every package in `packages` over `root`, without running what packages run when they are installed. */
export async function unpackPackages(packages: string, root: string): Promise<void> {
  // Links like /lib to usr/lib must stay links where a package brings them as folders; dpkg-deb -x would replace them.
  const script =
    'for deb in "$0"/*.deb; do dpkg-deb --fsys-tarfile "$deb" >"$0/one.tar" && tar -C "$1" -xf "$0/one.tar" --keep-directory-symlink || exit 1; done';
  await command('/bin/sh', ['-c', script, packages, root]);
}

/** Runs apt-get in `folder`, which is where its `download` puts packages. */
async function run(names: readonly string[], suite: string, folder: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await outcome('/bin/sh', ['-c', 'cd "$0" && exec apt-get "$@"', folder, ...args]);
  if (code === 0) return;
  const words = stderr.trim().split('\n').slice(-3).join(' ');
  throw new Error(
    `The lab needs ${names.join(', ')} of Debian ${suite}, but cannot get them from its archive: ${words}`,
  );
}

/** The mirror that the machine's own apt uses. */
async function mirror(): Promise<string> {
  const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
  const modern = /^URIs:\s*(\S+)/m.exec(await read('/etc/apt/sources.list.d/debian.sources'))?.[1];
  const classic = /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/m.exec(await read('/etc/apt/sources.list'))?.[1];
  return modern ?? classic ?? 'http://deb.debian.org/debian';
}
