import { setTimeout as sleep } from 'node:timers/promises';
import type { LogTimeline } from '../../../../app/logs.ts';
import type { StatsSample } from '../../../../app/stats.ts';
import { Bell } from '../../../base/live.ts';
import { type LogBlock, lineCount, wordsPerLine } from '../../../engine/ports/log-block.ts';
import type { Engines } from '../../engine/engine.ts';
import type { Measured } from '../../stats/measured.ts';
import type { LiveLog } from '../follow/live-log.ts';
import type { LogSink } from '../follow/sink.ts';
import { readMark } from '../rows/marks.ts';
import type { LogView } from './view.ts';

/** Samples that a log keeps: an hour, one a second. */
const mostSamples = 3600;
/** Sources whose use is read: each is a stream of its own on the engine. */
const mostStreams = 10;
/** Rows of each log that are looked through for what happened before, and so many at once. */
const lookBack = 20_000;
const lookStep = 2000;
/** Shortest time between two tellings, and after the end of a stream until it is asked for again, in ms. */
const tellEvery = 100;
const settleTime = 1000;

type Sample = LogTimeline['samples'][number];
type Event = LogTimeline['events'][number];

/** Use by log, for as long as the log is open: a view that is opened again finds what an earlier one read. */
const kept = new WeakMap<LiveLog, Omit<Sample, 'source'>[]>();

/**
 * Reads the use of a view's containers while somebody looks, and tells it together with what happened to them. It begins
 * with what was measured before, here or elsewhere.
 */
export async function* timeline(
  { engines, measured }: { readonly engines: Engines; readonly measured: Measured },
  view: LogView,
  signal: AbortSignal,
): AsyncGenerator<LogTimeline, void> {
  const bell = new Bell();
  const release = view.onChange(bell.ring);
  const end = new AbortController();
  const both = AbortSignal.any([signal, end.signal]);
  /** What happened before, and the last of what the log had seen itself by then. */
  const past = new Map<LiveLog, { readonly events: Event[]; readonly last: LogSink['events'][number] | undefined }>();
  const fresh: Sample[] = [];
  let told = '';
  try {
    for (let reset = true; !signal.aborted; reset = false) {
      for (const [source, log] of view.logs.slice(0, mostStreams).entries()) {
        if (past.has(log)) continue;
        past.set(log, { last: log.sink.events.at(-1), events: await pastEvents(log, source) });
        for (const one of recalled(log, measured)) fresh.push({ source, ...one });
        void read(engines, log, both, (sample) => {
          fresh.push({ source, ...sample });
          bell.ring();
        });
      }
      const events = [...past].flatMap(([{ sink }, { events, last }], source) => [
        ...events,
        // From the first on where that one was forgotten since.
        ...sink.events
          .slice(sink.events.findIndex((event) => event === last) + 1)
          .map((event) => ({ source, ...event })),
      ]);
      const now = events.map(({ time }) => time).join();
      if (reset || fresh.length > 0 || now !== told) yield { reset, samples: fresh.splice(0), events };
      told = now;
      await bell.wait(signal);
      await sleep(tellEvery);
    }
  } finally {
    release();
    end.abort();
  }
}

/** What is known of a log's use: what was read for it, and what was measured of its container for others meanwhile. */
function recalled(log: LiveLog, measured: Measured): readonly Omit<Sample, 'source'>[] {
  const own = kept.get(log) ?? [];
  const times = new Set(own.map(({ time }) => time));
  const { engine, container: id } = log;
  const others = id === undefined ? [] : measured.recent({ engine, id }).filter(({ time }) => !times.has(time));
  const all = [...own, ...others.map(sampleOf)].toSorted((a, b) => a.time - b.time);
  // In place: another view of the log may be adding to it.
  own.splice(0, own.length, ...all);
  kept.set(log, own);
  return all;
}

function sampleOf({ time, cpu, memory }: StatsSample): Omit<Sample, 'source'> {
  return { time, ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
}

/** The marks among the last rows of a log. */
async function pastEvents({ spool }: LiveLog, source: number): Promise<Event[]> {
  const events: Event[] = [];
  for (let from = Math.max(spool.first, spool.end - lookBack); from < spool.end; from += lookStep) {
    const rows = await spool.read(from, from + lookStep);
    for (let row = 0; row < lineCount(rows); row += 1) {
      const mark = readMark(rows, row);
      if (mark) events.push({ source, time: msOf(rows, row), mark });
    }
  }
  return events;
}

function msOf({ index }: LogBlock, row: number): number {
  return (index[row * wordsPerLine + 1] ?? 0) * 1000 + (index[row * wordsPerLine + 2] ?? 0) / 1e6;
}

/** Reads what a log's container uses whenever it runs, until the signal aborts. */
async function read(
  engines: Engines,
  log: LiveLog,
  signal: AbortSignal,
  tell: (sample: Omit<Sample, 'source'>) => void,
): Promise<void> {
  const samples = kept.get(log) ?? [];
  kept.set(log, samples);
  const bell = new Bell();
  const release = log.onChange(bell.ring);
  try {
    while (!signal.aborted) {
      if (log.container !== undefined && (log.state === 'live' || log.state === 'reading')) {
        try {
          const engine = await engines.ready(log.engine, signal);
          for await (const measured of engine.containers.stats(log.container, signal)) {
            const sample = sampleOf(measured);
            samples.push(sample);
            if (samples.length > mostSamples * 1.1) samples.splice(0, samples.length - mostSamples);
            tell(sample);
          }
        } catch {
          // Its engine is away: the log says so, and says when it is back.
        }
        await sleep(settleTime, undefined, { signal }).catch(() => {});
      }
      await bell.wait(signal);
    }
  } finally {
    release();
  }
}
