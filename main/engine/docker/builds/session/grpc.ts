import { createServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';

/** What an engine sends in one message here is a number or two, in bytes. */
const mostBytes = 64 * 1024;
/** Codes of gRPC. */
const ok = '0';
const unknown = '2';
const unimplemented = '12';

/** One call: its messages come by `messages`, answers go by `send`, which resolves when there is room for more. */
export interface GrpcCall {
  readonly headers: IncomingHttpHeaders;
  readonly messages: AsyncIterable<Buffer>;
  readonly send: (message: Uint8Array) => Promise<void>;
}

export type GrpcMethod = (call: GrpcCall) => Promise<void>;

/**
 * Answers gRPC calls that an engine makes over a socket of ours, by path; anything else is `unimplemented`.
 * @param failed hears why a method failed
 */
export function serveGrpc(
  socket: Socket,
  methods: Readonly<Record<string, GrpcMethod>>,
  failed: (error: unknown) => void,
): void {
  const server = createServer();
  // Whoever waits for an answer learns of it; the session must not end the process.
  server.on('sessionError', () => socket.destroy());
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    answer(stream, headers, methods).catch(failed);
  });
  server.emit('connection', socket);
}

async function answer(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  methods: Readonly<Record<string, GrpcMethod>>,
): Promise<void> {
  const path = headers[':path'] ?? '';
  const method = Object.hasOwn(methods, path) ? methods[path] : undefined;
  const type = { ':status': 200, 'content-type': 'application/grpc' };
  if (!method) {
    stream.respond({ ...type, 'grpc-status': unimplemented }, { endStream: true });
    return;
  }
  const outcome = { status: unknown };
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': outcome.status }));
  stream.respond(type, { waitForTrailers: true });
  try {
    await method({ headers, messages: messagesOf(stream), send: (message) => write(stream, message) });
    outcome.status = ok;
  } finally {
    if (!stream.closed) stream.end();
  }
}

function write(stream: ServerHttp2Stream, message: Uint8Array): Promise<void> {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return new Promise((resolve, reject) => {
    stream.write(Buffer.concat([head, message]), (error) => (error ? reject(error) : resolve()));
  });
}

async function* messagesOf(stream: ServerHttp2Stream): AsyncGenerator<Buffer, void> {
  let rest = Buffer.alloc(0);
  // Who has read enough still has to answer.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const size = rest.length < 5 ? undefined : rest.readUInt32BE(1);
      if (size !== undefined && size > mostBytes) throw new RangeError('a message is too long');
      if (size === undefined || rest.length < 5 + size) break;
      yield rest.subarray(5, 5 + size);
      rest = rest.subarray(5 + size);
    }
  }
}
