import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problem } from '../../../../app/rpc/problem.ts';
import { blockOf, type PlainLine, textsOf } from '../../../../e2e/fake/log-lines.ts';
import type { Connection } from '../../../engine/connection.ts';
import type { EngineEvent } from '../../../engine/engine.ts';
import type { LogOptions } from '../../../engine/ports/containers.ts';
import { type LogBlock, lineCount } from '../../../engine/ports/log-block.ts';
import { readMark } from '../rows/marks.ts';
import { SegmentCache } from '../store/segment-cache.ts';
import { Spool } from '../store/spool.ts';
import { Follower } from './follower.ts';
import { LogSink } from './sink.ts';

const id = 'c'.repeat(64);

/** A line that may have been written in two parts. */
interface PrintedLine extends PlainLine {
  /** When its second half was written; it then has a record of its own. */
  readonly rest?: number;
}

/** A container's log as an engine answers for it: `tail` counts from the end, `since` is inclusive, by record. */
class Engine {
  readonly lines: PrintedLine[] = [];
  /** Fails the reads that run and those that come, as a killed engine does. */
  broken = false;
  ended = false;
  removed = false;
  /** Its tails are not what was printed, as Podman's where lines were written in parts. */
  wrongTails = false;
  /** A line is printed between a tail and what follows it, and in neither. */
  gaps = false;
  /** Lines after which a reading of the whole log gets no further. */
  held = Number.POSITIVE_INFINITY;
  #news = deferred();
  #listener: (event: EngineEvent) => void = () => {};
  readonly size: number;

  /** `size`: lines in a block. */
  constructor(size: number) {
    this.size = size;
  }

  print(...lines: PrintedLine[]): void {
    this.lines.push(...lines);
    this.tell();
  }

  remove(): void {
    this.removed = true;
    this.ended = true;
    this.#listener({ kind: 'container', id, action: 'destroy' });
    this.tell();
  }

  tell(): void {
    const { resolve } = this.#news;
    this.#news = deferred();
    resolve();
  }

