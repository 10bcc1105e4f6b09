import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Address } from './endpoints.ts';
import { addressOf, cliFolder, tlsFiles } from './host-address.ts';
import { type Machine, readSmall } from './machine.ts';

export interface CliContext {
  readonly name: string;
  readonly url: string;
  readonly source: 'context';
  readonly address: Address;
}

/** A person has a handful of contexts; a folder with more is damaged. */
const maxContexts = 200;

/** The docker CLI's contexts. `current` is the one the CLI would use, undefined for its built-in default. */
export async function readContexts(
  machine: Machine,
): Promise<{ readonly current: CliContext | undefined; readonly others: CliContext[] }> {
  const folder = cliFolder(machine);
  const wanted = machine.env['DOCKER_CONTEXT'] || (await currentName(folder));
  const hashes = await readdir(join(folder, 'contexts', 'meta')).catch(() => []);
  const read = await Promise.all(
    hashes
      .toSorted((a, b) => a.localeCompare(b))
      .slice(0, maxContexts)
      .map((hash) => readContext(folder, hash)),
  );
  const contexts = read.filter((context) => context !== undefined).sort((a, b) => a.name.localeCompare(b.name));
  const current = contexts.find(({ name }) => name === wanted);
  return { current, others: contexts.filter((context) => context !== current) };
}

async function currentName(folder: string): Promise<string | undefined> {
  const name = field(parse(await readSmall(join(folder, 'config.json'))), 'currentContext');
  return typeof name === 'string' ? name : undefined;
}

/** `contexts/meta/<sha256 of the name>/meta.json`, its certificates in `contexts/tls/<the same>/docker`. */
async function readContext(folder: string, hash: string): Promise<CliContext | undefined> {
  const meta = parse(await readSmall(join(folder, 'contexts', 'meta', hash, 'meta.json')));
  const name = field(meta, 'Name');
  const docker = field(field(meta, 'Endpoints'), 'docker');
  const url = field(docker, 'Host');
  if (typeof name !== 'string' || name === '' || typeof url !== 'string' || url === '') return undefined;
  const skipVerify = field(docker, 'SkipTLSVerify') === true;
  const files = await tlsFiles(join(folder, 'contexts', 'tls', hash, 'docker'), skipVerify);
  const tls = files.ca || files.cert || skipVerify ? files : undefined;
  return { name, url, source: 'context', address: addressOf(url, tls) };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
