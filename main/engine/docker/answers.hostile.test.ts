import type { Socket } from 'node:net';
import { describe, test } from 'vitest';
import { type HostileCase, survives } from '../../../e2e/fake/raw-cases.ts';
import { answer, endlessly, jsonAnswer, type RawAnswer } from '../../../e2e/fake/raw-engine.ts';
import type { Engine } from '../engine.ts';

// What an engine may answer to a question with one answer. See raw-cases.ts for what every case must keep.

const id = 'a'.repeat(64);
const MB = 1024 * 1024;
const good = 'HTTP/1.1 200 OK\r\n';

const closing =
  (bytes: string | Buffer): RawAnswer =>
  (socket) =>
    void socket.end(bytes);
const chunked = (body: string): string => `${good}Transfer-Encoding: chunked\r\n\r\n${body}`;

const version = (engine: Engine, signal: AbortSignal) => engine.version(signal).then(({ api }) => api);
const list = (engine: Engine, signal: AbortSignal) => engine.containers.list('all', signal);
const names = async (engine: Engine, signal: AbortSignal) => (await list(engine, signal)).map(({ name }) => name);
const inspect = (engine: Engine, signal: AbortSignal) => engine.containers.inspect(id, signal).then(({ name }) => name);
const start = (engine: Engine, signal: AbortSignal) => engine.containers.start(id, signal);

const pinged = (bytes: RawAnswer): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: { 'GET /_ping': bytes },
  ask: version,
});
const told = (bytes: RawAnswer): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: { 'GET /_ping': answer('OK'), 'GET /version': bytes },
  ask: version,
});
const listed = (bytes: RawAnswer, ask: HostileCase['ask'] = list): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: { 'GET /containers/json': bytes },
  ask,
});
const inspected = (bytes: RawAnswer): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: { [`GET /containers/${id}/json`]: bytes },
  ask: inspect,
});
const started = (bytes: RawAnswer): Pick<HostileCase, 'answers' | 'ask'> => ({
  answers: { [`POST /containers/${id}/start`]: bytes },
  ask: start,
});

const run = (cases: Readonly<Record<string, HostileCase>>): void => {
  test.each(Object.entries(cases))('%s', (_, each) => survives(each), 60_000);
};

describe('who answers a ping with', () => {
  run({
    'nothing at all': { ...pinged(closing('')), ends: 'engine-unreachable' },
    'a status line of no version': { ...pinged(closing('HTTP/9.9 abc\r\n\r\n')), ends: 'unsupported' },
    'a status of five digits': { ...pinged(closing('HTTP/1.1 99999 OK\r\n\r\n')), ends: 'unsupported' },
    'a status that is none': { ...pinged(answer('OK', '000 Nothing')), ends: 'unsupported' },
    'another protocol': { ...pinged(closing('ICY 200 OK\r\n\r\nOK')), ends: 'unsupported' },
    'bytes of a TLS alert': { ...pinged(closing(Buffer.from([21, 3, 1, 0, 2, 2, 70]))), ends: 'unsupported' },
    'half a head': { ...pinged(closing('HTTP/1.1 200 OK\r\nContent-Le')), ends: 'engine-unreachable' },
    'half a head and silence': {
      ...pinged('HTTP/1.1 200 OK\r\nContent-Le'),
      cancelledAfter: 1,
      ends: 'cancelled',
    },
    'interim answers before the last': {
      ...pinged(
        Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'.repeat(50)), answer('OK')]),
      ),
      ends: { with: '1.41' },
    },
    'interim answers for ever': {
      ...pinged(endlessly(Buffer.from('HTTP/1.1 102 Processing\r\n\r\n'.repeat(500)), '')),
      cancelledAfter: 1,
      ends: 'cancelled',
    },
    'no content, and a body all the same': { ...pinged(answer('OK', '204 No Content')), ends: 'unsupported' },
    'an upgrade that nobody asked for': {
      ...pinged('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'),
      ends: 'unsupported',
    },
    'a body of no length that never ends': {
      ...pinged(endlessly(Buffer.alloc(65_536, 'O'), `${good}\r\n`)),
      ends: 'unsupported',
    },
    'more than it said': {
      ...pinged(`${good}Content-Length: 2\r\nApi-Version: 1.41\r\n\r\nOK and more`),
      ends: { with: '1.41' },
    },
    'less than it said': { ...pinged(closing(`${good}Content-Length: 200\r\n\r\nOK`)), ends: 'engine-unreachable' },
    'a negative length': { ...pinged(closing(`${good}Content-Length: -2\r\n\r\nOK`)), ends: 'unsupported' },
    'two lengths': {
      ...pinged(closing(`${good}Content-Length: 2\r\nContent-Length: 3\r\n\r\nOK`)),
      ends: 'unsupported',
    },
    'a length and chunks': {
      ...pinged(closing(`${good}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n`)),
      ends: 'unsupported',
    },
    'a chunk of no size': { ...pinged(closing(chunked('zz\r\nOK\r\n'))), ends: 'engine-unreachable' },
    'a chunk of too many digits': {
      ...pinged(closing(chunked(`${'f'.repeat(40)}\r\nOK`))),
      ends: 'engine-unreachable',
    },
    'a chunk that breaks off': { ...pinged(closing(chunked('ff\r\nOK'))), ends: 'engine-unreachable' },
    'a hundred thousand headers': {
      ...pinged(closing(`${good}${'A: b\r\n'.repeat(100_000)}\r\n`)),
      ends: 'unsupported',
    },
    'a header of a megabyte': { ...pinged(closing(`${good}A: ${'b'.repeat(MB)}\r\n\r\n`)), ends: 'unsupported' },
    'a header with control characters': { ...pinged(closing(`${good}A: \u0000\u0007\r\n\r\nOK`)), ends: 'unsupported' },
    'a page': { ...pinged(answer('<html><body>Welcome!</body></html>')), ends: 'unsupported' },
    'a page of an error': {
      ...pinged(answer('<html>Bad Gateway</html>', '502 Bad Gateway')),
      ends: 'engine-unreachable',
    },
    'random bytes as a body': { ...pinged(answer(Buffer.alloc(4096, '\u0000\u00ff\u0080'))), ends: 'unsupported' },
    'an engine’s name and a stranger’s certificate': {
      ...pinged(answer('OK')),
      place: 'stranger',
      ends: 'unauthorized',
    },
  });
});

