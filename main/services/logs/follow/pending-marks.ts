import type { LogMark } from '../../../../app/logs.ts';
import { type LogBlock, lineCount, type Stamp, sliceLines, stampAt } from '../../../engine/ports/log-block.ts';

/** A mark with its place: behind all lines up to a time of the engine's clock. */
export interface PlacedMark {
  readonly mark: LogMark;
  /** Undefined where that is not known: then behind all that is read, but before a later mark whose place is. */
  readonly at: Stamp | undefined;
}

/** What a container does can be heard of long before its lines are read. More than this is not kept. */
const mostMarks = 1000;

/** Marks that wait for their place between lines, in their order. */
export class PendingMarks {
  #marks: PlacedMark[] = [];
  #taken = 0;

  get size(): number {
    return this.#marks.length;
  }

  /** Number of the next one: they are counted from the first that ever waited. */
  get start(): number {
    return this.#taken;
  }

  /** Number after the last one. */
  get end(): number {
    return this.#taken + this.#marks.length;
  }

  /** The next one. */
  get next(): PlacedMark | undefined {
    return this.#marks[0];
  }

  add(...marks: readonly PlacedMark[]): void {
    this.#marks.push(...marks);
    if (this.#marks.length > mostMarks) this.#take(this.#marks.length - mostMarks);
  }

  /** Takes those out that are not behind number `end`. */
  takeTo(end: number): PlacedMark[] {
    return this.#take(Math.max(0, end - this.#taken));
  }

  /** Takes those out whose place is before a line with this time. */
  takeBefore(line: Stamp): PlacedMark[] {
    return this.#take(this.#marks.findLastIndex(({ at }) => at && isAfter(line, at)) + 1);
  }

  /** Cuts a block where marks belong, and takes those out. */
  *cut(block: LogBlock): Generator<LogBlock | PlacedMark, void> {
    let from = 0;
    for (let line = 0; line < lineCount(block) && this.#marks.length > 0; line += 1) {
      const marks = this.takeBefore(stampAt(block, line));
      if (marks.length > 0 && line > from) yield sliceLines(block, from, line);
      yield* marks;
      if (marks.length > 0) from = line;
    }
    if (from < lineCount(block)) yield sliceLines(block, from);
  }

  #take(count: number): PlacedMark[] {
    const taken = this.#marks.splice(0, count);
    this.#taken += taken.length;
    return taken;
  }
}

/** Also right for engines that write whole seconds: a line of the mark's second counts as before it. */
function isAfter(line: Stamp, at: Stamp): boolean {
  return line.seconds > at.seconds || (line.seconds === at.seconds && line.nanos > at.nanos);
}
