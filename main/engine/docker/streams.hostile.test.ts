import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { describe, test } from 'vitest';
import { isFault, parseReference } from '../../../app/text/image-reference.ts';
import { frame } from '../../../e2e/fake/engine.ts';
import { textsOf } from '../../../e2e/fake/log-lines.ts';
import { type HostileCase, survives } from '../../../e2e/fake/raw-cases.ts';
import { answer, endlessly, jsonAnswer, type RawAnswer } from '../../../e2e/fake/raw-engine.ts';
import type { Engine } from '../engine.ts';

// What an engine may send where its answer goes on and on. See raw-cases.ts for what every case must keep.

const id = 'a'.repeat(64);
const MB = 1024 * 1024;
const open = 'HTTP/1.1 200 OK\r\n\r\n';
const stamp = '2024-05-01T10:00:00.000000001Z ';
type Ask = HostileCase['ask'];

/** Sends it all and closes, as a stream ends that is through. */
const through =
  (...pieces: readonly (string | Buffer)[]): RawAnswer =>
  (socket: Socket) => {
    socket.write(open);
    for (const piece of pieces) socket.write(piece);
    socket.end();
  };

/** The first few of what comes: none of these has to be read to its end. */
async function gathered<T>(items: AsyncIterable<T>, most = 5): Promise<T[]> {
  const seen: T[] = [];
  for await (const item of items) if (seen.push(item) >= most) break;
  return seen;
}

const run = (cases: Readonly<Record<string, HostileCase>>): void => {
  test.each(Object.entries(cases))('%s', (_, each) => survives(each), 60_000);
};

const events: Ask = (engine, signal) => gathered(engine.events(signal));
const told = (bytes: RawAnswer): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: { 'GET /events': bytes },
  ask: events,
});
const event = (ID: string, more: object = {}): string =>
  `${JSON.stringify({ Type: 'container', Action: 'start', Actor: { ID }, ...more })}\n`;
const started = { kind: 'container', id, action: 'start' };
const ready = { kind: 'ready' };