describe('who tells its version as', () => {
  run({
    null: { ...told(jsonAnswer(null)), ends: 'unsupported' },
    'a list': { ...told(jsonAnswer([])), ends: 'unsupported' },
    'no number': { ...told(answer('{"ApiVersion": NaN}')), ends: 'unsupported' },
    'a number': { ...told(jsonAnswer({ ApiVersion: 1.41 })), ends: 'unsupported' },
    'two versions, of which the last counts': {
      ...told(answer('{"ApiVersion": "1.24", "ApiVersion": "1.41"}')),
      ends: { with: '1.41' },
    },
    'what its prototype has': { ...told(answer('{"__proto__": {"ApiVersion": "1.41"}}')), ends: 'unsupported' },
    'a thousand pages': { ...told(jsonAnswer({ ApiVersion: '1.41', Version: 'x'.repeat(MB) })), ends: 'unsupported' },
    'half of it': {
      ...told(closing(`${good}Content-Length: 30\r\n\r\n{"ApiVersion": "1.4`)),
      ends: 'engine-unreachable',
    },
    'text that is compressed': {
      ...told(answer(Buffer.from([31, 139, 8, 0]), '200 OK', 'Content-Encoding: gzip')),
      ends: 'unsupported',
    },
  });
});

const row = (more: object): object => ({ Id: id, Names: ['/web'], Image: 'busybox', State: 'running', ...more });
const repeated = (text: string, bytes: number): Buffer => Buffer.alloc(bytes, text);

