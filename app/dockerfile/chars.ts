/** Whether a UTF-16 unit is white space for the builder (Unicode's White_Space). */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  if (code >= 0x2000 && code <= 0x200a) return true;
  return code === 0x1680 || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** White space that parts an instruction's words: not the wider kinds. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 9 || code === 11 || code === 12 || code === 13;
}

/** The first place from `from` on, before `to`, that is no white space. */
export function afterSpaces(text: string, from: number, to = text.length): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The end of what is left of `[from, to)` without the white space at its end. */
export function beforeSpaces(text: string, from: number, to = text.length): number {
  let at = to;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
