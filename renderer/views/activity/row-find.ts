import { stripAnsi } from '../../../app/text/ansi.ts';
import { markPattern } from '../logs/match/find-pattern.ts';
import { TextMatcher } from '../logs/match/matcher.ts';
import type { RowSource } from '../logs/model/row-source.ts';

/** UTF-16 units that can be looked for. */
export const longestFind = 500;

/** Looks for a text, whatever its case, in rows that are all in memory; what comes is looked through as it comes. */
export class RowFind {
  readonly #rows: Pick<RowSource, 'first' | 'end' | 'row'>;
  #pattern: RegExp | undefined;
  #hits: number[] = [];
  /** The row after the last that was looked through. */
  #seen = 0;
  #current: number | undefined;

  constructor(rows: Pick<RowSource, 'first' | 'end' | 'row'>) {
    this.#rows = rows;
  }

  /** Looks for another text, from the first row on; '' is nowhere. */
  ask(text: string): void {
    this.#pattern = markPattern({
      text: text.slice(0, longestFind),
      regex: false,
      matchCase: false,
      wholeWord: false,
      invert: false,
      levels: [],
    });
    this.#hits = [];
    this.#seen = 0;
    this.#current = undefined;
    this.look();
  }

  /** Looks through what came; how many rows have the text, and which of them is the current one, from 1. */
  look(): { readonly hits: number; readonly at: number | undefined } {
    const { first, end } = this.#rows;
    if (end < this.#seen) [this.#hits, this.#seen, this.#current] = [[], 0, undefined];
    const dropped = this.#hits.findIndex((row) => row >= first);
    if (dropped !== 0) this.#hits = dropped < 0 ? [] : this.#hits.slice(dropped);
    if (this.#pattern) this.#lookFor(this.#pattern, Math.max(first, this.#seen), end);
    this.#seen = end;
    const at = this.#current === undefined ? -1 : this.#hits.indexOf(this.#current);
    return { hits: this.#hits.length, at: at < 0 ? undefined : at + 1 };
  }

  /** The next row that has it, or the one before, round at the ends; the last where it was not gone to any. */
  go(direction: 'next' | 'previous'): number | undefined {
    this.look();
    const from = this.#current;
    const hits = this.#hits;
    if (from === undefined) this.#current = hits.at(-1);
    else if (direction === 'next') this.#current = hits.find((row) => row > from) ?? hits[0];
    else this.#current = hits.findLast((row) => row < from) ?? hits.at(-1);
    return this.#current;
  }

  #lookFor(pattern: RegExp, from: number, end: number): void {
    for (let row = from; row < end; row += 1) {
      const { text = '', mark } = this.#rows.row(row) ?? {};
      pattern.lastIndex = 0;
      if (!mark && pattern.test(stripAnsi(text))) this.#hits.push(row);
    }
  }

  /** Marks it in rows that are drawn. */
  matcher(): TextMatcher | undefined {
    return this.#pattern && new TextMatcher(this.#pattern);
  }
}
