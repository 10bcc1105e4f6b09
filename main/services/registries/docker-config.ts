import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RegistryList, RegistryLogin } from '../../../app/engines/registries.ts';
import { causeOf, problem, toProblem } from '../../../app/rpc/problem.ts';
import { parseRecord, type Raw, record, text, textMap } from '../../base/json.ts';
import { diskProblem } from '../../disk/disk-problem.ts';
import { readTextWithin } from '../../disk/read-file.ts';
import { writeAtomically } from '../../disk/write-file.ts';
import { cliFolder } from '../../engine/endpoints/host-address.ts';
import { thisMachine } from '../../engine/endpoints/machine.ts';
import type { RegistryAuth } from '../../engine/ports/transfers.ts';
import { authVariable, environmentLogins, readAuth } from './auth-environment.ts';
import { CredentialHelper } from './credential-helper.ts';

/** What Docker calls its Hub here, for reasons of its own. */
export const hubKey = 'https://index.docker.io/v1/';
/** How a helper says that the secret is a token. */
const tokenUser = '<token>';
/** A configuration of more bytes is none. */
const longest = 1024 * 1024;

/**
 * Logins to registries, in the docker command's own configuration and environment. Read anew at each use; nothing is
 * kept. Keys are exact, as the docker command has them.
 */
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
    const server = isHub(domain) ? hubKey : domain;
    const fromOutside = environmentLogins(this.#env).logins.get(server);
    if (fromOutside) return fromOutside;
    const config = await this.#read();
    const helper = this.#helperOf(config, server);
    if (helper) {
      const found = await helper.get(server);
      return found && asAuth(server, found.username, found.secret);
    }
    const auths = record(config['auths']);
    // Older entries are whole addresses.
    const key = Object.hasOwn(auths, server) ? server : Object.keys(auths).find((key) => hostOf(key) === server);
    return key === undefined ? undefined : authOf(server, record(auths[key]));
  }

  /** Every login that is kept, without secrets. */
  async list(): Promise<RegistryList> {
    const config = await this.#read();
    const found = new Map<string, RegistryLogin>();
    const outside = environmentLogins(this.#env);
    const faults = outside.fault === undefined ? [] : [outside.fault];
    for (const [server, entry] of Object.entries(record(config['auths']))) {
      const auth = authOf(server, record(entry));
      if (!auth) continue;
      found.set(server, { server, ...named(auth.username), store: 'file' });
    }
    for (const helper of this.#helpers(config)) {
      try {
        for (const [known, username] of Object.entries(await helper.list())) {
          const server = askedFor(config, helper.name, known);
          if (server !== undefined) found.set(server, { server, ...named(username), store: helper.name });
        }
      } catch (error) {
        faults.push(causeOf(toProblem(error)));
      }
    }
    for (const [server, { username }] of outside.logins) {
      found.set(server, { server, ...named(username), store: authVariable });
    }
    return { logins: [...found.values()].sort((a, b) => a.server.localeCompare(b.server)), faults };
  }

  /** Keeps a login as the docker command does: with the helper if there is one, else in the file. Answers where. */
  store(auth: RegistryAuth): Promise<string> {
    return this.#alone(async () => {
      const config = await this.#read();
      const { server, username = '', password = '', identityToken } = auth;
      const helper = this.#helperOf(config, server);
      const auths = record(config['auths']);
      if (helper) {
        const secret = identityToken ?? password;
        await helper.store(server, { username: identityToken === undefined ? username : tokenUser, secret });
      }
      const kept = helper ? {} : fileEntry(username, password, identityToken);
      await this.#write({ ...config, auths: { ...auths, [server]: kept } });
      return helper?.name ?? 'file';
    });
  }

  /**
   * Forgets a login in the file and with helpers. Does nothing if there is none; rejects with `conflict` where it is
   * Gantry's environment that has it.
   */
  erase(server: string): Promise<void> {
    return this.#alone(async () => {
      const config = await this.#read();
      const keys = keysOf(server);
      for (const key of keys) await this.#helperOf(config, key)?.erase(key);
      const auths = Object.entries(record(config['auths']));
      const left = auths.filter(([key]) => !keys.has(key));
      if (left.length < auths.length) await this.#write({ ...config, auths: Object.fromEntries(left) });
      if (!environmentLogins(this.#env).logins.has(server)) return;
      throw problem('conflict', 'login-in-environment', { params: { variable: authVariable } });
    });
  }

  #helperOf(config: Raw, server: string): CredentialHelper | undefined {
    const name = helperName(config, server);
    return name === '' ? undefined : new CredentialHelper(name, this.#env);
  }

  #helpers(config: Raw): CredentialHelper[] {
    const names = new Set([text(config['credsStore']), ...Object.values(textMap(config['credHelpers']))]);
    names.delete('');
    return [...names].map((name) => new CredentialHelper(name, this.#env));
  }

  async #read(): Promise<Raw> {
    const content = await readTextWithin(this.#file, longest).catch((error: unknown) => {
      if (toProblem(error).code === 'not-found') return '{}';
      throw problem('permission-denied', 'docker-config-unreadable', { detail: this.#file });
    });
    const config = parseRecord(content.trim() === '' ? '{}' : content);
    if (config) return config;
    // The parser's words would quote the file, which holds secrets.
    throw problem('invalid-input', 'docker-config-damaged', { detail: this.#file });
  }

  async #write(config: Raw): Promise<void> {
    try {
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
      // A link stays one: people keep their configuration elsewhere.
      const file = await realpath(this.#file).catch(() => this.#file);
      await writeAtomically(file, `${JSON.stringify(config, null, '\t')}\n`);
    } catch (error) {
      const full = diskProblem(error, 'docker-config-unwritable').problem.code === 'no-space';
      throw problem(full ? 'no-space' : 'permission-denied', 'docker-config-unwritable', { detail: this.#file });
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
  return isHub(host) || host === 'registry-1.docker.io' ? hubKey : host;
}

function isHub(domain: string): boolean {
  return domain === 'docker.io' || domain === 'index.docker.io';
}

/** The host and port of an address, or what stands before the first slash. */
function hostOf(server: string): string {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(server)?.[1];
  return host ?? server.split('/', 1)[0] ?? '';
}

/** Under what names a login may be kept that is to be forgotten: as it is named, its host, and that as an address. */
function keysOf(server: string): ReadonlySet<string> {
  const host = hostOf(server);
  return new Set(server === hubKey ? [server] : [server, host, `http://${host}`, `https://${host}`]);
}

/** The helper for a server; '' where its login is in the file. */
function helperName(config: Raw, server: string): string {
  const own = textMap(config['credHelpers']);
  return (Object.hasOwn(own, server) ? own[server] : undefined) ?? text(config['credsStore']);
}

/**
 * Under which key a helper is asked for a server that it lists. Helpers for one registry may know others, which nobody
 * asks them for, and list addresses.
 */
function askedFor(config: Raw, helper: string, listed: string): string | undefined {
  if (helperName(config, listed) === helper) return listed;
  const own = Object.entries(textMap(config['credHelpers']));
  return own.find(([key, name]) => name === helper && key === hostOf(listed))?.[0];
}

function fileEntry(username: string, password: string, identityToken: string | undefined): Raw {
  // As the docker command writes it: beside a token the password is not kept.
  const pair = `${username}:${identityToken === undefined ? password : ''}`;
  const auth = Buffer.from(pair).toString('base64');
  return identityToken === undefined ? { auth } : { auth, identitytoken: identityToken };
}

/** What an entry of the file says; undefined for the empty one that stands beside a helper. */
function authOf(server: string, entry: Raw): RegistryAuth | undefined {
  const pair = readAuth(text(entry['auth']));
  const username = pair?.username ?? text(entry['username']);
  const password = pair?.password ?? text(entry['password']);
  const identityToken = text(entry['identitytoken']);
  if (identityToken !== '') return { server, ...named(username), identityToken };
  return username === '' ? undefined : { server, username, password };
}

function asAuth(server: string, username: string, secret: string): RegistryAuth {
  return username === tokenUser ? { server, identityToken: secret } : { server, username, password: secret };
}

function named(username: string | undefined): { readonly username?: string } {
  return username === undefined || username === '' || username === tokenUser ? {} : { username };
}
