import type { RowSource, Span } from '../model/row-source.ts';

/**
 * Where the end of a followed log is drawn: it moves on only when the rows before it are here, so that a log that
 * grows faster than rows can be fetched shows one full screen after the other instead of empty rows.
 */
export class TailEnd {
  readonly #source: RowSource;
  #end: number | undefined;
  #next: number | undefined;

  constructor(source: RowSource) {
    this.#source = source;
  }

  /** After the last row to draw; undefined until the rows before it are here. */
  get end(): number | undefined {
    if (this.#end === undefined) return undefined;
    return Math.min(Math.max(this.#end, this.#source.first), this.#source.end);
  }

  /** Begins anew: what was shown is elsewhere. */
  start(): void {
    this.#end = undefined;
    this.#next = undefined;
  }

  move(shift: number | undefined): void {
    if (shift === undefined) return this.start();
    if (this.#end !== undefined) this.#end += shift;
    if (this.#next !== undefined) this.#next += shift;
  }

  /** Moves on if `rows` rows before a later end are here. */
  advance(rows: number): void {
    const { first, end } = this.#source;
    if (this.#next === undefined || this.#next > end || this.#next < first) this.#next = end;
    if (!this.#isHere(this.#next, rows)) return;
    this.#end = this.#next;
    this.#next = end;
    if (end !== this.#end && this.#isHere(end, rows)) this.#end = end;
  }

  /** Rows to fetch: what is on screen first, then what comes next, `rows` of them. */
  wanted(visible: Span, rows: number, following: boolean): Span[] {
    const { first, end } = this.#source;
    const { from, to } = visible;
    const next = this.#next ?? end;
    // A log that runs past needs no rows around what is seen.
    const more = following
      ? [{ from: next - rows, to: next }]
      : [
          { from: to, to: to + rows },
          { from: from - rows, to: from },
        ];
    return [visible, ...more]
      .map((span) => ({ from: Math.max(first, span.from), to: Math.min(end, span.to) }))
      .filter((span) => span.from < span.to);
  }

  #isHere(end: number, rows: number): boolean {
    for (let at = Math.max(this.#source.first, end - rows); at < end; at += 1) {
      if (!this.#source.row(at)) return false;
    }
    return true;
  }
}
