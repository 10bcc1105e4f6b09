/** Bytes that stand around levels. */
export const byteOf = {
  tab: 0x09,
  space: 0x20,
  quote: 0x22,
  apostrophe: 0x27,
  opening: 0x28,
  closing: 0x29,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  brace: 0x7b,
  pipe: 0x7c,
  escape: 0x1b,
} as const;

const { space, openBracket, escape, zero, nine } = byteOf;

/** The bytes of an ASCII text. */
export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** A letter's place in the alphabet, 1 to 26; 0 for any other byte. */
export function letter(byte: number): number {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? lower - 0x60 : 0;
}

export function isCapital(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x41 && byte <= 0x5a;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}

/** After escape sequences and spaces. */
export function skipAnsi(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    if (bytes[at] === space) at += 1;
    else if (bytes[at] === escape && bytes[at + 1] === openBracket) {
      at += 2;
      // Parameters end with a letter (ECMA-48).
      while (at < to && letter(bytes[at] ?? 0) === 0) at += 1;
      at += 1;
    } else return at;
  }
  return to;
}

export function skipSpace(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] === space) at += 1;
  return at;
}

/** The first place from `from` on that holds a byte; `to` if there is none. */
export function find(bytes: Uint8Array, byte: number, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== byte) at += 1;
  return Math.min(at, to);
}

export function startsWith(bytes: Uint8Array, from: number, wanted: Uint8Array): boolean {
  for (let at = 0; at < wanted.length; at += 1) if (bytes[from + at] !== wanted[at]) return false;
  return true;
}

export function endsWith(bytes: Uint8Array, from: number, end: number, wanted: Uint8Array): boolean {
  return end - from >= wanted.length && startsWith(bytes, end - wanted.length, wanted);
}

/** The number that begins here; -1 if there is none, or one of more than six digits. */
export function numberAt(bytes: Uint8Array, from: number, to: number): number {
  let number = -1;
  for (let at = from; at < Math.min(to, from + 7) && isDigit(bytes[at]); at += 1) {
    number = Math.max(0, number) * 10 + (bytes[at] ?? 0) - zero;
  }
  return number < 1e6 ? number : -1;
}

/** After the digits that begin here, if any. */
export function skipDigits(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at])) at += 1;
  return at;
}
