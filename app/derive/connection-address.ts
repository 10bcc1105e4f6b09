/** How an engine is reached, as people think of it. */
export type ConnectionKind = 'socket' | 'tcp' | 'tls' | 'ssh';

/** Why a text is no address of its kind. */
export type AddressFault = 'socket' | 'host' | 'port' | 'password' | 'destination' | 'scheme';

export interface ReadAddress {
  /** As the docker CLI writes it; undefined where the text is none. */
  readonly address?: string;
  readonly fault?: AddressFault;
}

const ports = { tcp: 2375, tls: 2376 } as const;

/**
 * The address of a text that a person typed: a path, a host with or without a port, a destination of ssh; with its scheme
 * (`tcp://…`) or without. '' is neither an address nor a fault.
 */
export function readAddress(kind: ConnectionKind, typed: string): ReadAddress {
  const text = typed.trim();
  if (text === '') return {};
  const [, scheme, rest = ''] = /^(?:([a-z][\w+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  if (scheme !== undefined && kindOfScheme(scheme) !== (kind === 'tls' ? 'tcp' : kind)) return { fault: 'scheme' };
  switch (kind) {
    case 'socket':
      return socketAddress(rest);
    case 'ssh':
      return sshAddress(rest);
    case 'tcp':
    case 'tls':
      return hostAddress(rest, ports[kind]);
  }
}

/** The kind that a text says itself, by its scheme or its form; undefined where it says none. */
export function kindOfText(typed: string): Exclude<ConnectionKind, 'tls'> | undefined {
  const text = typed.trim();
  const scheme = /^([a-z][\w+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined) return kindOfScheme(scheme);
  return text.startsWith('/') || text.startsWith('\\\\') ? 'socket' : undefined;
}

/** How a known address would have been typed. */
export function typedAddress(
  address: string,
  secure: boolean,
): { readonly kind: ConnectionKind; readonly text: string } {
  const kind = kindOfText(address) ?? 'tcp';
  const rest = address.replace(/^[a-z][\w+.-]*:\/\//i, '');
  return { kind: kind === 'tcp' && secure ? 'tls' : kind, text: address.startsWith('npipe:') ? pipeOf(rest) : rest };
}

function kindOfScheme(scheme: string): Exclude<ConnectionKind, 'tls'> | undefined {
  switch (scheme.toLowerCase()) {
    case 'unix':
    case 'npipe':
      return 'socket';
    case 'ssh':
      return 'ssh';
    case 'tcp':
    case 'http':
    case 'https':
      return 'tcp';
    default:
      return undefined;
  }
}

function socketAddress(path: string): ReadAddress {
  const slashed = path.replaceAll('\\', '/');
  if (/^\/\/\.\/pipe\/[^/]/i.test(slashed)) return { address: `npipe://${slashed}` };
  return path.startsWith('/') && path.length > 1 && !path.endsWith('/')
    ? { address: `unix://${path}` }
    : { fault: 'socket' };
}

/** A path of a Windows pipe, as Windows writes it. */
function pipeOf(path: string): string {
  return path.replaceAll('/', '\\');
}

function hostAddress(text: string, usual: number): ReadAddress {
  if (text.includes('@')) return { fault: 'password' };
  const [, host, port = String(usual)] = /^(\[[\da-f:.%]+\]|[\w.-]+)(?::(\d*))?\/?$/i.exec(text) ?? [];
  if (host === undefined) return { fault: 'host' };
  return isPort(port) ? { address: `tcp://${host}:${port}` } : { fault: 'port' };
}

/** `[user@]host[:port][/path of a socket]`. */
function sshAddress(text: string): ReadAddress {
  const [, user, at = '', port, path = ''] =
    /^(?:([^@/]*)@)?(\[[\da-f:.%]+\]|[\w.-]+)(?::(\d*))?(\/\S*)?$/i.exec(text) ?? [];
  if (user?.includes(':')) return { fault: 'password' };
  // A name with a dash in front would be an option of ssh.
  if (at === '' || at.startsWith('-') || (user !== undefined && !/^[\w.][\w.-]*$/.test(user)))
    return { fault: 'destination' };
  if (port !== undefined && !isPort(port)) return { fault: 'port' };
  return {
    address: `ssh://${user === undefined ? '' : `${user}@`}${at}${port === undefined ? '' : `:${port}`}${path}`,
  };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536;
}