describe('a list that is', () => {
  run({
    null: { ...listed(jsonAnswer(null)), ends: 'unsupported' },
    'an object': { ...listed(jsonAnswer({ message: 'no' })), ends: 'unsupported' },
    'of things that are no rows': { ...listed(jsonAnswer([null, 1, 'x', [], {}, { Id: 7 }])), ends: { with: [] } },
    'of ids of a megabyte': { ...listed(jsonAnswer([row({ Id: 'a'.repeat(MB) })])), ends: { with: [] } },
    'of names that are none': {
      ...listed(jsonAnswer([row({ Names: null }), row({ Names: [7, {}] })]), names),
      ends: { with: [id.slice(0, 12), id.slice(0, 12)] },
    },
    'of names with control characters': {
      ...listed(jsonAnswer([row({ Names: ['/\u0000\u001b[2J'] })]), names),
      ends: { with: ['\u0000\u001b[2J'] },
    },
    'of labels, ports and networks that are prototypes': {
      ...listed(
        answer(
          `[{"Id":"${id}","Names":["/web"],"Labels":{"__proto__":{"x":1},"constructor":"c"},"Ports":{"length":9e9},"NetworkSettings":{"Networks":{"__proto__":{}}}}]`,
        ),
        (engine, signal) =>
          list(engine, signal).then(([first]) => [first?.ports, first?.networks, Object.keys(first?.labels ?? {})]),
      ),
      ends: { with: [[], ['__proto__'], ['constructor']] },
    },
    '64 MB of brackets': { ...listed(answer(repeated('[', 64 * MB))), ends: 'internal' },
    '60 MB of objects': { ...listed(answer(`[${'{},'.repeat(20 * MB)}{}]`)), ends: 'internal' },
    'one object of a million keys': {
      ...listed(answer(`{${Array.from({ length: 1e6 }, (_, n) => `"k${n}":0`).join()}}`)),
      ends: 'internal',
    },
    'of as many pieces as are taken in, of the worst kind': {
      ...listed(
        answer(
          `[${Array.from({ length: 12_000 }, (_, n) => `{${Array.from({ length: 40 }, (_, k) => `"k${n}_${k}":0`).join()}}`).join()}]`,
        ),
      ),
      ends: { with: [] },
    },
    'longer than anybody has rows': { ...listed(answer(`[${'{},'.repeat(30_000)}{}]`)), ends: 'internal' },
    'one string of 60 MB': {
      ...listed(answer(Buffer.concat([Buffer.from('["'), repeated('x', 60 * MB), Buffer.from('"]')]))),
      ends: 'internal',
    },
    'without end': { ...listed(endlessly(repeated(' ', MB), `${good}\r\n[`)), ends: 'internal' },
    'broken off by force': {
      ...listed(
        (socket: Socket) => void socket.write(`${good}Content-Length: 999\r\n\r\n[{`, () => socket.resetAndDestroy()),
      ),
      place: 'tcp',
      ends: 'engine-unreachable',
    },
    'cut in the middle of a character': {
      ...listed(answer(Buffer.concat([Buffer.from('[{"Id":"'), Buffer.from([0xe2, 0x82])])), list),
      ends: 'unsupported',
    },
    'of images of negative and absurd sizes': {
      answers: {
        'GET /images/json': answer(
          `[${['-5', '1e999', '"9"', 'null', '1.7976931348623157e308'].map((size) => `{"Id":"sha256:${id}","Size":${size},"RepoTags":null}`).join()}]`,
        ),
      },
      ask: (engine, signal) => engine.images.list(signal).then((images) => images.map(({ size }) => size)),
      ends: { with: [0, 0, 0, 0, 1.7976931348623157e308] },
    },
    'of volumes, and null': {
      answers: { 'GET /volumes': jsonAnswer({ Volumes: null }) },
      ask: (engine, signal) => engine.volumes.list(signal),
      ends: { with: [] },
    },
    'of networks whose ids are paths and prototypes': {
      answers: { 'GET /networks': jsonAnswer([{ Id: '../../x' }, { Id: '__proto__' }, { Id: 'a'.repeat(MB) }]) },
      ask: (engine, signal) => engine.networks.list(signal),
      ends: { with: [] },
    },
  });
});

describe('an inspect', () => {
  run({
    'of nothing': { ...inspected(jsonAnswer({})), ends: 'unsupported' },
    'whose parts are all of another type': {
      ...inspected(
        jsonAnswer({ Id: id, Name: '/web', State: 'up', Config: 7, HostConfig: [], NetworkSettings: null, Mounts: {} }),
      ),
      ends: { with: 'web' },
    },
    'that is deeper than anything': {
      ...inspected(answer(`{"Id":"${id}","Deep":${'['.repeat(5000)}${']'.repeat(5000)}}`)),
      ends: 'internal',
    },
    'with brackets only in its text': {
      ...inspected(jsonAnswer({ Id: id, Name: `/${'[{"'.repeat(90_000)}\\` })),
      ends: { with: `${'[{"'.repeat(90_000)}\\` },
    },
    'that drips for longer than anybody waits': {
      ...inspected((socket: Socket) => {
        socket.write(`${good}Content-Length: 1000000\r\n\r\n{`);
        const drip = setInterval(() => socket.write(' '), 5);
        socket.on('close', () => clearInterval(drip));
      }),
      cancelledAfter: 3,
      ends: 'cancelled',
    },
  });
});

describe('a verb that is answered with', () => {
  run({
    'chunks of one byte': {
      answers: {
        [`POST /containers/${id}/exec`]: endlessly(Buffer.from('1\r\n \r\n'.repeat(10_000)), chunked('1\r\n{\r\n')),
      },
      ask: (engine, signal) => engine.containers.run(id, { command: ['true'] }, signal),
      ends: 'internal',
    },
    'a body without end': { ...started(endlessly(repeated('x', MB), `${good}\r\n`)), ends: 'internal' },
    'an error of 64 MB': { ...started(answer(repeated('x', 64 * MB), '500 Oh')), ends: 'internal' },
    'an error that is no text': { ...started(jsonAnswer({ message: { a: [1] } }, '500 Oh')), ends: 'internal' },
    'an error that breaks off': {
      ...started(closing('HTTP/1.1 409 Conflict\r\nContent-Length: 99\r\n\r\n{"mess')),
      ends: 'engine-unreachable',
    },
    'an error deeper than anything': { ...started(answer(repeated('[', 60_000), '404 Gone')), ends: 'not-found' },
    'a status nobody knows': { ...started(answer('', '799 What')), ends: 'internal' },
  });
});
