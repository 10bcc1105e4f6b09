import { historySpan, type StatsSample } from '../../../app/stats.ts';

/** The newest samples, kept as they came: five minutes, one a second. */
const mostFine = 300;
/** Older ones become one in so many ms. */
const step = 10_000;
/** So many of these reach back an hour, with one a second and with one in five. */
const mostCoarse = historySpan / step;

const fields = [
  'time',
  'cpu',
  'memory',
  'cache',
  'memoryLimit',
  'received',
  'sent',
  'read',
  'written',
  'pids',
  'pidsLimit',
] as const satisfies readonly (keyof StatsSample)[];
/** Tells at once, by the type of what is read back, when a field of a sample is missing above. */
type Kept = Pick<StatsSample, (typeof fields)[number]>;

/** Bytes that a history takes, however much is added to it: some 60 kB. */
export const historyBytes = (mostFine + mostCoarse) * fields.length * Float64Array.BYTES_PER_ELEMENT;

/** So many samples at most, the oldest making way; a figure that is absent is kept as NaN. */
class Ring {
  readonly #most: number;
  readonly #values: Float64Array;
  #first = 0;
  length = 0;

  constructor(most: number) {
    this.#most = most;
    this.#values = new Float64Array(most * fields.length);
  }

  /** The `at`th, from the oldest on. */
  at(at: number): StatsSample {
    const from = ((this.#first + at) % this.#most) * fields.length;
    const entries = fields.map((field, n) => [field, this.#values[from + n] ?? Number.NaN] as const);
    return Object.fromEntries(entries.filter(([, value]) => !Number.isNaN(value))) as unknown as Kept;
  }

  set(at: number, sample: StatsSample): void {
    const from = ((this.#first + at) % this.#most) * fields.length;
    for (const [n, field] of fields.entries()) this.#values[from + n] = sample[field] ?? Number.NaN;
  }

  /** Adds a sample and gives the one that made way for it. */
  push(sample: StatsSample): StatsSample | undefined {
    const oldest = this.length < this.#most ? undefined : this.at(0);
    if (oldest) this.#first = (this.#first + 1) % this.#most;
    else this.length += 1;
    this.set(this.length - 1, sample);
    return oldest;
  }
}

/** What one container used in the last hour: the newest samples as they came, older ones in steps. */
export class History {
  readonly #fine = new Ring(mostFine);
  readonly #coarse = new Ring(mostCoarse);
  /** Samples in the newest step. */
  #inStep = 0;

  /** Adds a sample; one that is not newer than the last is known already, by another who looks. */
  add(sample: StatsSample): void {
    if (sample.time <= this.newest) return;
    const old = this.#fine.push(sample);
    if (old) this.#addCoarse(old);
  }

  /** ms since the epoch of the newest sample; 0 while there is none. */
  get newest(): number {
    return this.#fine.length === 0 ? 0 : this.#fine.at(this.#fine.length - 1).time;
  }

  /** The newest samples, as they came, oldest first. */
  recent(): StatsSample[] {
    return all(this.#fine);
  }

  /** All of the hour before the newest sample, oldest first. */
  whole(): StatsSample[] {
    const from = this.newest - historySpan;
    return [...all(this.#coarse), ...this.recent()].filter(({ time }) => time >= from);
  }

  #addCoarse(sample: StatsSample): void {
    const last = this.#coarse.length === 0 ? undefined : this.#coarse.at(this.#coarse.length - 1);
    if (last && Math.floor(last.time / step) === Math.floor(sample.time / step)) {
      this.#coarse.set(this.#coarse.length - 1, joined(last, this.#inStep, sample));
      this.#inStep += 1;
    } else {
      this.#coarse.push(sample);
      this.#inStep = 1;
    }
  }
}

function all(ring: Ring): StatsSample[] {
  return Array.from({ length: ring.length }, (_, at) => ring.at(at));
}

/** A step of `count` samples with one more: how busy it was on average, the most memory, and what was counted by its end. */
function joined(before: StatsSample, count: number, next: StatsSample): StatsSample {
  const cpu = before.cpu === undefined ? next.cpu : (before.cpu * count + (next.cpu ?? before.cpu)) / (count + 1);
  const memory = Math.max(before.memory ?? 0, next.memory ?? 0);
  return {
    ...next,
    ...(cpu === undefined ? {} : { cpu }),
    ...(before.memory === undefined && next.memory === undefined ? {} : { memory }),
  };
}
