import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { framed, messagesOf } from './grpc-messages.ts';

/** What an engine sends in one message here is a number or two, in bytes. */
const mostBytes = 64 * 1024;
/** What waits to be sent until it is worth a write, in bytes: entries of a folder are short, and there may be thousands. */
const batch = 128 * 1024;
/** Calls that an engine makes at once in a build: a folder or two, a login, an agent. */
const mostCalls = 32;
/** A header for each path that is copied and each pattern of an ignore file. */
const mostHeaders = 20_000;
/** In bytes. */
const longestHeaders = 4 * 1024 * 1024;
/** Codes of gRPC. */
const ok = '0';
const unknown = '2';
const unimplemented = '12';

/** One call: its messages come by `messages`, answers go by `send`, which resolves when there is room for more. */
export interface GrpcCall {
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly messages: AsyncIterable<Buffer>;
  readonly send: (message: Uint8Array) => Promise<void>;
}

/** Answers a call; what it rejects with fails that. */
export interface GrpcMethod {
  (call: GrpcCall): Promise<void>;
  /** Of a message that it is sent, in bytes, where it takes longer ones. */
  readonly longest?: number;
}

/** Fails a call with a code of gRPC that the engine knows what to do with: nothing is wrong here. */
export class GrpcRefusal extends Error {
  readonly status: string;

  /** @param code e.g. 5, not found */
  constructor(code: number) {
    super(`gRPC ${code}`);
    this.status = String(code);
  }
}

/**
 * Answers gRPC calls that an engine makes over a socket of ours, by path; anything else is `unimplemented`.
 * @param failed hears why a method failed
 */
export function serveGrpc(
  socket: Socket,
  methods: Readonly<Record<string, GrpcMethod>>,
  failed: (error: unknown) => void,
): void {
  const server = createServer({
    maxHeaderListPairs: mostHeaders,
    settings: { maxConcurrentStreams: mostCalls, maxHeaderListSize: longestHeaders },
  });
  // Whoever waits for an answer learns of it; the session must not end the process.
  server.on('sessionError', () => socket.destroy());
  server.on('stream', (stream, headers, _, rawHeaders: readonly string[]) => {
    stream.on('error', () => {});
    const path = headers[':path'] ?? '';
    answer(stream, rawHeaders, Object.hasOwn(methods, path) ? methods[path] : undefined).catch(failed);
  });
  server.emit('connection', socket);
}

async function answer(
  stream: ServerHttp2Stream,
  rawHeaders: readonly string[],
  method: GrpcMethod | undefined,
): Promise<void> {
  const type = { ':status': 200, 'content-type': 'application/grpc' };
  if (!method) {
    stream.respond({ ...type, 'grpc-status': unimplemented }, { endStream: true });
    return;
  }
  const outcome = { status: unknown };
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': outcome.status }));
  stream.respond(type, { waitForTrailers: true });
  const batches = new Batches(stream);
  try {
    // Who has read enough still has to answer.
    const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    const messages = messagesOf(chunks, method.longest ?? mostBytes);
    await method({ rawHeaders, messages, send: (message) => batches.send(message) });
    await batches.flush();
    outcome.status = ok;
  } catch (error) {
    if (!(error instanceof GrpcRefusal)) throw error;
    outcome.status = error.status;
  } finally {
    if (!stream.closed) stream.end();
  }
}

/** Gathers messages into larger writes, one after the other. What waits goes with the next turn of the event loop at the latest. */
class Batches {
  readonly #stream: ServerHttp2Stream;
  #waiting: Uint8Array[] = [];
  #size = 0;
  #soon = false;
  #written: Promise<void> = Promise.resolve();

  constructor(stream: ServerHttp2Stream) {
    this.#stream = stream;
  }

  /** Resolves when there is room for more; rejects where the stream is seen to be broken. */
  async send(message: Uint8Array): Promise<void> {
    const [prefix] = framed(message);
    this.#waiting.push(prefix, message);
    this.#size += prefix.length + message.length;
    if (this.#size >= batch) return this.flush();
    if (this.#soon) return undefined;
    this.#soon = true;
    setImmediate(() => {
      this.#soon = false;
      // Who sends more, or has sent all, hears of it.
      this.flush().catch(() => {});
    });
  }

  /** Resolves once all that waited is written. */
  flush(): Promise<void> {
    this.#written = this.#written.then(() => this.#write());
    return this.#written;
  }

  #write(): Promise<void> {
    if (this.#size === 0) return Promise.resolve();
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#size = 0;
    return new Promise((resolve, reject) => {
      this.#stream.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }
}
