import { createServer, type Server } from 'node:http';
import { createServer as createHttp2, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { dockerEngine } from '../engine.ts';
import { bytesField } from './session/message.ts';

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((resolve) => void server?.close(resolve));
});

/** What a file is told to be by an engine that upgrades its connections and does this with those for `/grpc`. */
async function check(grpc: (socket: Socket) => void, signal = new AbortController().signal) {
  const opened = createServer((request, response) => {
    const isVersion = request.url === '/version';
    response.writeHead(isVersion || request.url === '/_ping' ? 200 : 404, { 'Api-Version': '1.51', Ostype: 'linux' });
    response.end(isVersion ? JSON.stringify({ ApiVersion: '1.51', Os: 'linux' }) : 'OK');
  });
  opened.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  opened.on('upgrade', ({ url = '' }, socket: Socket) => {
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
    if (url.endsWith('/grpc')) grpc(socket);
  });
  server = opened;
  await new Promise<void>((resolve) => void opened.listen(0, '127.0.0.1', resolve));
  const address = opened.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return dockerEngine({ kind: 'tcp', host: '127.0.0.1', port }).builds.check(
    { text: 'FROM a', args: {} },
    ['a'],
    signal,
  );
}

/** Every question is answered with this message, but a build stays open. */
function answering(message: Uint8Array): (socket: Socket) => void {
  const http2 = createHttp2();
  http2.on('sessionError', () => {});
  http2.on('stream', (stream: ServerHttp2Stream, headers) => {
    stream.on('error', () => {});
    if (headers[':path']?.includes('Control')) return;
    stream.respond({ ':status': 200 }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([prefix, message]));
  });
  return (socket) => void http2.emit('connection', socket);
}

const result = (json: string) =>
  bytesField(3, bytesField(10, Buffer.concat([bytesField(1, 'result.json'), bytesField(2, json)])));

test('an answer in the right form is read', async () => {
  const said = JSON.stringify({ buildError: { message: 'no' } });
  expect(await check(answering(result(said)))).toEqual([{ severity: 'error', message: 'no' }]);
});

test.each<[string, (socket: Socket) => void]>([
  ['is no HTTP/2', (socket) => void socket.write('x'.repeat(100_000))],
  ['breaks off', (socket) => socket.destroy()],
  ['is no message', answering(Buffer.alloc(1_000, 0xff))],
  ['is of too many fields', answering(Buffer.alloc(300_000, Buffer.from([0x08, 0x01])))],
  ['has no result', answering(Buffer.alloc(0))],
  ['is no JSON', answering(result('{'))],
  ['is too deep', answering(result('['.repeat(1_000_000)))],
  ['is too long', answering(result(`"${'x'.repeat(5 * 1024 * 1024)}"`))],
])('an answer that %s is a problem, and nothing else', async (_, grpc) => {
  await expect(check(grpc)).rejects.toMatchObject({ problem: { code: expect.any(String) } });
});

test('a question to an engine that says nothing ends with its signal', async () => {
  const stop = new AbortController();
  const asked = check(() => stop.abort(), stop.signal);
  await expect(asked).rejects.toMatchObject({ problem: { code: 'cancelled' } });
});
