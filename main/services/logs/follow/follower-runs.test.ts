import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problem } from '../../../../app/rpc/problem.ts';
import { blockOf, type PlainLine, textsOf } from '../../../../e2e/fake/log-lines.ts';
import type { Connection } from '../../../engine/connection.ts';
import type { EngineEvent } from '../../../engine/engine.ts';
import type { LogOptions } from '../../../engine/ports/containers.ts';
import type { LogBlock, Stamp } from '../../../engine/ports/log-block.ts';
import { readMark } from '../rows/marks.ts';
import { SegmentCache } from '../store/segment-cache.ts';
import { Spool } from '../store/spool.ts';
import { Follower } from './follower.ts';
import { LogSink } from './sink.ts';

// What marks a container's runs leave, whenever the news of them and their lines come.

const id = 'c'.repeat(64);

interface ScriptedRun {
  readonly lines: number;
  readonly exitCode: number;
  /** The process is gone before the engine says that it started. */
  readonly short: boolean;
  /** ms until it starts. */
  readonly rest: number;
}

/**
 * A container as an engine has it. Every answer, event and line comes after some turns of the event loop, as told by
 * `delays`; events keep their order. The rest is as Docker does it: what is looked at and what is told change together, a
 * line may be stamped before the start or after the end of its run, and a stream of the log ends with the run in which
 * it was opened; or, as Podman does it, a while later, when the end of the run was told, with what the next one printed.
 */
class World {
  /** ms by the engine's clock. */
  #clock = 1_000_000;
  readonly #delays: () => number;
  readonly #lasting: boolean;
  readonly #lines: (PlainLine & { readonly run: number })[] = [];
  #open = 0;
  #run = 0;
  /** The last run whose end was told. */
  #told = 0;
  #state = { state: 'created', exitCode: 0, startedAt: 0, finishedAt: 0 };
  #listener: (event: EngineEvent) => void = () => {};
  #telling: Promise<void> = Promise.resolve();
  #gone = false;
  /** What the log is to be, from now on. */
  readonly expected: string[] = [];

  /** `lasting`: streams go on for a while when their run has ended. */
  constructor(delays: () => number, lasting: boolean) {
    this.#delays = delays;
    this.#lasting = lasting;
  }

  get running(): boolean {
    return this.#state.state === 'running';
  }

