import { join } from 'node:path';
import { type Cause, cause } from '../../../app/rpc/problem.ts';
import type { Address, TlsFiles } from './endpoints.ts';
import type { Look } from './look.ts';
import type { Machine } from './machine.ts';

const plainPort = 2375;
const tlsPort = 2376;

/** An address as the docker CLI writes it (`unix:///…`, `tcp://host:port`, `npipe://…`, `ssh://…`, `host:port`). */
export function addressOf(url: string, tls: TlsFiles | Cause | undefined): Address {
  const [, scheme = 'tcp', rest = ''] = /^(?:(\w+):\/\/)?(.*)$/s.exec(url) ?? [];
  switch (scheme) {
    case 'unix':
      return rest.startsWith('/') ? { kind: 'unix', path: rest } : invalid(`${url}: a socket needs its whole path`);
    case 'npipe':
      return { kind: 'npipe', path: rest.replaceAll('/', '\\') || '\\\\.\\pipe\\docker_engine' };
    case 'ssh':
      return rest ? { kind: 'ssh', url } : invalid(url);
    case 'tcp':
    case 'http':
    case 'https':
      return tcpAddress(url, scheme, rest, tls);
    default:
      return invalid(`${url}: unknown scheme`);
  }
}

function tcpAddress(url: string, scheme: string, rest: string, tls: TlsFiles | Cause | undefined): Address {
  if (tls && 'reason' in tls) return { kind: 'invalid', reason: url, because: tls };
  const parts = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : undefined;
  if (!parts || parts.username || (parts.pathname !== '/' && parts.pathname !== '')) return invalid(url);
  const files = tls ?? (scheme === 'https' ? { skipVerify: false } : undefined);
  // A URL hides the port that is its scheme's own.
  const port = Number(parts.port) || (/:80\/?$/.test(rest) ? 80 : files ? tlsPort : plainPort);
  const host = parts.hostname.replace(/^\[|\]$/g, '');
  return { kind: 'tcp', host, port, ...(files ? { tls: files } : {}) };
}

function invalid(reason: string): Address {
  return { kind: 'invalid', reason };
}

/**
 * TLS as the environment asks for it: DOCKER_TLS_VERIFY checks the engine's certificate, DOCKER_TLS alone does not;
 * the files are in DOCKER_CERT_PATH or the CLI's folder. A cause instead of files says what is wrong.
 */
export async function envTls(look: Look): Promise<TlsFiles | Cause | undefined> {
  const { machine } = look;
  const verify = Boolean(machine.env['DOCKER_TLS_VERIFY']);
  if (!verify && !machine.env['DOCKER_TLS']) return undefined;
  const folder = machine.env['DOCKER_CERT_PATH'] || cliFolder(machine);
  const files = await tlsFiles(folder, !verify, look);
  return verify && !files.ca ? cause('tls-file-missing', { file: join(folder, 'ca.pem') }) : files;
}

/** The PEM files of a folder, as far as they are there. */
export async function tlsFiles(folder: string, skipVerify: boolean, look: Look): Promise<TlsFiles> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => look.read(join(folder, name))),
  );
  return { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}), skipVerify };
}

/** The docker CLI's own folder. */
export function cliFolder(machine: Machine): string {
  return machine.env['DOCKER_CONFIG'] || join(machine.home, '.docker');
}
