/** A place between two characters of a path. */
export type Place = 'start' | 'end' | 'edge' | 'inside';

/** The places that `\b` and the like ask for in Go's expressions; an edge is one of a word. */
export const places: ReadonlyMap<string, Place> = new Map([
  ['A', 'start'],
  ['z', 'end'],
  ['b', 'edge'],
  ['B', 'inside'],
]);

/** Whether it is such a place, by the code points around it; there are none where the path begins and ends. */
export function isAt(place: Place, before: number | undefined, after: number | undefined): boolean {
  switch (place) {
    case 'start':
      return before === undefined;
    case 'end':
      return after === undefined;
    case 'edge':
      return isWord(before) !== isWord(after);
    case 'inside':
      return isWord(before) === isWord(after);
  }
}

/** Whether a character belongs to a word, as Go's expressions see it: ASCII alone. */
export function isWord(code: number | undefined): boolean {
  return code !== undefined && code < 0x80 && /\w/.test(String.fromCharCode(code));
}
