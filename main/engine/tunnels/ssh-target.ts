import { problem } from '../../../app/rpc/problem.ts';
import type { SshAddress } from '../endpoints/endpoints.ts';

/** Where ssh is to lead to. */
export interface SshTarget {
  /** A name of the network or of ssh's own configuration. */
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  /** The engine's socket over there; whatever the machine's own client would use without. */
  readonly path?: string;
  /** The file of a private key to use besides those that ssh tries by itself. */
  readonly identity?: string;
  /** By which name, and in which file, ssh's configuration has it remember the key of the host. */
  readonly known?: { readonly name: string; readonly file: string };
}

/** Names reach commands of the person's own configuration (ProxyCommand, Match exec), whose shell must find nothing in them. */
const hostName = /^[\p{L}\p{N}_][\p{L}\p{N}_.:-]*$/u;
const userName = /^[\p{L}\p{N}_][\p{L}\p{N}_.@+-]*$/u;

/** What `ssh://[user@]host[:port][/path]` says, as the docker command reads it. Throws `invalid-input` where it is none. */
export function sshTarget({ url, identity }: SshAddress): SshTarget {
  const parts = URL.canParse(url) ? new URL(url) : undefined;
  const host = decoded(parts?.hostname.replace(/^\[|\]$/g, ''));
  const user = decoded(parts?.username);
  const path = decoded(parts?.pathname);
  const odd = !parts || parts.protocol !== 'ssh:' || parts.password !== '' || parts.search !== '' || parts.hash !== '';
  if (odd || !hostName.test(host) || (user !== '' && !userName.test(user)) || /[\0\r\n:]/.test(path)) {
    throw problem('invalid-input', 'ssh-address-invalid', { detail: url });
  }
  return {
    host,
    ...(user === '' ? {} : { user }),
    ...(parts.port === '' ? {} : { port: Number(parts.port) }),
    ...(path === '' || path === '/' ? {} : { path }),
    ...(identity === undefined ? {} : { identity }),
  };
}

/** The target as ssh's own arguments, behind all options. */
export function destination({ host, user, port, identity }: SshTarget): readonly string[] {
  return [
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(identity === undefined ? [] : ['-i', identity]),
    '--',
    host,
  ];
}

function decoded(part = ''): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '\0';
  }
}
