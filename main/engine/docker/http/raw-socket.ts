import { connect as connectPlain, isIP, type NetConnectOpts, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TlsFiles } from '../../endpoints/endpoints.ts';
import type { LocalAddress } from '../../tunnels/open.ts';
import { tlsFiles } from './modem.ts';
import { engineLost, fromSystem } from './problems.ts';
import { fromSystemOverTls } from './tls-problems.ts';

/** What is taken from the system at once: a log of many small chunks gathers there meanwhile. */
const readSize = 128 * 1024;

/**
 * A socket to an engine that is read a buffer at a time and stands still in between, so that the kernel gathers what
 * the engine sends and an engine is slowed down by a slow reader.
 */
export class RawSocket {
  /** As a request names it. */
  readonly host: string;
  readonly #buffer = Buffer.allocUnsafe(readSize);
  #bytes: Buffer = this.#buffer;
  readonly #socket: Socket;
  readonly #tls: TlsFiles | undefined;
  #size = 0;
  #ended = false;
  #closed = false;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  /** Throws a ProblemError where TLS cannot be made of its files, or would not be checked. `signal` closes it. */
  constructor(address: LocalAddress, signal: AbortSignal) {
    this.host = hostOf(address);
    this.#tls = address.kind === 'tcp' ? address.tls : undefined;
    this.#socket = open(address, {
      buffer: this.#buffer,
      callback: (size) => {
        this.#size = size;
        this.#wake?.();
        // Nothing is read on before the buffer was used.
        return false;
      },
    });
    const close = (): void => void this.#socket.destroy();
    signal.addEventListener('abort', close, { once: true });
    if (this.#tls) this.#socket.on('readable', () => this.#wake?.());
    this.#socket.on('end', () => this.#note(() => (this.#ended = true)));
    this.#socket.on('error', (error) => this.#note(() => (this.#error = error)));
    this.#socket.on('close', () => {
      signal.removeEventListener('abort', close);
      this.#note(() => (this.#closed = true));
    });
  }

  /** What the last `read` brought; the next one may write over it. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  write(text: string): void {
    this.#socket.write(text);
  }

  /** How many bytes came; 0 at the end. Throws when the connection could not be made or broke. */
  async read(): Promise<number> {
    this.#size = 0;
    if (!this.#tls) this.#socket.resume();
    while (!this.#take() && !this.#ended && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#size > 0 || this.#ended) return this.#size;
    if (!this.#error) throw engineLost();
    throw this.#tls ? fromSystemOverTls(this.#error, this.#tls) : fromSystem(this.#error);
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Whether there is something. TLS decrypts several records at once, so its own buffer is read instead of ours. */
  #take(): boolean {
    if (!this.#tls) return this.#size > 0;
    const chunk: unknown = this.#socket.read();
    if (!Buffer.isBuffer(chunk)) return false;
    this.#bytes = chunk;
    this.#size = chunk.length;
    return true;
  }

  #note(change: () => void): void {
    change();
    this.#wake?.();
  }
}

type OnRead = NonNullable<NetConnectOpts['onread']>;

function open(address: LocalAddress, onread: OnRead): Socket {
  switch (address.kind) {
    case 'unix':
    case 'npipe':
      return connectPlain({ path: address.path, onread });
    case 'tcp': {
      const { host, port, tls } = address;
      if (!tls) return connectPlain({ host, port, onread });
      const servername = isIP(host) ? {} : { servername: host };
      return secured(tls, () => connectTls({ host, port, ...servername, ...tlsFiles(tls) }));
    }
  }
}

/** Files that do not fit each other are thrown back at once. */
function secured(tls: TlsFiles, open: () => Socket): Socket {
  try {
    return open();
  } catch (error) {
    throw fromSystemOverTls(error, tls);
  }
}

function hostOf(address: LocalAddress): string {
  if (address.kind !== 'tcp') return 'docker';
  return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
}
