import {
  BlockBuilder,
  LineFlag,
  type LogBlock,
  lineCount,
  sliceLines,
  wordsPerLine,
} from '../../../engine/ports/log-block.ts';

/** Rows of a log with the number of the first. */
export interface SpoolRows extends LogBlock {
  readonly from: number;
}

/** The lines from … to of a block as `sliceLines` has them; fewer where they pass `most` bytes, but at least one. */
export function linesWithin(block: LogBlock, from: number, to: number, most: number): LogBlock {
  const startOf = (line: number): number => block.index[line * wordsPerLine] ?? block.text.length;
  let stop = to;
  while (stop - from > 1 && startOf(stop) - startOf(from) > most) stop--;
  return sliceLines(block, from, stop);
}

/** Puts consecutive blocks together, copied. */
export function joinRows(parts: readonly SpoolRows[], from: number): SpoolRows {
  const text = Buffer.concat(parts.map((part) => part.text));
  const index = new Uint32Array(parts.reduce((sum, part) => sum + part.index.length, 0));
  let bytes = 0;
  let words = 0;
  for (const part of parts) {
    index.set(part.index, words);
    for (let word = words; word < words + part.index.length; word += wordsPerLine) {
      index[word] = (index[word] ?? 0) + bytes;
    }
    bytes += part.text.length;
    words += part.index.length;
  }
  return { from: parts[0]?.from ?? from, text, index };
}

/** The same block with lines of at most `longest` bytes: the rest of a longer one goes on in lines of their own. */
export function cutLines(block: LogBlock, longest: number): LogBlock {
  const { text, index } = block;
  const builder = new BlockBuilder(text.length, lineCount(block));
  for (let word = 0; word < index.length; word += wordsPerLine) {
    const [offset = 0, seconds = 0, nanos = 0, flags = 0] = index.subarray(word, word + wordsPerLine);
    const stop = (index[word + wordsPerLine] ?? text.length) - 1;
    for (let at = offset; at === offset || at < stop; at += longest) {
      const more = at === offset ? 0 : LineFlag.continued;
      builder.add(text, at, Math.min(stop, at + longest), seconds, nanos, flags | more);
    }
  }
  return builder.take() ?? block;
}
