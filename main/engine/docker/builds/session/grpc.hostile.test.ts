import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ContextFiles } from '../../../ports/builds.ts';
import { fileSync } from './file-sync.ts';
import { serveGrpc } from './grpc.ts';
import { bytesField, numberField } from './message.ts';

/** The engine's end of a session, and whatever failed on ours. */
let server: Server;
let engine: Socket;
let failures: unknown[];

const entries = async function* () {
  yield { path: 'a', type: 'file', mode: 0o644, mtime: 0, size: 3 } as const;
  yield { path: 'b', type: 'symlink', mode: 0o777, mtime: 0, size: 0, target: '/etc/shadow' } as const;
};
const read = async function* ({ path }: { readonly path: string }) {
  yield Buffer.from(path === 'a' ? 'abc' : 'what a link leads to');
};
const source = { entries, read };
const files: ContextFiles = { key: 'k', context: source, dockerfile: source, ignore: source };

beforeEach(async () => {
  failures = [];
  server = createServer((socket) => {
    socket.on('error', () => {});
    serveGrpc(socket, { '/copy': fileSync(files) }, (error) => failures.push(error));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  engine = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  engine.on('error', () => {});
});
afterEach(async () => {
  engine.destroy();
  await new Promise((resolve) => void server.close(resolve));
});

const frame = (message: Buffer, size = message.length): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(size, 1);
  return Buffer.concat([head, message]);
};

/** Calls a method with bytes; resolves with its answer and status. */
function call(client: ClientHttp2Session, path: string, ...sent: Buffer[]) {
  const stream = client.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' });
  for (const bytes of sent) stream.write(bytes);
  const answer: Buffer[] = [];
  return new Promise<{ readonly status: unknown; readonly bytes: Buffer }>((resolve, reject) => {
    let status: unknown;
    stream.on('response', (headers) => (status ??= headers['grpc-status']));
    stream.on('trailers', (headers) => (status ??= headers['grpc-status']));
    stream.on('data', (chunk: Buffer) => answer.push(chunk));
    stream.on('error', reject);
    stream.on('end', () => stream.end());
    stream.on('close', () => resolve({ status, bytes: Buffer.concat(answer) }));
  });
}
const session = () => connectHttp2('http://engine', { createConnection: () => engine });

test('bytes that are no HTTP/2 end the session and nothing else', async () => {
  const closed = new Promise((resolve) => engine.once('close', resolve));
  engine.resume().write('x'.repeat(100_000));
  await closed;
});

test('a call that nobody serves is answered as such', async () => {
  expect((await call(session(), '/constructor')).status).toBe('12');
});

test('files are sent as they are asked for; a number that none has brings an empty one', async () => {
  const request = (id: number) => frame(Buffer.concat([numberField(1, 1), numberField(3, id)]));
  const end = frame(numberField(1, 3));
  const { status, bytes } = await call(session(), '/copy', request(0), request(1_000_000), end);
  expect(status).toBe('0');
  expect(bytes.includes(Buffer.concat([numberField(1, 2), bytesField(4, 'abc')]))).toBe(true);
  expect(bytes.subarray(-7)).toEqual(frame(numberField(1, 3)));
});

test('a file that is a link here is never read, whoever asks for it', async () => {
  const request = frame(Buffer.concat([numberField(1, 1), numberField(3, 1)]));
  const { status, bytes } = await call(session(), '/copy', request, frame(numberField(1, 3)));
  expect(status).toBe('0');
  expect(bytes.includes('what a link leads to')).toBe(false);
});

test.each([
  ['a message without end', frame(Buffer.from('x'), 0xffffffff)],
  ['a message that is none', frame(Buffer.alloc(100, 0xff))],
])('%s fails the call, not the program', async (_, bytes) => {
  expect((await call(session(), '/copy', bytes)).status).toBe('2');
  expect(failures).toHaveLength(1);
});
