import type { TaskLine, TaskOutput } from '../../../app/tasks.ts';
import { Bell } from '../../base/live.ts';

/** Whoever reads a long build wants its end: 5,000 lines are some hundred screens. */
const mostLines = 5000;
/** What 100 kept tasks may cost is bounded by this, in UTF-16 units. */
const mostUnits = 1024 * 1024;
/** A line beyond this is no line that a person reads. */
const longestLine = 8192;
/** Lines in one step to a reader. */
const mostInStep = 1000;

/** The last of what a task printed, which any number of readers follow at their own pace. */
export class OutputRing {
  #lines: TaskLine[] = [];
  #units = 0;
  /** Lines before the first that is kept. */
  #dropped = 0;
  #ended = false;
  readonly #readers = new Set<Bell>();

  /** Adds one line or several; a carriage return within a line overwrites it, as on a terminal. */
  print(text: string, part?: string): void {
    const lines = text.split(/\r?\n/);
    if (lines.length > 1 && lines.at(-1) === '') lines.pop();
    for (const line of lines) this.#keep({ ...(part === undefined ? {} : { part }), text: cut(line) });
    this.#trim();
    this.#ring();
  }

  /** Adds one line. */
  add(line: TaskLine): void {
    this.#keep(line);
    this.#trim();
    this.#ring();
  }

  /** Lets readers end once they have read all. */
  end(): void {
    this.#ended = true;
    this.#ring();
  }

  /** All that is kept, then what is added, until the task ended. A reader that lags behind the ring is told so. */
  async *read(signal: AbortSignal): AsyncGenerator<TaskOutput, void> {
    const bell = new Bell();
    this.#readers.add(bell);
    try {
      // Counted from the first line that the task ever printed.
      let next = 0;
      let reset = true;
      while (!signal.aborted) {
        const dropped = Math.max(0, this.#dropped - next);
        next += dropped;
        const from = next - this.#dropped;
        const lines = this.#lines.slice(from, from + mostInStep);
        next += lines.length;
        if (reset || lines.length > 0) yield { reset, lines, dropped };
        reset = false;
        if (next < this.#dropped + this.#lines.length) continue;
        if (this.#ended) return;
        await bell.wait(signal);
      }
    } finally {
      this.#readers.delete(bell);
    }
  }

  #keep(line: TaskLine): void {
    this.#lines.push(line);
    this.#units += unitsOf(line);
  }

  /** Drops the oldest, a tenth at a time: moving all lines for each new one would cost more than printing. */
  #trim(): void {
    if (this.#lines.length <= mostLines && this.#units <= mostUnits) return;
    const lines = mostLines * 0.9;
    const units = mostUnits * 0.9;
    let gone = 0;
    while (this.#lines.length - gone > lines || this.#units > units) {
      this.#units -= unitsOf(this.#lines[gone]);
      gone += 1;
    }
    this.#lines = this.#lines.slice(gone);
    this.#dropped += gone;
  }

  #ring(): void {
    for (const bell of this.#readers) bell.ring();
  }
}

function unitsOf(line: TaskLine | undefined): number {
  if (!line) return 0;
  return 'text' in line ? line.text.length : JSON.stringify(line).length;
}

function cut(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}
