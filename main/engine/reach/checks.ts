import { lookup } from 'node:dns/promises';
import { access, constants, stat } from 'node:fs/promises';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { problem } from '../../../app/rpc/problem.ts';
import { tlsFiles } from '../docker/http/modem.ts';
import { fromSystem } from '../docker/http/problems.ts';
import { fromSystemOverTls } from '../docker/http/tls-problems.ts';
import type { Address, TlsFiles } from '../endpoints/endpoints.ts';
import { type LocalAddress, openTunnel } from '../tunnels/open.ts';
import { sshTarget } from '../tunnels/ssh-target.ts';

/** ms for somebody to listen: a port that drops what comes would be waited for for minutes. */
const patience = 10_000;

type Tcp = Extract<Address, { readonly kind: 'tcp' }>;

/** Where an address leads, in short. Throws where it says nothing. */
export async function checkAddress(address: Address): Promise<string> {
  switch (address.kind) {
    case 'unix':
    case 'npipe':
      return address.path;
    case 'tcp':
      return `${address.host}:${address.port}`;
    case 'ssh': {
      const { user, host, port } = sshTarget(address);
      return `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}`;
    }
    case 'invalid':
      // It says why.
      await openTunnel(address, AbortSignal.timeout(patience));
      return address.reason;
  }
}

/** Whether there is a socket at a path. */
export async function checkSocket(path: string): Promise<undefined> {
  const found = await stat(path).catch((error: unknown) => {
    throw fromSystem(error);
  });
  if (!found.isSocket()) throw problem('engine-unreachable', 'not-a-socket', { detail: path });
}

/** Whether we may read and write it. */
export async function checkPermission(path: string): Promise<undefined> {
  await access(path, constants.R_OK | constants.W_OK).catch((error: unknown) => {
    throw fromSystem(error);
  });
}

/** What the network knows a name by; what is an address already, is that. */
export async function lookUp(host: string): Promise<string> {
  if (isIP(host)) return host;
  const found = await lookup(host, { all: true }).catch((error: unknown) => {
    throw fromSystem(error);
  });
  return found.map(({ address }) => address).join(', ');
}

/** Whether somebody takes a connection. */
export async function listens(address: LocalAddress, signal: AbortSignal): Promise<undefined> {
  const socket = address.kind === 'tcp' ? connect(address.port, address.host) : connect(address.path);
  await up(socket, 'connect', signal).catch((error: unknown) => {
    throw fromSystem(error);
  });
}

/** Whether we trust who listens; how, and until when. Whether they trust us, they say only when they are asked something. */
export async function shakeHands(address: Tcp & { readonly tls: TlsFiles }, signal: AbortSignal): Promise<string> {
  const { host, port, tls } = address;
  try {
    const servername = isIP(host) ? {} : { servername: host };
    const socket = connectTls({ host, port, ...servername, ...tlsFiles(tls) });
    let found = '';
    socket.once('secureConnect', () => (found = described(socket)));
    await up(socket, 'secureConnect', signal);
    return found;
  } catch (error) {
    throw fromSystemOverTls(error, tls);
  }
}

function described(socket: TLSSocket): string {
  const { subject, valid_to: end } = socket.getPeerCertificate();
  const name = [subject?.CN ?? ''].flat()[0] ?? '';
  return [socket.getProtocol() ?? '', name, end].filter(Boolean).join(', ');
}

async function up(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  const leave = (): void => void socket.destroy(new Error('cancelled'));
  signal.addEventListener('abort', leave, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject).once(event, resolve);
      socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
      socket.setTimeout(patience, () => {
        socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
      });
    });
  } finally {
    signal.removeEventListener('abort', leave);
    socket.destroy();
  }
}
