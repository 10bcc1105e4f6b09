import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import type { LocalAddress } from '../../main/engine/tunnels/open.ts';
import { certificates } from './certificates.ts';

/** Exact bytes, after which the connection is left as it is, or whatever is done to the socket. */
export type RawAnswer = string | Buffer | ((socket: Socket, request: RawRequest) => void);

export interface RawRequest {
  readonly method: string;
  /** Without version and query. */
  readonly path: string;
  readonly query: string;
}

/** Where a raw engine listens; `stranger` has a certificate that nobody asked for. */
export type RawPlace = 'unix' | 'tcp' | 'tls' | 'stranger';

/** An engine below HTTP: it answers the bytes it is told to, however wrong they are. */
export interface RawEngine {
  readonly address: LocalAddress;
  readonly requests: readonly RawRequest[];
  /** Connections that were ever made. */
  readonly connections: number;
  /** Connections that stand now. */
  readonly open: number;
  close(): Promise<void>;
}

/** A good answer of JSON. */
export function jsonAnswer(value: unknown, status = '200 OK'): Buffer {
  return answer(JSON.stringify(value), status, 'Content-Type: application/json');
}

/** An answer with a body of known length. */
export function answer(body: string | Buffer, status = '200 OK', ...headers: readonly string[]): Buffer {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  return Buffer.concat([
    Buffer.from([`HTTP/1.1 ${status}`, length, ...headers, '', ''].join('\r\n')),
    Buffer.from(body),
  ]);
}

/** Writes one chunk after the other for as long as the reader takes them. */
export function endlessly(chunk: Buffer, head: string): (socket: Socket) => void {
  return (socket) => {
    socket.write(head);
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', more);
    more();
  };
}

/** What lets a client get as far as its question. */
const courtesies: Readonly<Record<string, RawAnswer>> = {
  'GET /_ping': answer('OK', '200 OK', 'Api-Version: 1.41', 'Ostype: linux'),
  'GET /version': jsonAnswer({ ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '20.10.24', Os: 'linux' }),
};

/** Starts an engine that answers by `METHOD /path` (`*` for all others); everything else is a 404. Close it when done. */
export async function startRawEngine(
  answers: Readonly<Record<string, RawAnswer>>,
  place: RawPlace = 'unix',
): Promise<RawEngine> {
  const engine = new Raw({ ...courtesies, ...answers }, place);
  await engine.listen();
  return engine;
}

class Raw implements RawEngine {
  readonly requests: RawRequest[] = [];
  connections = 0;
  address: LocalAddress = { kind: 'unix', path: '' };
  readonly #answers: Readonly<Record<string, RawAnswer>>;
  readonly #place: RawPlace;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #folder: string | undefined;

  constructor(answers: Readonly<Record<string, RawAnswer>>, place: RawPlace) {
    this.#answers = answers;
    this.#place = place;
    const secure = place === 'tls' || place === 'stranger';
    const identity = certificates[place === 'stranger' ? 'stranger' : 'engine'];
    this.#server = secure ? createTlsServer(identity, (socket) => this.#serve(socket)) : createServer();
    // Also what never gets through its handshake is a connection.
    this.#server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
      if (!secure) this.#serve(socket);
    });
    this.#server.on('tlsClientError', () => {});
  }

  get open(): number {
    return this.#sockets.size;
  }

  async listen(): Promise<void> {
    if (this.#place === 'unix') {
      this.#folder = await mkdtemp(join(tmpdir(), 'raw-'));
      const path = join(this.#folder, 'e.sock');
      await new Promise<void>((resolve) => this.#server.listen(path, resolve));
      this.address = { kind: 'unix', path };
      return;
    }
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const at = this.#server.address();
    const port = typeof at === 'object' && at ? at.port : 0;
    const tls = this.#place === 'tcp' ? {} : { tls: { ca: certificates.engine.cert, skipVerify: false } };
    this.address = { kind: 'tcp', host: '127.0.0.1', port, ...tls };
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  /** Each head is a request; what comes with it as a body is read over. */
  #serve(socket: Socket): void {
    let text = '';
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const [, method = '', target = ''] = /(GET|POST|DELETE) (\S+) HTTP\/1\.1\r\n/.exec(text) ?? [];
      if (target === '' || !text.includes('\r\n\r\n')) return;
      text = '';
      const [path = '', query = ''] = target.replace(/^\/v[\d.]+/, '').split('?');
      this.#answer(socket, { method, path, query });
    });
  }

  #answer(socket: Socket, request: RawRequest): void {
    this.requests.push(request);
    const known = this.#answers[`${request.method} ${request.path}`] ?? this.#answers['*'];
    const given = known ?? jsonAnswer({ message: 'page not found' }, '404 Not Found');
    if (typeof given === 'function') given(socket, request);
    else socket.write(given);
  }
}
