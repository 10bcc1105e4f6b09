import { setTimeout as sleep } from 'node:timers/promises';
import type { LogTimeline } from '../../../app/logs.ts';
import type { Engines } from '../engine.ts';
import { Bell } from '../live.ts';
import type { LiveLog } from './live-log.ts';
import type { LogView } from './view.ts';

/** Samples that a log keeps: an hour, one a second. */
const mostSamples = 3600;
/** Sources whose use is read: each is a stream of its own on the engine. */
const mostStreams = 10;
/** Between two looks at which containers run, in ms. */
const retryAfter = 2000;

type Sample = LogTimeline['samples'][number];

/** Use by log, for as long as the host runs: a view that is opened again finds what an earlier one read. */
const kept = new WeakMap<LiveLog, Omit<Sample, 'source'>[]>();

/** Reads the use of a view's containers while somebody looks, and tells it together with what happened to them. */
export async function* timeline(
  engines: Engines,
  view: LogView,
  signal: AbortSignal,
): AsyncGenerator<LogTimeline, void> {
  const bell = new Bell();
  const release = view.onChange(bell.ring);
  const end = new AbortController();
  const both = AbortSignal.any([signal, end.signal]);
  const reading = new Set<LiveLog>();
  const fresh: Sample[] = [];
  let events = '';
  try {
    for (let reset = true; !signal.aborted; reset = false) {
      for (const [source, log] of view.logs.slice(0, mostStreams).entries()) {
        if (reading.has(log)) continue;
        reading.add(log);
        void read(engines, log, both, (sample) => {
          fresh.push({ source, ...sample });
          bell.ring();
        });
      }
      const marks = view.logs.flatMap((log, source) => log.sink.events.map((event) => ({ source, ...event })));
      const told = JSON.stringify(marks.map(({ source, time }) => [source, time]));
      const samples = reset ? past(view) : fresh;
      if (reset || samples.length > 0 || told !== events) yield { reset, samples: [...samples], events: marks };
      events = told;
      fresh.length = 0;
      await bell.wait(signal);
      await sleep(100);
    }
  } finally {
    release();
    end.abort();
  }
}

function past(view: LogView): Sample[] {
  return view.logs.flatMap((log, source) => (kept.get(log) ?? []).map((sample) => ({ source, ...sample })));
}

async function read(
  engines: Engines,
  log: LiveLog,
  signal: AbortSignal,
  tell: (sample: Omit<Sample, 'source'>) => void,
): Promise<void> {
  const samples = kept.get(log) ?? [];
  kept.set(log, samples);
  while (!signal.aborted) {
    try {
      const engine = await engines.ready(log.engine, signal);
      if (log.container && log.state !== 'ended') {
        for await (const { time, cpu, memory } of engine.containers.stats(log.container, signal)) {
          const sample = { time, ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
          samples.push(sample);
          if (samples.length > mostSamples * 1.1) samples.splice(0, samples.length - mostSamples);
          tell(sample);
        }
      }
    } catch {
      // It stopped, or its engine is gone: the log itself says so.
    }
    await sleep(retryAfter, undefined, { signal }).catch(() => {});
  }
}
