import { BlockBuilder, LineFlag, type LogBlock, lineCount, wordsPerLine } from '../../engine/log-block.ts';

/** Rows of a log with the number of the first. */
export interface SpoolRows extends LogBlock {
  readonly from: number;
}

/** The lines from … to of a block (which has them), as views into it with new offsets; less where they pass `most` bytes. */
export function sliceLines({ text, index }: LogBlock, from: number, to: number, most: number): LogBlock {
  const part = index.slice(from * wordsPerLine, to * wordsPerLine);
  const start = part[0] ?? 0;
  let lines = to - from;
  let stop = index[to * wordsPerLine] ?? text.length;
  while (lines > 1 && stop - start > most) {
    lines--;
    stop = part[lines * wordsPerLine] ?? 0;
  }
  for (let word = 0; word < lines * wordsPerLine; word += wordsPerLine) part[word] = (part[word] ?? 0) - start;
  return { text: text.subarray(start, stop), index: part.subarray(0, lines * wordsPerLine) };
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