describe('events', () => {
  run({
    'of which one never ends': { ...told(endlessly(Buffer.alloc(MB, 'x'), open)), ends: 'internal' },
    'of which one is all brackets': { ...told(endlessly(Buffer.alloc(MB, '['), open)), ends: 'internal' },
    'that are no JSON': { ...told(through('hello\n')), ends: 'unsupported' },
    'that are no events': {
      ...told(through('null\n7\n[]\n"x"\n{}\n{"Type":"container"}\n', event(id))),
      ends: { with: [ready, started] },
    },
    'with ids that are none': {
      ...told(through(event('a'.repeat(MB / 2)), event('\ud800'), event(''), event(id))),
      ends: { with: [ready, started] },
    },
    'with a command of 100 kB in the action': {
      ...told(through(event(id, { Action: `exec_start: ${'x'.repeat(100_000)}` }))),
      ends: { with: [ready, { ...started, action: `exec_start: ${'x'.repeat(244)}` }] },
    },
    'that flood, all about something else': {
      ...told(endlessly(Buffer.from('{"Type":"plugin"}\n'.repeat(3000)), open)),
      cancelledAfter: 3,
      ends: { with: [ready] },
    },
    'that flood, all empty lines': {
      ...told(endlessly(Buffer.alloc(65_536, '\n'), open)),
      cancelledAfter: 3,
      ends: { with: [ready] },
    },
    'that are an upgrade': {
      ...told('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'),
      ends: 'unsupported',
    },
    'that break off in a line': {
      ...told(
        (socket: Socket) =>
          void socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"Ty`, () => socket.resetAndDestroy()),
      ),
      place: 'tcp',
      ends: 'engine-unreachable',
    },
    'whose chunks lie': {
      ...told(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}{}{}`),
      ends: 'engine-unreachable',
    },
  });
});

const stats: Ask = (engine, signal) => gathered(engine.containers.stats(id, signal));
const sampled = (bytes: RawAnswer): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: { [`GET /containers/${id}/stats`]: bytes },
  ask: stats,
});

describe('samples', () => {
  run({
    'that are no samples': { ...sampled(through('[]\n')), ends: { with: [] } },
    'of garbage': {
      ...sampled(
        through(
          '{"read":"2024-05-01T10:00:00Z","cpu_stats":{"cpu_usage":"x"},"memory_stats":{"usage":-1e999,"limit":{}}}\n',
        ),
      ),
      ends: { with: [{ time: Date.parse('2024-05-01T10:00:00Z') }] },
    },
    'of a time that is none': { ...sampled(through('{"read":"yesterday"}\n')), ends: { with: [] } },
    'of which one never ends': { ...sampled(endlessly(Buffer.alloc(MB, ' '), `${open}{`)), ends: 'internal' },
  });
});

const log: Ask = async (engine, signal) =>
  (await gathered(engine.containers.logs(id, { tail: 'all', follow: false }, signal))).flatMap(textsOf);
const printed = (bytes: RawAnswer): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: {
    [`GET /containers/${id}/json`]: jsonAnswer({ Id: id, Config: {} }),
    [`GET /containers/${id}/logs`]: bytes,
  },
  ask: log,
});
const claims = (size: number): Buffer => {
  const header = Buffer.alloc(8);
  header.writeUInt8(1, 0);
  header.writeUInt32BE(size, 4);
  return header;
};

describe('a log', () => {
  run({
    'with a frame of no kind': { ...printed(through(Buffer.from([9, 9, 9, 9, 9, 9, 9, 9]))), ends: 'internal' },
    'with a frame of 4 GB that never comes': {
      ...printed((socket: Socket) => void socket.write(Buffer.concat([Buffer.from(open), claims(0xffffffff)]))),
      cancelledAfter: 4,
      ends: { with: [] },
    },
    'with frames of nothing for ever': {
      ...printed(endlessly(Buffer.alloc(65_536, claims(0)), open)),
      cancelledAfter: 4,
      ends: { with: [] },
    },
    'that breaks off in a frame': { ...printed(through(claims(100), `${stamp}half`)), ends: { with: ['half'] } },
    'with an error of the engine’s in it': {
      ...printed(through(frame(1, `${stamp}one\n`), frame(3, 'oh no'))),
      ends: 'internal',
    },
    'with an error without end': {
      ...printed(endlessly(Buffer.alloc(65_536, 'x'), `${open}\u0003\u0000\u0000\u0000\u007f\u007f\u007f\u007f`)),
      cancelledAfter: 4,
      ends: { with: [] },
    },
    'whose head never ends': {
      ...printed(endlessly(Buffer.alloc(65_536, 'A: b\r\n'), 'HTTP/1.1 200 OK\r\n')),
      ends: 'unsupported',
    },
    'that is no HTTP': { ...printed('SSH-2.0-OpenSSH\r\n'), ends: 'unsupported' },
    'whose chunk has no size': {
      ...printed('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
      ends: 'unsupported',
    },
    'whose chunks have extensions without end': {
      ...printed(endlessly(Buffer.alloc(65_536, ';a=b'), 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1')),
      ends: 'unsupported',
    },
    'shorter than it says': {
      ...printed((socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n')),
      ends: 'engine-unreachable',
    },
    'that is refused by a page without end': {
      ...printed(endlessly(Buffer.alloc(65_536, '<p>'), 'HTTP/1.1 500 Oh\r\n\r\n')),
      ends: 'internal',
    },
    'from a stranger': { ...printed(through('x')), place: 'stranger', ends: 'unauthorized' },
  });
});

const shell: Ask = async (engine, signal) => {
  const session = await engine.containers.exec(id, { command: ['sh'], env: [], cols: 80, rows: 24 }, signal);
  const [first] = await gathered(session.output, 1);
  session.close();
  return Buffer.from(first ?? '').toString();
};
const opened = (made: RawAnswer, begun: RawAnswer): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: { [`POST /containers/${id}/exec`]: made, [`POST /exec/${'f'.repeat(64)}/start`]: begun },
  ask: shell,
});
const made = jsonAnswer({ Id: 'f'.repeat(64) }, '201 Created');

describe('a shell', () => {
  run({
    'without an upgrade': { ...opened(made, through('$ ')), ends: 'unsupported' },
    'that is refused': { ...opened(made, jsonAnswer({ message: 'no' }, '409 Conflict')), ends: 'conflict' },
    'under an id that is a path': { ...opened(jsonAnswer({ Id: '../../x' }, '201 Created'), ''), ends: 'internal' },
    'that speaks with its upgrade, and hangs up': {
      ...opened(
        made,
        (socket: Socket) => void socket.end('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n$ '),
      ),
      ends: { with: '$ ' },
    },
    'whose upgrade floods': {
      ...opened(
        made,
        endlessly(Buffer.alloc(2, '$ '), 'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n$ '),
      ),
      ask: (engine, signal) => shell(engine, signal).then((text) => (text as string).slice(0, 2)),
      ends: { with: '$ ' },
    },
  });
});

const reference = parseReference('busybox:1');
if (isFault(reference)) throw new Error(reference.fault.reason);
const pull: Ask = (engine, signal) => gathered(engine.transfers.pull(reference, undefined, undefined, signal));
const pulled = (bytes: RawAnswer): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: { 'POST /images/create': bytes },
  ask: pull,
});
const build = (engine: Engine, signal: AbortSignal): Promise<unknown> =>
  gathered(
    engine.builds.build(
      { dockerfile: 'Dockerfile', tags: [], args: {}, noCache: false, pull: false },
      Readable.from([Buffer.alloc(1024)]),
      signal,
    ),
  );
const trace = (aux: string): string => `${JSON.stringify({ id: 'moby.buildkit.trace', aux })}\n`;

describe('a transfer', () => {
  run({
    'with a line that never ends': { ...pulled(endlessly(Buffer.alloc(MB, 'x'), open)), ends: 'internal' },
    'that fails with a book': { ...pulled(through(`{"error":"${'x'.repeat(500_000)}"}\n`)), ends: 'internal' },
    'that ends before it is through': { ...pulled(through('{"status":"Pulling"}\n')), ends: 'engine-unreachable' },
    'of an archive that is none': {
      answers: { 'GET /images/get': through('not a tar') },
      ask: (engine, signal) => gathered(engine.transfers.save(['busybox'], signal)),
      ends: 'internal',
    },
    'of the files of a container that are none': {
      answers: { [`GET /containers/${'0'.repeat(64)}/export`]: through('not a tar') },
      ask: (engine, signal) => gathered(engine.transfers.export('0'.repeat(64), signal)),
      ends: 'internal',
    },
    'of a build whose traces are garbage': {
      answers: {
        'POST /build': through(
          trace('!!!'),
          trace(Buffer.alloc(3 * MB, 0xff).toString('base64')),
          trace(Buffer.alloc(3 * MB, Buffer.from([8, 1])).toString('base64')),
          '{"error":"no"}\n',
        ),
      },
      ask: build,
      ends: {
        with: [
          { kind: 'builder', builder: 'buildkit', way: 'tar' },
          { kind: 'error', message: 'no' },
        ],
      },
    },
    'of a build that is answered before its context is sent': {
      answers: { 'POST /build': answer('', '413 Too Large') },
      ask: build,
      ends: 'internal',
    },
  });
});
