import type { Sequence } from '../rows/sequence.ts';

/** Where a row of a view is: in which of its sources, and its number there. */
export interface Place {
  readonly source: number;
  readonly row: number;
}

/** A sequence whose positions and row numbers can be turned into one another. */
export interface Ranked extends Sequence {
  /** The number of the row at a position; undefined where there is none. */
  select(position: number): number | undefined;
  /** The position of the first row at or after a number. */
  rank(row: number): number;
}

/** All rows of a log: a position is a row number. */
export function wholeLog(log: Sequence): Ranked {
  return {
    get first() {
      return log.first;
    },
    get end() {
      return log.end;
    },
    stamps: (from, to) => log.stamps(from, to),
    onChange: (listener) => log.onChange(listener),
    select: (position) => position,
    rank: (row) => row,
  };
}

/** The rows of a view by position, whichever source they are from. */
export interface Order {
  readonly first: number;
  readonly end: number;
  /** The rows at positions from … to, as far as there are any. */
  places(from: number, to: number): Place[];
  /** The position of the first row at or after a row of a source. */
  positionOf(place: Place): number;
  /** For each source the number of its first row that is not before a position. */
  rowsAt(position: number): number[];
}

/** One sequence alone. Positions are the sequence's own, moved by `origin`. */
export class SingleOrder implements Order {
  readonly #rows: Ranked;
  readonly #origin: () => number;

  constructor(rows: Ranked, origin: () => number = () => 0) {
    this.#rows = rows;
    this.#origin = origin;
  }

  get first(): number {
    return this.#rows.first - this.#origin();
  }

  get end(): number {
    return this.#rows.end - this.#origin();
  }

  places(from: number, to: number): Place[] {
    const origin = this.#origin();
    const places: Place[] = [];
    const end = Math.min(to + origin, this.#rows.end);
    for (let position = Math.max(from + origin, this.#rows.first); position < end; position += 1) {
      const row = this.#rows.select(position);
      if (row !== undefined) places.push({ source: 0, row });
    }
    return places;
  }

  positionOf({ row }: Place): number {
    return this.#rows.rank(row) - this.#origin();
  }

  rowsAt(position: number): number[] {
    return [this.#rows.select(position + this.#origin()) ?? Number.POSITIVE_INFINITY];
  }
}
