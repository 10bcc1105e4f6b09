import { type Cause, cause } from '../../../app/rpc/problem.ts';
import { isRecord, parseRecord, record, text } from '../../base/json.ts';
import type { RegistryAuth } from '../../engine/ports/transfers.ts';

/** The variable that the docker command reads logins from before it asks helpers or its file. */
export const authVariable = 'DOCKER_AUTH_CONFIG';

/** Logins by the docker command's keys; `fault` is why the variable counts for nothing, without its words: secrets. */
export interface EnvironmentLogins {
  readonly logins: ReadonlyMap<string, RegistryAuth>;
  readonly fault?: Cause;
}

/**
 * Reads `DOCKER_AUTH_CONFIG`: `{"auths": {SERVER: {"auth": BASE64}}}` and nothing else. As with the docker command one
 * odd entry makes all of it count for nothing. Never throws.
 */
export function environmentLogins(env: NodeJS.ProcessEnv): EnvironmentLogins {
  const none = new Map<string, RegistryAuth>();
  const json = env[authVariable] ?? '';
  if (json === '') return { logins: none };
  const content = parseRecord(json);
  const auths = content && onlyKey(content, 'auths') ? (content['auths'] ?? {}) : undefined;
  if (!isRecord(auths)) return { logins: none, fault: cause('environment-unread', { variable: authVariable }) };
  const logins = new Map<string, RegistryAuth>();
  for (const [server, entry] of Object.entries(auths)) {
    const login = onlyKey(entry, 'auth') ? readAuth(text(record(entry)['auth'])) : undefined;
    if (!login) {
      return { logins: none, fault: cause('environment-entry-unread', { variable: authVariable, server }) };
    }
    logins.set(server, { server, ...login });
  }
  return { logins };
}

/** A user's name and password as they are kept: base64 of both with a colon between. undefined where it is none. */
export function readAuth(auth: string): { readonly username: string; readonly password: string } | undefined {
  const pair = Buffer.from(auth, 'base64').toString();
  const colon = pair.indexOf(':');
  // Old versions padded it with zeros.
  return colon > 0
    ? { username: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/^\0+|\0+$/g, '') }
    : undefined;
}

function onlyKey(value: unknown, key: string): boolean {
  return isRecord(value) && Object.keys(value).every((each) => each === key);
}
