/** A place in a text as language services count: both from 0, characters in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/**
 * The offsets of positions in a text, which is looked through once; one past the end of a line or of the text counts as
 * that end.
 */
export function offsetsIn(text: string): (position: TextPosition) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return ({ line, character }) => {
    const start = starts[line];
    if (start === undefined) return text.length;
    const next = starts[line + 1];
    return Math.min(start + character, next === undefined ? text.length : next - 1);
  };
}

/** The offset of one position. */
export function offsetAt(text: string, position: TextPosition): number {
  return offsetsIn(text)(position);
}

/** The position of an offset. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
