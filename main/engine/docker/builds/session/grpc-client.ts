import { type ClientHttp2Session, connect, constants, type IncomingHttpHeaders } from 'node:http2';
import type { Socket } from 'node:net';

/** An engine's answer to one call, in bytes: a Dockerfile a few times over. */
const mostAnswer = 4 * 1024 * 1024;
const prefixSize = 5;
/** UTF-16 units of the words with which a call is refused. */
const longestMessage = 4_000;

/** Calls gRPC methods of an engine over a socket that was upgraded for that. Whoever opens it closes it. */
export class GrpcClient {
  readonly #session: ClientHttp2Session;

  constructor(socket: Socket) {
    this.#session = connect('http://engine', { createConnection: () => socket });
    // Each call learns of it.
    this.#session.on('error', () => {});
  }

  /** One message, one answer. Rejects with the engine's words, or with what broke the connection. */
  call(path: string, message: Uint8Array, metadata: Readonly<Record<string, string>> = {}): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const headers = { ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' };
      const stream = this.#session.request({ ...headers, ...metadata });
      const chunks: Buffer[] = [];
      let size = 0;
      let status: IncomingHttpHeaders = {};
      const take = (headers: IncomingHttpHeaders) => {
        if (headers['grpc-status'] !== undefined) status = headers;
      };
      stream.on('response', take);
      stream.on('trailers', take);
      stream.on('error', reject);
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostAnswer + prefixSize) stream.close(constants.NGHTTP2_CANCEL);
        else chunks.push(chunk);
      });
      stream.on('close', () => {
        const answer = settle(status, Buffer.concat(chunks));
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
      const prefix = Buffer.alloc(prefixSize);
      prefix.writeUInt32BE(message.length, 1);
      stream.end(Buffer.concat([prefix, message]));
    });
  }

  close(): void {
    this.#session.destroy();
  }
}

function settle(status: IncomingHttpHeaders, answer: Buffer): Buffer | Error {
  const code = status['grpc-status'];
  if (code === undefined) return new Error('The engine ended a call without an answer.');
  if (code !== '0') return new Error(String(status['grpc-message'] ?? '').slice(0, longestMessage));
  const whole = answer.length >= prefixSize && answer.readUInt32BE(1) === answer.length - prefixSize;
  return whole ? answer.subarray(prefixSize) : new Error('The engine answered no message.');
}
