import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { frame } from '../../../../e2e/fake/engine.ts';
import { answer, endlessly, jsonAnswer, type RawAnswer, startRawEngine } from '../../../../e2e/fake/raw-engine.ts';
import { strainOf } from '../../../../e2e/fake/strain.ts';
import { connectEndpoint } from '../../../engine/docker/connect.ts';
import { SegmentCache } from '../store/segment-cache.ts';
import { Spool } from '../store/spool.ts';
import { Follower } from './follower.ts';
import { LogSink } from './sink.ts';

const id = 'c'.repeat(64);
const MB = 1024 * 1024;
const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A spool of at most 8 MB, in memory or in a folder. */
async function spool(folder?: string): Promise<Spool> {
  return Spool.open({
    id: '0'.repeat(32),
    ...(folder === undefined ? {} : { folder }),
    note: { engine: 'e', name: 'n', containers: [] },
    classify: () => 0,
    cache: new SegmentCache(),
    limit: () => 8 * MB,
    onSealed: () => {},
  });
}

/** Follows what an engine prints until `bytes` went into the spool. */
async function follow(logs: RawAnswer, inspected: object, bytes: number): Promise<{ rows: number }> {
  const raw = await startRawEngine({
    'GET /events': 'HTTP/1.1 200 OK\r\n\r\n',
    'GET /info': answer('{}'),
    [`GET /containers/${id}/json`]: jsonAnswer({ Id: id, State: { Status: 'running' }, ...inspected }),
    [`GET /containers/${id}/logs`]: logs,
  });
  closers.push(() => raw.close());
  const address = raw.address;
  const connection = connectEndpoint({ id: 'e000000000000', name: 'T', url: 'unix://', source: 'default', address });
  closers.push(() => connection.dispose());
  connection.use();
  const folder = await mkdtemp(join(tmpdir(), 'follow-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const sink = await LogSink.open(await spool(folder), () => spool());
  const stop = new AbortController();
  const following = new Follower(connection, id, sink, () => {}, stop.signal).run();
  await expect.poll(() => sink.spool.end * MB, { timeout: 150_000 }).toBeGreaterThan(bytes);
  stop.abort();
  await following;
  const rows = sink.spool.end;
  await sink.spool.close();
  return { rows };
}

test.each<[string, RawAnswer, object]>([
  [
    'of a TTY',
    endlessly(Buffer.alloc(MB, 'x'), 'HTTP/1.1 200 OK\r\n\r\n2024-05-01T10:00:00.000000001Z '),
    { Config: { Tty: true } },
  ],
  [
    'in frames',
    endlessly(
      Buffer.concat(Array.from({ length: 64 }, () => frame(1, `2024-05-01T10:00:00.000000001Z ${'x'.repeat(16_384)}`))),
      'HTTP/1.1 200 OK\r\n\r\n',
    ),
    {},
  ],
])(
  'a line that never ends, %s, comes in pieces, and fills no memory',
  async (_, logs, inspected) => {
    let rows = 0;
    const strain = await strainOf(async () => {
      ({ rows } = await follow(logs, inspected, 400 * MB));
    });
    expect(rows).toBeGreaterThan(400);
    expect(strain.memory).toBeLessThan(300_000_000);
    expect(strain.silence).toBeLessThan(2000);
  },
  180_000,
);
