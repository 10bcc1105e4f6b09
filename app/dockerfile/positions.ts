import type { Dockerfile, JoinedLine, Position, Range } from './types.ts';

/** The offsets at which a text's lines begin. */
export function lineStartsOf(text: string): Uint32Array {
  let count = 1;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) === lineFeed) count += 1;
  const starts = new Uint32Array(count);
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) !== lineFeed) continue;
    starts[line] = at + 1;
    line += 1;
  }
  return starts;
}

const lineFeed = 10;

/** The line (from 1) and column (from 0) of an offset. */
export function positionAt({ lineStarts, text }: Dockerfile, offset: number): Position {
  const inText = Math.min(Math.max(offset, 0), text.length);
  const index = lastAtMost(lineStarts.length, (n) => lineStarts[n] ?? 0, inText);
  return { line: index + 1, column: inText - (lineStarts[index] ?? 0) };
}

/** Where a place of a joined line is in the file. */
export function sourceOffset({ pieces, from }: JoinedLine, at: number): number {
  if (!pieces) return from + at;
  const piece = pieces[lastAtMost(pieces.length, (n) => pieces[n]?.at ?? 0, at)];
  return piece === undefined ? from : piece.from + (at - piece.at);
}

/** Where `[from, to)` of a joined line is in the file. */
export function sourceRange(joined: JoinedLine, from: number, to: number): Range {
  const start = sourceOffset(joined, from);
  return { from: start, to: to > from ? sourceOffset(joined, to - 1) + 1 : start };
}

/** The index of the last of `count` rising values that is not above a limit; 0 where all are. */
function lastAtMost(count: number, value: (index: number) => number, limit: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (value(middle) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
