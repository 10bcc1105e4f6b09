import { describe, expect, test } from 'vitest';
import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import type { TransferEvent } from '../../ports/transfers.ts';
import { TarEnd } from '../streams/tar-end.ts';
import { registryProblem } from './registry-problems.ts';
import { authHeader, readTransfer } from './transfers.ts';

async function read(...lines: object[]): Promise<TransferEvent[]> {
  const chunks = async function* () {
    yield Buffer.from(lines.map((line) => JSON.stringify(line)).join('\r\n'));
  };
  const events: TransferEvent[] = [];
  for await (const event of readTransfer(chunks())) events.push(event);
  return events;
}

describe('the login that goes with a transfer', () => {
  test('is URL-safe base64 with padding', () => {
    // Both of the characters that differ come up, and the length is no multiple of three.
    const auth = { server: 'r:5000', username: 'u', password: '???>>>ÿ~' };
    const header = authHeader(auth);
    expect(header).toMatch(/^[A-Za-z0-9_-]+=*$/);
    expect(header.length % 4).toBe(0);
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      username: 'u',
      password: '???>>>ÿ~',
      serveraddress: 'r:5000',
    });
  });

  test('is an empty object where there is none', () => {
    expect(Buffer.from(authHeader(undefined), 'base64').toString()).toBe('{}');
  });

  test('is the token alone where there is one', () => {
    const header = authHeader({ server: 's', username: 'u', password: 'p', identityToken: 't' });
    expect(JSON.parse(Buffer.from(header, 'base64').toString())).toEqual({ identitytoken: 't', serveraddress: 's' });
  });
});

describe('what an engine tells of a transfer', () => {
  test('is layers, digest and sentences', async () => {
    const events = await read(
      { status: 'Pulling from library/busybox', id: 'latest' },
      { status: 'Downloading', progressDetail: { current: 1, total: 2 }, id: 'aa' },
      { status: 'Extracting', progressDetail: { current: 1, units: 's' }, id: 'aa' },
      { status: `Digest: sha256:${'0'.repeat(64)}` },
      { status: 'Status: Image is up to date for busybox:latest' },
      { status: `latest: digest: sha256:${'2'.repeat(64)} size: 527` },
      { progressDetail: {}, aux: { Tag: 'latest', Digest: 'sha256:11', Size: 527 } },
      { stream: 'Loaded image: busybox:latest\n' },
    );
    expect(events).toEqual([
      { kind: 'message', text: 'Pulling from library/busybox' },
      { kind: 'layer', id: 'aa', status: 'Downloading', current: 1, total: 2 },
      { kind: 'layer', id: 'aa', status: 'Extracting' },
      { kind: 'digest', digest: `sha256:${'0'.repeat(64)}` },
      { kind: 'message', text: 'Status: Image is up to date for busybox:latest' },
      { kind: 'digest', digest: `sha256:${'2'.repeat(64)}` },
      { kind: 'digest', digest: 'sha256:11' },
      { kind: 'message', text: 'Loaded image: busybox:latest' },
    ]);
  });

  test('throws the error that comes after a good status', async () => {
    const failure = await read({ errorDetail: { message: 'denied\n' }, error: 'denied\n' }).catch(toProblem);
    expect(failure).toMatchObject({ code: 'internal', detail: 'denied' });
  });
});

test.each([
  ['unauthorized: authentication required', 'unauthorized'],
  ['Get "http://r/v2/": no basic auth credentials', 'unauthorized'],
  ['login attempt to http://r/v2/ failed with status: 401 Unauthorized', 'unauthorized'],
  ['denied: requested access to the resource is denied', 'unauthorized'],
  ['manifest for r/x:1 not found: manifest unknown: manifest unknown', 'not-found'],
  ['An image does not exist locally with the tag: r/x', 'not-found'],
  ['write /var/lib/docker/tmp/x: no space left on device', 'no-space'],
  ['dial tcp 127.0.0.1:5000: connect: connection refused', 'timeout'],
  ['unexpected EOF', 'timeout'],
  ['something new', 'internal'],
])('a registry that says “%s” is told as %s', (detail, code) => {
  expect(registryProblem(problem('internal', 'engine-failed', { detail })).problem).toMatchObject({ code, detail });
});

test('a connection to the engine that broke is not taken for the registry’s', () => {
  const lost = problem('engine-unreachable', 'engine-lost', { detail: 'unexpected EOF' });
  expect(registryProblem(lost)).toBe(lost);
});

describe('an archive', () => {
  const ended = (...chunks: Buffer[]): (() => void) => {
    const end = new TarEnd();
    for (const chunk of chunks) end.push(chunk);
    return () => end.check();
  };

  test('is whole with its two empty blocks, however it is cut', () => {
    expect(ended(Buffer.alloc(512, 1), Buffer.alloc(700), Buffer.alloc(324))).not.toThrow();
    expect(ended(Buffer.concat([Buffer.alloc(9216, 1), Buffer.alloc(1024)]))).not.toThrow();
  });

  test('is not with an error in place of its end, or without one', () => {
    const error = Buffer.from(
      '{"errorDetail":{"message":"no space left on device"},"error":"no space left on device"}',
    );
    expect(ended(Buffer.alloc(1024), error)).toThrow('archive-disk-full');
    expect(ended(Buffer.alloc(1024, 1))).toThrow('archive-unfinished');
    expect(ended()).toThrow('archive-unfinished');
  });
});
