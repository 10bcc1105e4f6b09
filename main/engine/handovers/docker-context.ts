import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TlsPaths } from '../../../app/engines/connections.ts';
import type { HandedFile } from '../../../app/engines/handovers.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { codeOf, diskProblem } from '../../disk/disk-problem.ts';
import { cliFolder } from '../endpoints/host-address.ts';
import { type Machine, readSmall } from '../endpoints/machine.ts';
import { type Handed, nameTaken, type Receiver } from './handed.ts';

const parts = ['ca', 'cert', 'key'] as const;

/** The docker CLI's contexts. */
export const dockerContexts: Receiver = {
  command: contextCommand,
  files: async (handed, machine) => contextFiles(handed, machine),
  check,
  write: writeContext,
};

/** What is put into the docker CLI's folder for a context: where it keeps what `docker context create` is told. */
function contextFiles({ name, url, tls }: Handed, machine: Machine): readonly HandedFile[] {
  const { meta, certificates } = placesOf(name, machine);
  const copies = parts.flatMap((part) => {
    const copyOf = tls?.[part];
    return copyOf === undefined ? [] : [{ path: join(certificates, 'docker', `${part}.pem`), copyOf }];
  });
  return [{ path: join(meta, 'meta.json'), text: metaOf(name, url) }, ...copies];
}

/** What `docker` is told. Fields of `--docker` are separated as in CSV. */
function contextCommand({ name, url, tls }: Handed): readonly string[] {
  const files = parts.flatMap((part) => (tls?.[part] === undefined ? [] : [`${part}=${tls[part]}`]));
  return ['docker', 'context', 'create', name, '--docker', [`host=${url}`, ...files].map(csvField).join(',')];
}

function csvField(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** Rejects where there is something by this name, a context or what is left of one. */
async function check({ name, tls }: Handed, machine: Machine): Promise<void> {
  // A context without a file is one without TLS.
  if (tls && Object.keys(tls).length === 0) throw problem('unsupported', 'handover-no-authority');
  const { meta, certificates } = placesOf(name, machine);
  for (const place of [meta, certificates]) {
    if (await lstat(place).catch(() => undefined)) throw nameTaken();
  }
}

/**
 * Writes the context as the docker CLI would: whole or not at all, and over nothing. Folders are made ready beside the
 * others and then take their place by a rename, which fails where there is something.
 */
async function writeContext(handed: Handed, machine: Machine): Promise<void> {
  const { folder, meta, certificates } = placesOf(handed.name, machine);
  const ready = join(folder, `.${randomUUID()}`);
  const moved: string[] = [];
  const move = async (from: string, to: string): Promise<void> => {
    await mkdir(join(to, '..'), { recursive: true, mode: 0o755 });
    await rename(from, to);
    moved.push(to);
  };
  try {
    await mkdir(ready, { recursive: true, mode: 0o700 });
    if (await copyCertificates(handed.tls, join(ready, 'tls'))) await move(join(ready, 'tls'), certificates);
    await mkdir(join(ready, 'meta'), { mode: 0o755 });
    await writeFile(join(ready, 'meta/meta.json'), metaOf(handed.name, handed.url), { mode: 0o644 });
    await move(join(ready, 'meta'), meta);
  } catch (error) {
    await Promise.all(moved.map((place) => rm(place, { recursive: true, force: true })));
    throw isThere(error) ? nameTaken() : diskProblem(error, 'handover-unwritten');
  } finally {
    await rm(ready, { recursive: true, force: true });
  }
}

/** False where there are none. */
async function copyCertificates(tls: TlsPaths | undefined, to: string): Promise<boolean> {
  const named = parts.flatMap((part) => (tls?.[part] === undefined ? [] : [[part, tls[part]] as const]));
  if (named.length === 0) return false;
  await mkdir(join(to, 'docker'), { recursive: true, mode: 0o700 });
  for (const [part, path] of named) {
    const text = await readSmall(path);
    if (text === undefined) throw problem('invalid-input', 'connection-file-unreadable', { detail: path });
    await writeFile(join(to, 'docker', `${part}.pem`), text, { mode: 0o600 });
  }
  return true;
}

function placesOf(name: string, machine: Machine) {
  const folder = join(cliFolder(machine), 'contexts');
  const hash = createHash('sha256').update(name).digest('hex');
  return { folder, meta: join(folder, 'meta', hash), certificates: join(folder, 'tls', hash) };
}

function metaOf(name: string, url: string): string {
  return JSON.stringify({
    Name: name,
    Metadata: {},
    Endpoints: { docker: { Host: url, SkipTLSVerify: false } },
  });
}

function isThere(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST'].includes(codeOf(error));
}