  async *logs({ tail, since, follow }: LogOptions, signal: AbortSignal): AsyncGenerator<LogBlock, void> {
    if (this.removed) throw problem('not-found', 'log-container-gone');
    const from = since ? Date.parse(`${since.slice(0, 19)}Z`) / 1000 : 0;
    const nanos = since ? Number(since.slice(20, 29)) : 0;
    const end = this.lines.length;
    let at = tail === 'all' ? 0 : Math.max(0, end - tail);
    for (;;) {
      if (signal.aborted) return;
      if (this.broken) throw problem('engine-unreachable', 'engine-lost');
      if (tail === 'all' && !follow && at >= this.held) {
        await Promise.race([this.#news.promise, aborted(signal)]);
        if (this.removed) throw problem('not-found', 'log-container-gone');
        continue;
      }
      const to = Math.min(follow ? this.lines.length : end, at + this.size);
      const lines = this.lines.slice(at, to).flatMap((line): PlainLine[] => {
        if (line.seconds > from || (line.seconds === from && line.nanos >= nanos)) return [line];
        if (line.rest === undefined || line.rest < from) return [];
        return [{ seconds: line.rest, nanos: 0, text: line.text.slice(line.text.length / 2) }];
      });
      at = to;
      const wrong = this.wrongTails && tail !== 'all';
      if (lines.length > 0) yield blockOf(wrong ? lines.map((line) => ({ ...line, text: `${line.text}?` })) : lines);
      if (at < (follow ? this.lines.length : end)) continue;
      if (this.gaps && follow && tail !== 'all' && at === end) {
        const { seconds = 100, nanos = 0 } = this.lines.at(-1) ?? {};
        at = this.lines.push({ seconds, nanos: nanos + 1, text: 'in between' });
      }
      if (!follow || this.ended) return;
      await Promise.race([this.#news.promise, aborted(signal)]);
    }
  }

  connection(): Connection {
    const inspect = async () => {
      if (this.removed) throw problem('not-found', 'log-container-gone');
      return { state: this.ended ? 'exited' : 'running', exitCode: 0, startedAt: 1, finishedAt: this.ended ? 2 : 0 };
    };
    const logs = (_: string, options: LogOptions, signal: AbortSignal) => this.logs(options, signal);
    return {
      status: { kind: 'connected' },
      epoch: 1,
      onStatus: () => () => {},
      onEvent: (listener: (event: EngineEvent) => void) => {
        this.#listener = listener;
        return () => {};
      },
      engine: { containers: { logs, inspect, tailHasGaps: () => this.gaps } },
    } as unknown as Connection;
  }
}

function deferred() {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

const memory = () =>
  Spool.open({
    id: '0'.repeat(32),
    note: { engine: 'e', name: 'n', containers: [] },
    classify: () => 0,
    cache: new SegmentCache(),
    limit: () => Number.POSITIVE_INFINITY,
    onSealed: () => {},
  });

async function rowsOf(spool: Spool): Promise<{ texts: string[]; marks: string[] }> {
  const block = await spool.read(spool.first, spool.end);
  const texts = textsOf(block);
  const marks = texts.map((_, row) => readMark(block, row)?.kind);
  return { texts: texts.filter((_, row) => !marks[row]), marks: marks.filter((kind) => kind !== undefined) };
}

/** Follows until all lines are there, then lets go. */
async function follow(engine: Engine, sink: LogSink, meanwhile: () => void = () => {}): Promise<void> {
  const stop = new AbortController();
  const follower = new Follower(engine.connection(), id, sink, () => {}, stop.signal);
  const running = follower.run();
  meanwhile();
  await expect
    .poll(async () => !sink.hasTail && (await rowsOf(sink.spool)).texts.at(-1), { interval: 1 })
    .toBe(engine.lines.at(-1)?.text ?? undefined);
  stop.abort();
  engine.tell();
  await running;
}

/** Numbered lines, some to a nanosecond. */
function lines(count: number, first: number, step: (n: number) => number): PlainLine[] {
  let nanos = 0;
  return Array.from({ length: count }, (_, n) => {
    nanos += step(first + n);
    return { seconds: 100 + first, nanos, text: `line ${first + n}`, flags: (first + n) % 3 === 0 ? 1 : 0 };
  });
}

describe('a follower', () => {
  test('brings every line once, however many came before, between and meanwhile', async () => {
    const count = fc.constantFrom(0, 1, 7, 999, 1000, 1001, 2500);
    await fc.assert(
      fc.asyncProperty(count, count, count, fc.constantFrom(1, 3, 50), async (before, between, meanwhile, shared) => {
        const engine = new Engine(97);
        const step = (n: number) => (n % shared === 0 ? 1 : 0);
        engine.print(...lines(before, 1, step));
        const sink = await LogSink.open(await memory(), memory);
        if (before > 0) await follow(engine, sink);
        engine.print(...lines(between, 1 + before, step));
        await follow(engine, sink, () => engine.print(...lines(meanwhile + 1, 1 + before + between, step)));
        const { texts, marks } = await rowsOf(sink.spool);
        expect(texts).toEqual(engine.lines.map(({ text }) => text));
        expect(marks).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('brings every line once from an engine that writes seconds only, and whose tails are wrong', async () => {
    const count = fc.constantFrom(0, 1, 7, 999, 1000, 2500);
    await fc.assert(
      fc.asyncProperty(
        count,
        count,
        count,
        fc.constantFrom(1, 50, 4000),
        async (before, between, meanwhile, shared) => {
          const engine = new Engine(97);
          engine.wrongTails = true;
          const inSeconds = (amount: number, first: number): PlainLine[] =>
            Array.from({ length: amount }, (_, n) => ({
              seconds: 100 + Math.floor((first + n) / shared),
              nanos: 0,
              text: `line ${first + n}`,
            }));
          engine.print(...inSeconds(before, 1));
          const sink = await LogSink.open(await memory(), memory);
          if (before > 0) await follow(engine, sink);
          engine.print(...inSeconds(between, 1 + before));
          await follow(engine, sink, () => engine.print(...inSeconds(meanwhile + 1, 1 + before + between)));
          const { texts, marks } = await rowsOf(sink.spool);
          expect(texts).toEqual(engine.lines.map(({ text }) => text));
          expect(marks).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  test('brings every line once where the rest of an earlier one was written when the last ones were', async () => {
    const engine = new Engine(10);
    const answered = { seconds: 100, nanos: 0, text: 'Sure? yes', rest: 109 };
    const at = (seconds: number, text: string): PrintedLine => ({ seconds, nanos: 0, text });
    engine.print(at(90, 'hello'), answered, at(109, 'going'), at(109, 'gone'));
    const sink = await LogSink.open(await memory(), memory);
    await follow(engine, sink);
    engine.print(at(109, 'and more'), at(110, 'later'));
    await follow(engine, sink);
    const { texts, marks } = await rowsOf(sink.spool);
    expect(texts).toEqual(engine.lines.map(({ text }) => text));
    expect(marks).toEqual([]);
  });

  test('brings every line once where a followed tail lacks what was printed in between', async () => {
    const engine = new Engine(10);
    engine.gaps = true;
    const sink = await LogSink.open(await memory(), memory);
    engine.print(...lines(1500, 1, () => 1));
    await follow(engine, sink, () => engine.print(...lines(20, 1501, () => 1)));
    engine.print(...lines(20, 1521, () => 1));
    await follow(engine, sink, () => engine.print(...lines(20, 1541, () => 1)));
    const { texts, marks } = await rowsOf(sink.spool);
    expect(texts).toEqual(engine.lines.map(({ text }) => text));
    expect(marks).toEqual([]);
  });

  test('goes on after the engine’s clock was set back', async () => {
    const engine = new Engine(10);
    engine.print(...lines(20, 500, () => 1));
    const sink = await LogSink.open(await memory(), memory);
    await follow(engine, sink);
    engine.print(...lines(20, 1, () => 1));
    await follow(engine, sink);
    expect((await rowsOf(sink.spool)).texts).toEqual(engine.lines.map(({ text }) => text));
  });

  test('marks a gap with its length where the engine no longer has what came next', async () => {
    const engine = new Engine(10);
    engine.print(...lines(5, 1, () => 1));
    const sink = await LogSink.open(await memory(), memory);
    await follow(engine, sink);
    engine.lines.length = 0;
    engine.print(...lines(5, 61, () => 1));
    await follow(engine, sink);
    const { texts, marks } = await rowsOf(sink.spool);
    expect(texts).toHaveLength(10);
    expect(marks).toEqual(['gap']);
    const block = await sink.spool.read(0, sink.spool.end);
    const gap = Array.from({ length: lineCount(block) }, (_, row) => readMark(block, row)).find((mark) => mark);
    expect(gap).toMatchObject({ kind: 'gap', ms: 60_000 });
  });

  test('keeps what it has when the container is removed before its log was read', async () => {
    const engine = new Engine(10);
    engine.held = 500;
    engine.print(...lines(3000, 1, () => 1));
    const sink = await LogSink.open(await memory(), memory);
    const follower = new Follower(engine.connection(), id, sink, () => {}, new AbortController().signal);
    const running = follower.run();
    await expect.poll(() => sink.hasTail && sink.spool.end >= 500, { interval: 1 }).toBe(true);
    engine.remove();
    await running;
    const { texts, marks } = await rowsOf(sink.spool);
    expect(texts.at(-1)).toBe('line 3000');
    expect(texts).toHaveLength(engine.held + 1000);
    expect(marks).toEqual(['gap', 'removed']);
    expect(follower.state).toBe('ended');
  });
});
