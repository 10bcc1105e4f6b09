/** Matches marked in one row at most: a pattern that matches every letter must not make a frame slow. */
const mostMatches = 200;

/** UTF-16 units of a text. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** Where a pattern (with the flag `g`) matches; matches of nothing are left out. */
export function matchSpans(text: string, pattern: RegExp): TextSpan[] {
  const spans: TextSpan[] = [];
  for (const { index, 0: found } of text.matchAll(pattern)) {
    if (found === '') continue;
    spans.push({ from: index, to: index + found.length });
    if (spans.length === mostMatches) break;
  }
  return spans;
}
