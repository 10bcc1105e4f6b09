import type { Stamp } from '../../../engine/ports/log-block.ts';
import type { PlacedMark } from './pending-marks.ts';

/** A container as an engine showed it when it was asked: its newest run. Times in ms by the engine's clock, 0 for never. */
export interface Run {
  readonly running: boolean;
  readonly exitCode: number;
  readonly startedAt: number;
  /** While it runs: when the run before ended. */
  readonly finishedAt: number;
}

/** What an event told. */
export interface RunEvent {
  readonly action: 'start' | 'die';
  readonly exitCode?: number | undefined;
  readonly at?: Stamp | undefined;
}

/** Events that wait for the look that tells what they mean. More than this are not kept. */
const mostWaiting = 1000;

/**
 * No engine starts a container again within so many ms: a start so soon after an end is that of the run that ended, whose
 * process was gone before the engine had said that it began.
 */
const soonestStart = 50;

/**
 * The runs of one container, each told once: its start, and its end with the exit code, in their order, whenever and in
 * whichever order the news comes. Events tell every run, but late; looking tells the newest run at once, and no other.
 * Within one connection events are followed one by one, for they are complete and in order. They begin at what was
 * looked at first: which of them that includes already, their times tell, or another look.
 */
export class Runs {
  readonly #tell: (mark: PlacedMark) => void;
  /** The connection whose events are followed; none before the first look. */
  #epoch = -1;
  readonly #waiting: { readonly event: RunEvent; readonly epoch: number; readonly number: number }[] = [];
  #heard = 0;
  /** What was looked at, until the first event that came after it. `begun`: the start of that run is past. */
  #base: (Run & { readonly begun: boolean }) | undefined;
  /** When a later run started that was looked at since. */
  #later: number | undefined;
  #running: boolean | undefined;
  /** When the newest run started: as looked at (`exact`), or the time of the event, which is a little later. */
  #startedAt = 0;
  #exact = false;
  /** The newest end: when the process ended, as looked at, or the time of the event, which is a little later. */
  #endedAt = 0;
  /** What parts the lines of the last run that ended from the next one's. */
  #seam: Stamp | undefined;

  /** `tell` is given each of what happened, once, in its order. */
  constructor(tell: (mark: PlacedMark) => void) {
    this.#tell = tell;
  }

  /** Whether anything is known. */
  get known(): boolean {
    return this.#running !== undefined;
  }

  get running(): boolean {
    return this.#running === true;
  }

  /** Whether a line was printed by a run that is not known yet: some time after the newest one's end. */
  isAhead(line: Stamp): boolean {
    return this.#running === false && msOf(line) >= this.#endedAt + soonestStart;
  }

  /** How many events were heard. */
  get heard(): number {
    return this.#heard;
  }

