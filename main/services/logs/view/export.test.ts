import { describe, expect, test } from 'vitest';
import { blockOf } from '../../../../e2e/fake/log-lines.ts';
import { LineFlag } from '../../../engine/ports/log-block.ts';
import { LiveLog } from '../follow/live-log.ts';
import { LogSink } from '../follow/sink.ts';
import { SegmentCache } from '../store/segment-cache.ts';
import { Spool } from '../store/spool.ts';
import { pageRows } from './arranged.ts';
import { textOf } from './export.ts';
import { LogView } from './view.ts';

const plain = { timestamps: false, plain: true };

const memory = () =>
  Spool.open({
    id: '0'.repeat(32),
    note: { engine: 'e', name: 'n', containers: [] },
    classify: () => 0,
    cache: new SegmentCache(),
    limit: () => Number.POSITIVE_INFINITY,
    onSealed: () => {},
  });

/** Lines `name n` of one second each; `every` apart, so that several logs take turns. */
const lines = (name: string, from: number, to: number) =>
  blockOf(
    Array.from({ length: to - from }, (_, n) => ({ seconds: from + n + 1, nanos: 0, text: `${name} ${from + n}` })),
  );

/** A log of which the last 300 lines are shown while the 1,000 before them are being read. */
async function beingRead(name: string) {
  const sink = await LogSink.open(await memory(), memory);
  sink.spool.note = { engine: 'e', name, containers: [] };
  await sink.beginTail();
  await sink.append(lines(name, 1000, 1300));
  await sink.fill(lines(name, 0, 1000));
  return { sink, log: new LiveLog('0'.repeat(32), 'e', sink) };
}

const texts = (name: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `${name} ${from + n}`);

async function collect(pieces: AsyncIterable<Buffer>, afterFirst: () => Promise<void>): Promise<string[]> {
  let all = '';
  for await (const piece of pieces) {
    if (all === '') await afterFirst();
    all += piece.toString();
  }
  return all.split('\n').slice(0, -1);
}

describe('what is saved of a log', () => {
  test('stays the lines that were asked for when its history is joined meanwhile', async () => {
    const { log, sink } = await beingRead('one');
    const view = new LogView(true);
    view.add({ log, release: () => {} });
    const { now } = view;
    const saved = await collect(textOf(now, now.order.first, now.order.end, plain), () => sink.join());
    expect(saved).toEqual(texts('one', 1000, 1300));
    expect(view.now.order.end).toBe(1300);
    view.dispose();
  });

  test('of several in one view stays so, too', async () => {
    const [a, b] = [await beingRead('a'), await beingRead('b')];
    const view = new LogView(false);
    for (const { log } of [a, b]) view.add({ log, release: () => {} });
    await expect.poll(() => view.now.order.end).toBe(600);
    const { now } = view;
    const joined = async (): Promise<void> => {
      await a.sink.join();
      await expect.poll(() => view.now.order.end).toBe(1600);
    };
    const saved = await collect(textOf(now, 0, 600, { ...plain, names: ['a', 'b'] }), joined);
    expect(saved).toEqual(texts('', 1000, 1300).flatMap((text) => [`a | a${text}`, `b | b${text}`]));
    view.dispose();
  });

  test('stays so when the tail gives way to what was read by time', async () => {
    const { log, sink } = await beingRead('one');
    const view = new LogView(true);
    view.add({ log, release: () => {} });
    const { now } = view;
    const saved = await collect(textOf(now, 0, 300, plain), () => sink.dropTail());
    expect(saved).toEqual(texts('one', 1000, 1300));
    view.dispose();
  });

  test('has every line, however long, and pieces of one line are one again', async () => {
    const sink = await LogSink.open(await memory(), memory);
    const wide = 'x'.repeat(1024 * 1024 - 1);
    const count = 12;
    for (let n = 0; n < count; n += 1) {
      await sink.append(blockOf([{ seconds: 1, nanos: n, text: wide, flags: n % 3 === 0 ? 0 : LineFlag.continued }]));
    }
    const view = new LogView(true);
    view.add({ log: new LiveLog('0'.repeat(32), 'e', sink), release: () => {} });
    const { now } = view;
    const saved = await collect(textOf(now, 0, count, plain), async () => {});
    expect(saved.map(({ length }) => length)).toEqual(Array.from({ length: count / 3 }, () => wide.length * 3));
    view.dispose();
  });
});

test('rows that are read while the history is joined are those that were asked for', async () => {
  const { log, sink } = await beingRead('one');
  const view = new LogView(true);
  view.add({ log, release: () => {} });
  const { now } = view;
  const reading = pageRows(now, now.order.places(0, 300));
  await sink.join();
  const rows = await reading;
  expect(rows.map(({ text }) => text)).toEqual(texts('one', 1000, 1300));
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 300 }, (_, n) => n));
  view.dispose();
});
