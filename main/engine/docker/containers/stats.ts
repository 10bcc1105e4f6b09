import type { StatsSample } from '../../../../app/stats.ts';
import { figure, instant, list, type Raw, record, text } from '../../../base/json.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import type { Host } from '../http/machine.ts';
import { reads } from '../http/reads.ts';
import { JsonLines } from '../streams/json-lines.ts';
import { blockFigures, memoryFigures, networkFigures, processFigures } from './stats-figures.ts';

/** What one sample says about the processor; ns counters since the container, and the machine, started. */
interface Cpu {
  readonly used: number;
  readonly system: number;
}

/** In less than this, in ms, a processor's clocks are too coarse to say how busy it was. */
const shortestMeasure = 100;

/** Samples for as long as the container runs; a sample of a stopped one (Docker sends zeros) ends the stream. */
export async function* readStats(
  http: EngineHttp,
  id: string,
  signal: AbortSignal,
  hosted: () => Promise<Host | undefined>,
): AsyncGenerator<StatsSample, void> {
  try {
    const path = `/containers/${encodeURIComponent(id)}/stats`;
    const stream = await http.stream({ method: 'GET', path, query: { stream: 1 } }, signal);
    const host = await hosted();
    const lines = new JsonLines(bounds.line);
    let before: Cpu | undefined;
    for await (const chunk of reads(stream, signal)) {
      for (const value of lines.push(chunk)) {
        const raw = record(value);
        const sample = readSample(raw, before, host);
        if (!sample) return;
        before = readCpu(record(raw['cpu_stats']));
        yield sample;
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * One sample by the docker CLI's formulas (cli/command/container/stats_helpers.go); undefined if the container does
 * not run. `before` stands in where the sample does not bring the one before. Of a host that does not count what each
 * container uses only the time is known; a limit at or above all of its memory is none.
 */
export function readSample(raw: Raw, before?: Cpu, host?: Partial<Host>): StatsSample | undefined {
  const time = instant(raw['read']);
  if (time === 0) return undefined;
  if (host?.accounts === false) return { time };
  // Only Windows tells the number of processors instead of what the system used.
  const ofWindows = figure(raw['num_procs']) && !figure(record(raw['cpu_stats'])['system_cpu_usage']);
  const ofPodman = figure(record(raw['cpu_stats'])['cpu']) !== undefined;
  const cpu = ofPodman ? podmanPercent(raw) : ofWindows ? windowsPercent(raw) : cpuPercent(raw, before);
  return {
    time,
    ...(cpu === undefined ? {} : { cpu }),
    ...memoryFigures(record(raw['memory_stats']), host?.memory),
    ...networkFigures(raw['networks']),
    ...blockFigures(raw),
    ...processFigures(record(raw['pids_stats'])),
  };
}

/** undefined until there are two samples to compare, and where the engine has no processor controller. */
function cpuPercent(raw: Raw, before: Cpu | undefined): number | undefined {
  const stats = record(raw['cpu_stats']);
  const now = readCpu(stats);
  const past = readCpu(record(raw['precpu_stats'])) ?? before;
  if (!now || !past) return undefined;
  const used = now.used - past.used;
  const system = now.system - past.system;
  if (used < 0 || system <= 0) return undefined;
  const cores = figure(stats['online_cpus']) || list(record(stats['cpu_usage'])['percpu_usage']).length || 1;
  return (used / system) * cores * 100;
}

/**
 * Podman says itself how many per cent of a core it was: on cgroup v1 what it calls the system's use grows too slowly for
 * Docker's formula. undefined for a first sample, whose one before is of a moment ago.
 */
function podmanPercent(raw: Raw): number | undefined {
  const percent = figure(record(raw['cpu_stats'])['cpu']);
  const measured = instant(raw['read']) - instant(raw['preread']);
  return percent === undefined || percent < 0 || measured < shortestMeasure ? undefined : percent;
}

/**
 * The share of all processors' time, as the docker CLI tells it of Windows: used time in units of 100 ns between two
 * reads. undefined for a first sample.
 */
function windowsPercent(raw: Raw): number | undefined {
  const used = (stats: unknown) => figure(record(record(stats)['cpu_usage'])['total_usage']);
  const [now, past] = [used(raw['cpu_stats']), used(raw['precpu_stats'])];
  if (now === undefined || past === undefined || instant(raw['preread']) === 0) return undefined;
  const units = Math.floor(nanosecondsBetween(raw['preread'], raw['read']) / 100) * (figure(raw['num_procs']) ?? 0);
  return now < past || units <= 0 ? undefined : ((now - past) / units) * 100;
}

/** Between two instants of RFC 3339, exact: both are too many nanoseconds since the epoch for one number. */
function nanosecondsBetween(from: unknown, to: unknown): number {
  const [start, end] = [from, to].map((time) => {
    const [, whole = '', fraction = '', zone = ''] = /^([^.]*)\.?(\d*)(.*)$/.exec(text(time)) ?? [];
    return { ms: Date.parse(whole + zone), ns: Number(fraction.padEnd(9, '0').slice(0, 9)) };
  });
  return start && end ? (end.ms - start.ms) * 1e6 + end.ns - start.ns : Number.NaN;
}

/** The first sample's "one before" is all zeros on Docker: that is none. */
function readCpu(stats: Raw): Cpu | undefined {
  const used = figure(record(stats['cpu_usage'])['total_usage']);
  const system = figure(stats['system_cpu_usage']);
  return used === undefined || !system ? undefined : { used, system };
}
