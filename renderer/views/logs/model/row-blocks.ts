import type { LogRow } from '../../../../app/logs.ts';
import type { Span } from './row-source.ts';

/** Rows of a block: what is fetched at once. A screen has about half as many. */
export const blockRows = 100;
/** Blocks kept: a screen of folded stack traces takes up to 50 of them (see `folds.ts`). */
const mostBlocks = 64;
/** UTF-16 units of text kept, however few blocks that is: a row may have 16 KiB. */
const mostText = 16 * 1024 * 1024;

interface Block {
  readonly rows: (LogRow | undefined)[];
  text: number;
}

/** Rows by position, in blocks; the ones least recently wanted go first. */
export class RowBlocks {
  /** In the order of their last use. */
  #blocks = new Map<number, Block>();
  #text = 0;

  row(position: number): LogRow | undefined {
    const block = blockOf(position);
    return this.#blocks.get(block)?.rows[position - block * blockRows];
  }

  /** Keeps a row. The one that is already there stays: in one epoch a position always holds the same row. */
  put(position: number, row: LogRow): void {
    const number = blockOf(position);
    let block = this.#blocks.get(number);
    if (!block) {
      block = { rows: Array<LogRow | undefined>(blockRows).fill(undefined), text: 0 };
      this.#blocks.set(number, block);
    }
    const slot = position - number * blockRows;
    if (block.rows[slot]) return;
    block.rows[slot] = row;
    block.text += row.text.length;
    this.#text += row.text.length;
  }

  /** What is missing of a block, within bounds; undefined when nothing is. */
  missing(block: number, { from: first, to: end }: Span): Span | undefined {
    let from = Math.max(first, block * blockRows);
    let to = Math.min(end, (block + 1) * blockRows);
    while (from < to && this.row(from)) from += 1;
    while (to > from && this.row(to - 1)) to -= 1;
    return from < to ? { from, to } : undefined;
  }

  /** Marks blocks as used and lets others go until the bounds hold. */
  keep(wanted: ReadonlySet<number>): void {
    for (const number of wanted) {
      const block = this.#blocks.get(number);
      if (!block) continue;
      this.#blocks.delete(number);
      this.#blocks.set(number, block);
    }
    for (const [number, block] of this.#blocks) {
      if ((this.#blocks.size <= mostBlocks && this.#text <= mostText) || wanted.has(number)) break;
      this.#blocks.delete(number);
      this.#text -= block.text;
    }
  }

  clear(): void {
    this.#blocks = new Map();
    this.#text = 0;
  }

  /** Gives every row a number and position that is `shift` more. */
  move(shift: number): void {
    const before = this.#blocks;
    this.clear();
    for (const [number, { rows }] of before) {
      for (const [slot, row] of rows.entries()) {
        if (row) this.put(number * blockRows + slot + shift, { ...row, n: row.n + shift });
      }
    }
  }
}

/** The block that a position is in. */
export function blockOf(position: number): number {
  return Math.floor(position / blockRows);
}
