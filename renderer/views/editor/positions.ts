/** A place in a text as language services count: both from 0, characters in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** An edit as language services give it. */
interface Edit {
  readonly range: { readonly start: TextPosition; readonly end: TextPosition };
  readonly newText: string;
}

/** The offset of a position; one past the end of a line or of the text counts as that end. */
export function offsetAt(text: string, { line, character }: TextPosition): number {
  let start = 0;
  for (let at = 0; at < line; at += 1) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + character, end < 0 ? text.length : end);
}

/** The position of an offset. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** The text with edits that do not overlap, given in any order. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  const placed = edits
    .map(({ range, newText }) => ({ from: offsetAt(text, range.start), to: offsetAt(text, range.end), newText }))
    .sort((a, b) => b.from - a.from);
  return placed.reduce((result, { from, to, newText }) => result.slice(0, from) + newText + result.slice(to), text);
}
