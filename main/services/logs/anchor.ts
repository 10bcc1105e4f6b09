import {
  joinLines,
  LineFlag,
  type LogBlock,
  lineBytes,
  lineCount,
  sliceLines,
  wordsPerLine,
} from '../../engine/log-block.ts';

/** What makes two lines the same besides time and text; levels and the like are ours. */
const ownFlags = LineFlag.stderr | LineFlag.continued;

/** Bytes held back while looking for an anchor: a tail of very long lines must not fill the memory. */
const mostHeld = 16 * 1024 * 1024;

/**
 * The line of `window` after the last lines that are kept (`anchor`), or undefined if they are not in there. Where the
 * window begins within the anchor, what it has of it must match. Exact also when the clock went backwards and when
 * lines share a nanosecond, as long as the anchor holds all lines of its last nanosecond and one before.
 */
export function lineAfter(window: LogBlock, anchor: LogBlock): number | undefined {
  const lines = lineCount(window);
  for (let end = 1; end <= lines; end += 1) {
    if (endsAt(window, end, anchor)) return end;
  }
  return undefined;
}

function endsAt(window: LogBlock, end: number, anchor: LogBlock): boolean {
  const size = lineCount(anchor);
  for (let back = 1; back <= Math.min(size, end); back += 1) {
    if (!sameLine(window, end - back, anchor, size - back)) return false;
  }
  return true;
}

function sameLine(a: LogBlock, i: number, b: LogBlock, j: number): boolean {
  const x = i * wordsPerLine;
  const y = j * wordsPerLine;
  return (
    a.index[x + 1] === b.index[y + 1] &&
    a.index[x + 2] === b.index[y + 2] &&
    ((a.index[x + 3] ?? 0) & ownFlags) === ((b.index[y + 3] ?? 0) & ownFlags) &&
    lineBytes(a, i).equals(lineBytes(b, j))
  );
}

/** Drops from a stream what is kept already: all up to the anchor. */
export class AnchorSearch {
  readonly #anchor: LogBlock;
  readonly #limit: number;
  #held: LogBlock[] = [];
  #lines = 0;
  #bytes = 0;
  #state: 'searching' | 'found' | 'failed' = 'searching';

  /** `limit`: lines within which the anchor must be. */
  constructor(anchor: LogBlock, limit: number) {
    this.#anchor = anchor;
    this.#limit = limit;
  }

  get state(): 'searching' | 'found' | 'failed' {
    return this.#state;
  }

  /** What of the stream so far is new; undefined if nothing is. */
  push(block: LogBlock): LogBlock | undefined {
    if (this.#state === 'found') return block;
    if (this.#state === 'failed') return undefined;
    this.#held.push(block);
    this.#lines += lineCount(block);
    this.#bytes += block.text.length;
    const window = joinLines(this.#held);
    this.#held = [window];
    const after = lineAfter(window, this.#anchor);
    if (after === undefined) {
      if (this.#lines >= this.#limit || this.#bytes > mostHeld) this.#fail();
      return undefined;
    }
    this.#held = [];
    this.#state = 'found';
    return after < lineCount(window) ? sliceLines(window, after) : undefined;
  }

  #fail(): void {
    this.#state = 'failed';
    this.#held = [];
  }
}
