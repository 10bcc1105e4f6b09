import { createServer as createHttp2, type ServerHttp2Stream } from 'node:http2';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { GrpcClient } from './grpc-client.ts';

let server: Server | undefined;
let sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await new Promise((resolve) => void server?.close(resolve));
});

/** A client of an engine that does this with each connection. */
async function clientOf(take: (socket: Socket) => void): Promise<GrpcClient> {
  const opened = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    take(socket);
  });
  server = opened;
  await new Promise<void>((resolve) => void opened.listen(0, '127.0.0.1', resolve));
  const address = opened.address();
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  socket.on('error', () => {});
  return new GrpcClient(socket);
}

function answering(answer: (stream: ServerHttp2Stream) => void): Promise<GrpcClient> {
  const http2 = createHttp2();
  http2.on('sessionError', () => {});
  http2.on('stream', (stream) => {
    stream.on('error', () => {});
    answer(stream);
  });
  return clientOf((socket) => void http2.emit('connection', socket));
}

function withStatus(stream: ServerHttp2Stream, body: Uint8Array, trailers: Record<string, string>): void {
  stream.respond({ ':status': 200 }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.end(body);
}

const message = Buffer.from([0, 0, 0, 0, 1, 7]);

test('an answer is its message', async () => {
  const client = await answering((stream) => withStatus(stream, message, { 'grpc-status': '0' }));
  expect(await client.call('/a', Buffer.alloc(0))).toEqual(Buffer.from([7]));
  client.close();
});

test.each<[string, (stream: ServerHttp2Stream) => void, RegExp]>([
  ['refuses in words', (stream) => withStatus(stream, message, { 'grpc-status': '2', 'grpc-message': 'no' }), /^no$/],
  ['refuses at once', (stream) => stream.respond({ 'grpc-status': '12' }, { endStream: true }), /^$/],
  ['says no status', (stream) => withStatus(stream, message, {}), /without an answer/],
  [
    'sends half a message',
    (stream) => withStatus(stream, message.subarray(0, 5), { 'grpc-status': '0' }),
    /no message/,
  ],
  ['sends nothing', (stream) => withStatus(stream, Buffer.alloc(0), { 'grpc-status': '0' }), /no message/],
  ['resets the call', (stream) => stream.close(2), /NGHTTP2_INTERNAL_ERROR|without an answer/],
  [
    'sends without end',
    (stream) => {
      stream.respond({ ':status': 200 });
      const more = () => {
        while (!stream.destroyed && stream.write(Buffer.alloc(64 * 1024)));
      };
      stream.on('drain', more);
      more();
    },
    /more than one message/,
  ],
])('an engine that %s fails the call', async (_, answer, words) => {
  const client = await answering(answer);
  await expect(client.call('/a', Buffer.alloc(0))).rejects.toThrow(words);
  client.close();
});

test.each<[string, (socket: Socket) => void]>([
  ['hangs up', (socket) => socket.destroy()],
  ['speaks something else', (socket) => void socket.write('x'.repeat(100_000))],
])('an engine that %s fails all calls', async (_, take) => {
  const client = await clientOf(take);
  const [first, second] = [client.call('/a', Buffer.alloc(0)), client.call('/b', Buffer.alloc(0))];
  await expect(first).rejects.toThrow();
  await expect(second).rejects.toThrow();
  await expect(client.call('/c', Buffer.alloc(0))).rejects.toThrow();
});

test('the end of a client ends its calls', async () => {
  const client = await answering(() => {});
  const asked = client.call('/a', Buffer.alloc(0));
  client.close();
  await expect(asked).rejects.toThrow();
});