  async pause(): Promise<void> {
    for (let turns = this.#delays(); turns > 0; turns -= 1) await nextTurn();
  }

  /** Every step of a run, one after the other. */
  *steps({ lines, exitCode, short, rest }: ScriptedRun): Generator<void> {
    this.#clock += 60 + rest;
    this.#run += 1;
    this.#open = this.#run;
    this.expected.push('started');
    const early = Math.floor(lines / 3);
    for (let n = 0; n < early; n += 1) this.#print();
    const startedAt = Math.floor(this.#tick());
    const ended = short ? Math.floor(this.#tick() + 1) : undefined;
    this.#clock += 2;
    this.#state = { ...this.#state, state: 'running', startedAt, exitCode: 0 };
    this.#tell({ action: 'start' });
    yield;
    const late = Math.floor((lines - early) / 2);
    for (let n = early; n < lines - late; n += 1) {
      this.#print();
      yield;
    }
    const finishedAt = ended ?? Math.floor(this.#tick());
    this.#clock += 2;
    for (let n = 0; n < late; n += 1) this.#print();
    this.#open = 0;
    this.#state = { state: 'exited', startedAt, finishedAt, exitCode };
    this.#tell({ action: 'die', exitCode });
    this.expected.push(`stopped ${exitCode}`);
    yield;
  }

  remove(): void {
    this.#gone = true;
    this.#tell({ action: 'destroy' });
    this.expected.push('removed');
  }

  connection(): Connection {
    const answer = async <T>(value: () => T): Promise<T> => {
      await this.pause();
      if (this.#gone) throw problem('not-found', 'log-container-gone');
      const result = value();
      await this.pause();
      return result;
    };
    return {
      status: { kind: 'connected' },
      epoch: 1,
      onStatus: () => () => {},
      onEvent: (listener: (event: EngineEvent) => void) => {
        this.#listener = listener;
        return () => {};
      },
      engine: {
        containers: {
          inspect: () => answer(() => this.#state),
          logs: (_: string, options: LogOptions, signal: AbortSignal) => this.#logs(options, signal, answer),
        },
      },
    } as unknown as Connection;
  }

  async *#logs(
    { tail, since, follow }: LogOptions,
    signal: AbortSignal,
    answer: <T>(value: () => T) => Promise<T>,
  ): AsyncGenerator<LogBlock, void> {
    const { run, from } = await answer(() => ({
      run: this.#open,
      from: tail === 'all' ? 0 : Math.max(0, this.#lines.length - tail),
    }));
    const after = since === undefined ? 0 : (Date.parse(since) || 0) - 1;
    for (let at = from; !signal.aborted; ) {
      const over = !follow || run === 0 || this.#open !== run;
      if (over && this.#lasting) await this.pause();
      // A stream may say the rest of its run when that is over, and nothing of the next one.
      const last = this.#lasting ? this.#told + 1 : run;
      const end = follow && run > 0 ? this.#lines.filter((line) => line.run <= last).length : this.#lines.length;
      const lines = this.#lines.slice(at, end).filter(({ seconds }) => seconds * 1000 >= after - 1000);
      at = Math.max(at, end);
      if (lines.length > 0) yield blockOf(lines);
      if (over) return;
      await nextTurn();
      await this.pause();
    }
  }

  #print(): void {
    const n = this.#lines.length;
    const ms = this.#tick();
    const seconds = Math.floor(ms / 1000);
    this.#lines.push({ seconds, nanos: Math.round((ms - seconds * 1000) * 1e6), text: `line ${n}`, run: this.#run });
    this.expected.push(`line ${n}`);
  }

  #tick(): number {
    return (this.#clock += 0.25);
  }

  #tell(event: { readonly action: string; readonly exitCode?: number }): void {
    const ms = this.#tick();
    const seconds = Math.floor(ms / 1000);
    const at: Stamp = { seconds, nanos: Math.round((ms - seconds * 1000) * 1e6) };
    const run = this.#run;
    this.#telling = this.#telling.then(async () => {
      await this.pause();
      this.#listener({ kind: 'container', id, ...event, at });
      if (event.action === 'die') this.#told = run;
    });
  }
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

async function rowsOf(spool: Spool): Promise<string[]> {
  const block = await spool.read(spool.first, spool.end);
  return textsOf(block).map((text, row) => {
    const mark = readMark(block, row);
    if (mark?.kind === 'stopped') return `stopped ${mark.exitCode}`;
    return mark?.kind ?? text;
  });
}

const run: fc.Arbitrary<ScriptedRun> = fc.record({
  lines: fc.integer({ min: 0, max: 5 }),
  exitCode: fc.integer({ min: 0, max: 255 }),
  short: fc.boolean(),
  rest: fc.integer({ min: 0, max: 100 }),
});
const delays = fc.infiniteStream(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(30)));

/** Waits until a log has as many rows, and then some turns more. */
async function rowsOnce(sink: LogSink, count: number): Promise<string[]> {
  for (let turn = 0; turn < 20_000 && (await rowsOf(sink.shown)).length < count; turn += 1) await nextTurn();
  for (let turn = 0; turn < 100; turn += 1) await nextTurn();
  return rowsOf(sink.shown);
}

async function watched(
  before: readonly ScriptedRun[],
  runs: readonly ScriptedRun[],
  removed: 'no' | 'later' | 'at once',
  lasting: boolean,
  stream: fc.Stream<number>,
): Promise<void> {
  const numbers = stream[Symbol.iterator]();
  const world = new World(() => numbers.next().value ?? 0, lasting);
  for (const one of before) Array.from(world.steps(one));
  // Of what was before, the log has the lines, and the last end.
  const past = world.expected.splice(0, Infinity);
  world.expected.push(...past.filter((text) => text.startsWith('line')), ...past.slice(-1));
  const sink = await LogSink.open(await memory(), memory);
  const stop = new AbortController();
  const follower = new Follower(world.connection(), id, sink, () => {}, stop.signal);
  const running = follower.run();
  while (follower.state === 'reading') await nextTurn();
  for (const one of runs) for (const _ of world.steps(one)) await world.pause();
  // Lines that were not read yet are gone with the container.
  const rows = removed === 'at once' ? world.expected.slice() : await rowsOnce(sink, world.expected.length);
  expect(rows).toEqual(world.expected);
  if (removed === 'no') stop.abort();
  else world.remove();
  await running;
  const marks = (rows: readonly string[]) => rows.filter((text) => !text.startsWith('line'));
  // What happened is not.
  expect(marks(await rowsOf(sink.shown))).toEqual(marks(world.expected));
}

test('each run of a container leaves its start and its end, once and in their place, whenever the news comes', async () => {
  const some = fc.array(run, { maxLength: 5 });
  const removed = fc.constantFrom('no', 'later', 'at once');
  const before = fc.array(run, { maxLength: 2 });
  await fc.assert(fc.asyncProperty(before, some, removed, fc.boolean(), delays, watched), { numRuns: 300 });
}, 120_000);
