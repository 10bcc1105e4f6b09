import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
} from 'node:http2';
import type { Socket } from 'node:net';
import { framed, messagesOf } from './grpc-messages.ts';

/** One message of an engine, in bytes: a Dockerfile a few times over, or up to 2 MB of a step's output. */
const mostMessage = 4 * 1024 * 1024;
/** In bytes: an error comes with the Dockerfile that it is about. */
const longestHeaders = 4 * 1024 * 1024;
/** UTF-16 units of the words with which a call is refused. */
const longestMessage = 4_000;

/** What an engine said to a call that it refused. */
export class GrpcError extends Error {
  /** Of gRPC, e.g. 5, not found. */
  readonly code: number;

  constructor(code: number, words: string) {
    super(words);
    this.code = code;
  }
}

export interface CallOptions {
  readonly metadata?: Readonly<Record<string, string>>;
  /** Ends the call, and what the engine does for it. */
  readonly signal?: AbortSignal;
  /** Of a message of the engine's, in bytes, where it may be longer than most. */
  readonly longest?: number;
}

interface Opened {
  readonly stream: ClientHttp2Stream;
  /** What ended it; undefined where it ended well. To be asked once the stream has ended. */
  readonly fault: () => Error | undefined;
}

/** Calls gRPC methods of an engine over a socket that was upgraded for that. Whoever opens it closes it. */
export class GrpcClient {
  readonly #session: ClientHttp2Session;

  constructor(socket: Socket) {
    this.#session = connect('http://engine', {
      createConnection: () => socket,
      settings: { enablePush: false, maxHeaderListSize: longestHeaders },
    });
    // Each call learns of it.
    this.#session.on('error', () => {});
  }

  /** One message, one answer. Rejects with a GrpcError where the engine refuses, or with what broke the connection. */
  async call(path: string, message: Uint8Array, options: CallOptions = {}): Promise<Buffer> {
    let answer: Buffer | undefined;
    for await (const each of this.stream(path, message, options)) {
      if (answer) throw new Error('The engine answered more than one message.');
      answer = each;
    }
    if (!answer) throw new Error('The engine answered no message.');
    return answer;
  }

  /** One message, any number of answers, as they come. Throws as `call` rejects; who reads no more of them ends the call. */
  async *stream(path: string, message: Uint8Array, options: CallOptions = {}): AsyncGenerator<Buffer, void> {
    const { stream, fault } = this.#open(path, message, options);
    try {
      yield* messagesOf(stream as AsyncIterable<Buffer>, options.longest ?? mostMessage);
    } catch (error) {
      throw fault() ?? error;
    } finally {
      stream.close(constants.NGHTTP2_CANCEL);
    }
    const refused = fault();
    if (refused) throw refused;
  }

  close(): void {
    // Node reads from a session once more in the tick in which it was made, and ends the process where that is gone.
    setImmediate(() => this.#session.destroy());
  }

  #open(path: string, message: Uint8Array, { metadata, signal }: CallOptions): Opened {
    const headers = { ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' };
    const stream = this.#session.request({ ...headers, ...metadata });
    let status: IncomingHttpHeaders = {};
    const take = (told: IncomingHttpHeaders) => {
      if (told['grpc-status'] !== undefined) status = told;
    };
    stream.on('response', take);
    stream.on('trailers', take);
    // Whoever reads it learns of it.
    stream.on('error', () => {});
    const cancel = () => stream.close(constants.NGHTTP2_CANCEL);
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    stream.on('close', () => signal?.removeEventListener('abort', cancel));
    stream.end(Buffer.concat(framed(message)));
    return { stream, fault: () => faultOf(status) };
  }
}

function faultOf(status: IncomingHttpHeaders): Error | undefined {
  const code = status['grpc-status'];
  if (code === '0') return undefined;
  if (code === undefined) return new Error('The engine ended a call without an answer.');
  const words = String(status['grpc-message'] ?? '').slice(0, 3 * longestMessage);
  return new GrpcError(Number(code), unescaped(words).slice(0, longestMessage));
}

/** gRPC writes bytes of a message that are no printable ASCII as `%XX`; what is cut or written otherwise stays as it is. */
function unescaped(text: string): string {
  return text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (escaped) =>
    Buffer.from(escaped.replaceAll('%', ''), 'hex').toString(),
  );
}
