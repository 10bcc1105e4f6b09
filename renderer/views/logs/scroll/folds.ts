import type { RowSource } from '../model/row-source.ts';

/**
 * Rows of one stack trace that are folded; what follows is shown. A screen of 50 rows with that many under each is 50
 * blocks of rows, which the cache can keep.
 */
const mostFolded = 100;
/** Remembered heads: a few screens of them. */
const mostHeads = 10_000;

export interface Fold {
  /** Rows under the head, as far as they are here. */
  readonly count: number;
  /** There may be more. */
  readonly more: boolean;
  readonly open: boolean;
}

/** Which rows of stack traces are folded away under the row that begins them. */
export class Folds {
  enabled = false;
  readonly #source: RowSource;
  /** Heads that the person opened, by position. */
  #open = new Set<number>();
  #heads = new Map<number, number | undefined>();

  constructor(source: RowSource) {
    this.#source = source;
  }

  isFolded(position: number): boolean {
    if (!this.enabled || !this.#source.whole || !this.#source.row(position)?.trace) return false;
    const head = this.#headOf(position);
    return head !== undefined && !this.#open.has(head);
  }

  /** What is folded under a row; undefined when nothing is. */
  under(position: number): Fold | undefined {
    const head = this.enabled && this.#source.whole ? this.#source.row(position) : undefined;
    if (!head || head.trace || head.mark) return undefined;
    let count = 0;
    let more = false;
    for (let at = position + 1; at <= position + mostFolded && at < this.#source.end; at += 1) {
      const row = this.#source.row(at);
      more = row === undefined;
      if (!row || (row.source === head.source && !row.trace)) break;
      if (row.source === head.source) count += 1;
    }
    return count === 0 ? undefined : { count, more, open: this.#open.has(position) };
  }

  /** Folds or unfolds what is under a head. */
  toggle(head: number): void {
    if (!this.#open.delete(head)) this.#open.add(head);
  }

  /** Unfolds what hides a row. */
  reveal(position: number): void {
    const head = this.isFolded(position) ? this.#headOf(position) : undefined;
    if (head !== undefined) this.#open.add(head);
  }

  /** Rows got other positions: by `shift`, or none that is known. */
  move(shift: number | undefined): void {
    this.#heads = new Map();
    this.#open = new Set(shift === undefined ? [] : [...this.#open].map((head) => head + shift));
  }

  #headOf(position: number): number | undefined {
    if (this.#heads.has(position)) return this.#heads.get(position);
    const { source } = this.#source.row(position) ?? {};
    for (let at = position - 1; at >= position - mostFolded; at -= 1) {
      const row = at < this.#source.first ? undefined : this.#source.row(at);
      if (!row) return undefined;
      if (row.source === source && !row.trace) return this.#remember(position, at);
    }
    return this.#remember(position, undefined);
  }

  #remember(position: number, head: number | undefined): number | undefined {
    if (this.#heads.size >= mostHeads) this.#heads = new Map();
    this.#heads.set(position, head);
    return head;
  }
}
