import {
  joinLines,
  LineFlag,
  type LogBlock,
  lineBytes,
  lineCount,
  sliceLines,
  wordsPerLine,
} from '../../../engine/ports/log-block.ts';

/** What makes two lines the same besides time and text; levels and the like are ours. */
const ownFlags = LineFlag.stderr | LineFlag.continued;

/** Bytes held back while looking for an anchor: a tail of very long lines must not fill the memory. */
const mostHeld = 16 * 1024 * 1024;

/** Lines that make an anchor, if not all of them carry one stamp. */
const anchorLines = 32;

/**
 * The line of `window` after the last lines that are kept (`anchor`), or undefined if they are not in there. Exact also
 * when the clock went backwards and when lines share a nanosecond, as long as the anchor holds all lines of its last
 * nanosecond and one before. Where the window has no more than an end of the anchor, the longest such end counts.
 */
export function lineAfter(window: LogBlock, anchor: LogBlock): number | undefined {
  const whole = wholeAfter(window, anchor);
  if (whole !== undefined) return whole;
  for (let end = Math.min(lineCount(anchor) - 1, lineCount(window)); end > 0; end -= 1) {
    if (endsAt(window, end, anchor, end)) return end;
  }
  return undefined;
}

/** The same where the window has all of the anchor. */
function wholeAfter(window: LogBlock, anchor: LogBlock): number | undefined {
  const size = lineCount(anchor);
  for (let end = size; end <= lineCount(window); end += 1) if (endsAt(window, end, anchor, size)) return end;
  return undefined;
}

/** The last lines of a block: enough to find its end again. */
export function endOf(block: LogBlock): LogBlock {
  const last = (lineCount(block) - 1) * wordsPerLine;
  const sharesLast = (line: number) =>
    block.index[line * wordsPerLine + 1] === block.index[last + 1] &&
    block.index[line * wordsPerLine + 2] === block.index[last + 2];
  let from = lineCount(block);
  do from = Math.max(0, from - anchorLines);
  while (from > 0 && sharesLast(from));
  return sliceLines(block, from);
}

/** Whether the last `lines` lines before `end` are the anchor's last. */
function endsAt(window: LogBlock, end: number, anchor: LogBlock, lines: number): boolean {
  const size = lineCount(anchor);
  for (let back = 1; back <= lines; back += 1) if (!sameLine(window, end - back, anchor, size - back)) return false;
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

/** Drops from a stream what is kept already: all up to the anchor, which must be in it as a whole. */
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
    const after = wholeAfter(window, this.#anchor);
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
