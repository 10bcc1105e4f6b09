import { join } from 'node:path';
import { parseRecord, record, text } from '../../base/json.ts';
import type { Address } from './endpoints.ts';
import { addressOf, cliFolder, tlsFiles } from './host-address.ts';
import type { Look } from './look.ts';

export interface CliContext {
  readonly name: string;
  readonly url: string;
  readonly source: 'context';
  readonly address: Address;
  /** The file that says so. */
  readonly file: string;
}

/** A person has a handful of contexts; a folder with more is damaged. */
const maxContexts = 200;

/** The docker CLI's contexts. `current` is the one the CLI would use, undefined for its built-in default. */
export async function readContexts(
  look: Look,
): Promise<{ readonly current: CliContext | undefined; readonly others: CliContext[] }> {
  const folder = cliFolder(look.machine);
  const wanted = look.machine.env['DOCKER_CONTEXT'] || (await currentName(folder, look));
  const hashes = await look.list(join(folder, 'contexts', 'meta'));
  const read = await Promise.all(hashes.slice(0, maxContexts).map((hash) => readContext(folder, hash, look)));
  const contexts = read.filter((context) => context !== undefined).sort((a, b) => a.name.localeCompare(b.name));
  const current = contexts.find(({ name }) => name === wanted);
  return { current, others: contexts.filter((context) => context !== current) };
}

async function currentName(folder: string, look: Look): Promise<string | undefined> {
  const { currentContext } = parseRecord((await look.read(join(folder, 'config.json'))) ?? '') ?? {};
  return typeof currentContext === 'string' ? currentContext : undefined;
}

/** `contexts/meta/<sha256 of the name>/meta.json`, its certificates in `contexts/tls/<the same>/docker`. */
async function readContext(folder: string, hash: string, look: Look): Promise<CliContext | undefined> {
  const file = join(folder, 'contexts', 'meta', hash, 'meta.json');
  const meta = parseRecord((await look.read(file)) ?? '') ?? {};
  const name = text(meta['Name']);
  const docker = record(record(meta['Endpoints'])['docker']);
  const url = text(docker['Host']);
  if (name === '' || url === '') return undefined;
  const skipVerify = docker['SkipTLSVerify'] === true;
  const files = await tlsFiles(join(folder, 'contexts', 'tls', hash, 'docker'), skipVerify, look);
  const tls = files.ca || files.cert || skipVerify ? files : undefined;
  return { name, url, source: 'context', address: addressOf(url, tls), file };
}
