import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { problem, toProblem } from '../../app/problem.ts';
import type { RegistryList, RegistryLogin } from '../../app/registries.ts';
import { diskProblem } from '../disk/disk-problem.ts';
import { readTextWithin } from '../disk/read-file.ts';
import { writeAtomically } from '../disk/write-file.ts';
import { cliFolder } from '../engine/host-address.ts';
import { thisMachine } from '../engine/machine.ts';
import type { RegistryAuth } from '../engine/ports/transfers.ts';
import { CredentialHelper } from './credential-helper.ts';
import { type Fields, fields, isFields, word, words } from './json-fields.ts';

/** What Docker calls its Hub here, for reasons of its own. */
export const hubKey = 'https://index.docker.io/v1/';
/** How a helper says that the secret is a token. */
const tokenUser = '<token>';
/** A configuration of more bytes is none. */
const longest = 1024 * 1024;

/** Logins to registries, in the docker command's own configuration. Read anew at each use; nothing is kept. */
export class DockerConfig {
  readonly #file: string;
  readonly #env: NodeJS.ProcessEnv;
  /** Writers take turns. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string, env: NodeJS.ProcessEnv) {
    this.#file = file;
    this.#env = env;
  }

  /** The login for a registry (`docker.io`, `localhost:5000`), undefined if there is none. Rejects if its helper fails. */
  async credentials(domain: string): Promise<RegistryAuth | undefined> {
    const config = await this.#read();
    const server = serverKey(domain);
    const helper = this.#helperOf(config, server);
    if (helper) {
      const found = await helper.get(server);
      return found && asAuth(server, found.username, found.secret);
    }
    const auths = fields(config['auths']);
    const key = Object.hasOwn(auths, server) ? server : Object.keys(auths).find((key) => sameHost(key, server));
    return key === undefined ? undefined : authOf(server, fields(auths[key]));
  }

  /** Every login that is kept, without secrets. */
  async list(): Promise<RegistryList> {
    const config = await this.#read();
    const found = new Map<string, RegistryLogin>();
    const faults: string[] = [];
    for (const [server, entry] of Object.entries(fields(config['auths']))) {
      const auth = authOf(server, fields(entry));
      if (!auth) continue;
      found.set(server, { server, ...named(auth.username), store: 'file' });
    }
    for (const helper of this.#helpers(config)) {
      try {
        for (const [server, username] of Object.entries(await helper.list())) {
          // A helper for one registry may know others, which nobody asks it for.
          if (this.#helperOf(config, server)?.name !== helper.name) continue;
          found.set(server, { server, ...named(username), store: helper.name });
        }
      } catch (error) {
        const { message, detail = '' } = toProblem(error);
        faults.push(`${message} ${detail}`.trim());
      }
    }
    return { logins: [...found.values()].sort((a, b) => a.server.localeCompare(b.server)), faults };
  }

  /** Keeps a login as the docker command does: with the helper if there is one, else in the file. Answers where. */
  store(auth: RegistryAuth): Promise<string> {
    return this.#alone(async () => {
      const config = await this.#read();
      const { server, username = '', password = '', identityToken } = auth;
      const helper = this.#helperOf(config, server);
      const auths = fields(config['auths']);
      if (helper) {
        const secret = identityToken ?? password;
        await helper.store(server, { username: identityToken === undefined ? username : tokenUser, secret });
      }
      const kept = helper ? {} : fileEntry(username, password, identityToken);
      await this.#write({ ...config, auths: { ...auths, [server]: kept } });
      return helper?.name ?? 'file';
    });
  }

  /** Forgets a login, wherever it is. Does nothing if there is none. */
  erase(server: string): Promise<void> {
    return this.#alone(async () => {
      const config = await this.#read();
      await this.#helperOf(config, server)?.erase(server);
      const auths = Object.entries(fields(config['auths']));
      const left = auths.filter(([key]) => !sameHost(key, server));
      if (left.length < auths.length) await this.#write({ ...config, auths: Object.fromEntries(left) });
    });
  }

  #helperOf(config: Fields, server: string): CredentialHelper | undefined {
    const own = Object.entries(words(config['credHelpers'])).find(([key]) => sameHost(key, server))?.[1];
    const name = own ?? word(config['credsStore']);
    return name === '' ? undefined : new CredentialHelper(name, this.#env);
  }

  #helpers(config: Fields): CredentialHelper[] {
    const names = new Set([word(config['credsStore']), ...Object.values(words(config['credHelpers']))]);
    names.delete('');
    return [...names].map((name) => new CredentialHelper(name, this.#env));
  }

  async #read(): Promise<Fields> {
    const content = await readTextWithin(this.#file, longest).catch((error: unknown) => {
      if (toProblem(error).code === 'not-found') return '{}';
      throw problem('permission-denied', 'Docker’s configuration cannot be read.', { detail: this.#file });
    });
    try {
      const config: unknown = JSON.parse(content.trim() === '' ? '{}' : content);
      if (isFields(config)) return config;
    } catch {
      // The parser's words quote the file, which holds secrets.
    }
    throw problem('invalid-input', 'Docker’s configuration is damaged.', {
      detail: this.#file,
      nextStep: 'Mend the file or move it away.',
    });
  }

  async #write(config: Fields): Promise<void> {
    try {
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
      // A link stays one: people keep their configuration elsewhere.
      const file = await realpath(this.#file).catch(() => this.#file);
      await writeAtomically(file, `${JSON.stringify(config, null, '\t')}\n`);
    } catch (error) {
      const full = diskProblem(error, '').problem.code === 'no-space';
      throw problem(full ? 'no-space' : 'permission-denied', 'Docker’s configuration cannot be written.', {
        detail: this.#file,
      });
    }
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    return next;
  }
}

