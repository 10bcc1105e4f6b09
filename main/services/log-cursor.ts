import type { LogEntry } from '../engine/ports/containers.ts';

/**
 * Where a log stands, so that it can go on after a break with no line lost and none doubled. An engine resumes by
 * timestamp, inclusively, and several lines may share a nanosecond: so the cursor counts the lines that carry the last
 * timestamp and, after a resume, drops as many.
 */
export class LogCursor {
  #time = '';
  /** Lines seen that carry `#time`. */
  #seen = 0;
  /** Lines at `#time` still to drop after a resume; undefined when not resuming. */
  #skip: number | undefined;

  /** The `since` to resume with, or undefined when nothing was read yet. Call before each new stream. */
  resume(): string | undefined {
    this.#skip = this.#time ? this.#seen : undefined;
    return this.#time || undefined;
  }

  /** The entries that were not read before. */
  fresh(entries: readonly LogEntry[]): LogEntry[] {
    const kept = this.#skip === undefined ? [...entries] : entries.filter((entry) => !this.#isRepeated(entry));
    for (const { time } of kept) this.#count(time);
    return kept;
  }

  #isRepeated({ time }: LogEntry): boolean {
    if (this.#skip === undefined) return false;
    const order = time ? compareTimes(time, this.#time) : 1;
    if (order < 0) return true;
    if (order === 0 && this.#skip > 0) {
      this.#skip -= 1;
      return true;
    }
    if (order > 0) this.#skip = undefined;
    return false;
  }

  #count(time: string): void {
    if (time === '') return;
    if (time === this.#time) this.#seen += 1;
    else {
      this.#time = time;
      this.#seen = 1;
    }
  }
}

/**
 * Orders two RFC 3339 UTC timestamps. Docker writes nine fraction digits, but trailing zeros may be missing elsewhere,
 * so the fractions are compared as digits: `…:01.5Z` is later than `…:01.25Z`.
 */
export function compareTimes(a: string, b: string): number {
  const x = split(a);
  const y = split(b);
  if (x.seconds !== y.seconds) return x.seconds < y.seconds ? -1 : 1;
  if (x.fraction === y.fraction) return 0;
  return x.fraction < y.fraction ? -1 : 1;
}

function split(time: string): { seconds: string; fraction: string } {
  const [seconds = '', fraction = ''] = time.replace(/Z$/, '').split('.');
  return { seconds, fraction: fraction.padEnd(9, '0') };
}