  /** An event of a connection. */
  hear(event: RunEvent, epoch: number): void {
    this.#heard += 1;
    this.#waiting.push({ event, epoch, number: this.#heard });
    if (this.#waiting.length > mostWaiting) this.#waiting.shift();
    this.#goOn();
  }

  /**
   * What was looked at in a connection: it is where that one's events begin, or tells what a waiting one means. `heard`:
   * how many were heard when it was asked for.
   */
  see(look: Run, epoch: number, heard: number): void {
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      this.adopt(look);
      return;
    }
    if (this.#base && look.startedAt !== this.#base.startedAt) this.#later = look.startedAt;
    // As it was: so a start that was heard before is its own.
    else if ((this.#waiting[0]?.number ?? heard) <= heard) this.#decide(() => true);
    this.#goOn();
  }

  /** There is nothing more to look at: what waits means what is likely. */
  settle(): void {
    this.#decide(isSoon);
  }

  /** Whether events have told all that was looked at. */
  covers(look: Run): boolean {
    // The engine gives its events no times.
    if (Number.isNaN(this.#startedAt) || Number.isNaN(this.#endedAt)) return look.running === this.#running;
    if (this.#startedAt < look.startedAt) return false;
    if (!look.running) return this.#endedAt >= look.finishedAt;
    // Not if the news has overtaken the look.
    if (this.#running && look.startedAt >= this.#endedAt) this.#isExactly(look);
    return true;
  }

  /** Goes on from what was looked at, and tells what must have happened since. */
  adopt(look: Run): void {
    const same = this.#exact ? look.startedAt === this.#startedAt : look.startedAt <= this.#startedAt;
    const before = this.#running;
    if (before !== undefined && !same) {
      const seam = this.#between(look.running ? look.finishedAt : this.#endedAt, look.startedAt);
      if (before) this.#tell({ mark: { kind: 'stopped' }, at: seam });
      this.#tell({ mark: { kind: 'started' }, at: seam });
    }
    const ended = !look.running && look.startedAt > 0 && (before !== false || !same);
    if (ended) this.#tell({ mark: { kind: 'stopped', exitCode: look.exitCode }, at: undefined });
    this.#running = look.running;
    this.#isExactly(look);
    this.#endedAt = look.finishedAt;
    this.#seam = undefined;
    this.#base = { ...look, begun: look.startedAt === 0 };
    this.#later = undefined;
    this.#goOn();
  }

  /** The start that waits is that of the run that was looked at, or not; what came after it is then clear. */
  #decide(isOld: (time: number, base: Run) => boolean): void {
    const base = this.#base;
    const next = this.#waiting[0];
    if (base && next?.epoch === this.#epoch) {
      this.#base = { ...base, begun: true };
      if (isOld(msOf(next.event.at), base)) this.#waiting.shift();
    }
    this.#goOn();
  }

  #isExactly({ startedAt }: Run): void {
    this.#startedAt = startedAt;
    this.#exact = true;
  }

  /** Between the end of one run and the start of the next: lines come a little after the one, and before the other. */
  #between(end: number, start: number): Stamp {
    if (this.#startedAt === 0) return beforeAll;
    return stampOf(end > 0 && end < start ? (end + start) / 2 : start);
  }

  /** Goes through the events as far as their meaning is known. */
  #goOn(): void {
    for (let next = this.#waiting[0]; next && next.epoch <= this.#epoch; next = this.#waiting[0]) {
      if (next.epoch < this.#epoch) {
        this.#waiting.shift();
        continue;
      }
      const meaning = this.#base ? this.#meaning(this.#base, next.event) : 'new';
      if (meaning === 'unknown') return;
      if (meaning === 'new') this.#take();
      else this.#waiting.shift();
    }
  }

  /** Whether an event came after what was looked at. */
  #meaning(base: Run & { readonly begun: boolean }, { action, at }: RunEvent): 'old' | 'new' | 'unknown' {
    const time = msOf(at);
    if (time < base.startedAt) return 'old';
    if (base.running) return action === 'die' ? 'new' : 'old';
    if (action === 'start' && base.begun) return 'new';
    // What was looked at is in whole ms.
    if (action === 'start' && !(time < base.finishedAt + 1)) {
      if (this.#later === undefined) return 'unknown';
      if (time >= this.#later || !isSoon(time, base)) return 'new';
    }
    this.#base = { ...base, begun: true };
    return 'old';
  }

  /** The first event that waits is new: tells it. */
  #take(): void {
    const event = this.#waiting.shift()?.event;
    if (!event) return;
    this.#base = undefined;
    const { action, exitCode, at } = event;
    if ((action === 'start') === this.#running) return;
    if (action === 'die') {
      this.#tell({ mark: { kind: 'stopped', ...(exitCode === undefined ? {} : { exitCode }) }, at });
      this.#endedAt = msOf(at);
      this.#seam = at;
    } else {
      this.#tell({ mark: { kind: 'started' }, at: this.#seam ?? this.#between(this.#endedAt, msOf(at)) });
      this.#startedAt = msOf(at);
      this.#exact = false;
    }
    this.#running = action === 'start';
  }
}

/** Nothing was printed before the first run. */
const beforeAll: Stamp = { seconds: 0, nanos: 0 };

/** See `soonestStart`. */
function isSoon(time: number, { finishedAt }: Run): boolean {
  return time < finishedAt + soonestStart;
}

/** In ms; NaN where there is none. */
function msOf(at: Stamp | undefined): number {
  return at ? at.seconds * 1000 + at.nanos / 1e6 : Number.NaN;
}

function stampOf(ms: number): Stamp {
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanos: Math.round((ms - seconds * 1000) * 1e6) };
}