/** Docker's configuration of the person whose environment this is. */
export function createDockerConfig(env: NodeJS.ProcessEnv): DockerConfig {
  return new DockerConfig(join(cliFolder(thisMachine(env)), 'config.json'), env);
}

/** What Docker's configuration calls a registry that a person names, as a host or as an address. */
export function serverKey(server: string): string {
  const host = hostOf(server);
  return host === 'docker.io' ? hubKey : host;
}

function sameHost(one: string, other: string): boolean {
  return hostOf(one) === hostOf(other);
}

/** Older entries are whole addresses, and the Hub has many names. */
function hostOf(server: string): string {
  const [host = ''] = server.replace(/^https?:\/\//, '').split('/');
  return /^(index\.|registry-1\.)?docker\.io$/.test(host) ? 'docker.io' : host;
}

function fileEntry(username: string, password: string, identityToken: string | undefined): Fields {
  // As the docker command writes it: beside a token the password is not kept.
  const pair = `${username}:${identityToken === undefined ? password : ''}`;
  const auth = Buffer.from(pair).toString('base64');
  return identityToken === undefined ? { auth } : { auth, identitytoken: identityToken };
}

/** What an entry of the file says; undefined for the empty one that stands beside a helper. */
function authOf(server: string, entry: Fields): RegistryAuth | undefined {
  const pair = Buffer.from(word(entry['auth']), 'base64').toString();
  const colon = pair.indexOf(':');
  const username = colon > 0 ? pair.slice(0, colon) : word(entry['username']);
  // Old versions padded it with zeros.
  const password = colon > 0 ? pair.slice(colon + 1).replace(/\0+$/, '') : word(entry['password']);
  const identityToken = word(entry['identitytoken']);
  if (identityToken !== '') return { server, ...named(username), identityToken };
  return username === '' ? undefined : { server, username, password };
}

function asAuth(server: string, username: string, secret: string): RegistryAuth {
  return username === tokenUser ? { server, identityToken: secret } : { server, username, password: secret };
}

function named(username: string | undefined): { readonly username?: string } {
  return username === undefined || username === '' || username === tokenUser ? {} : { username };
}
