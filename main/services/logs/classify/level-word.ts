import { byteOf, isCapital, isDigit, letter } from './level-bytes.ts';
import { longestWord } from './level-words.ts';

const { space, dot, minus } = byteOf;

/** A word of letters, with what its letters are and what goes on behind them. */
export class Word {
  readonly bytes: Uint8Array;
  readonly from: number;
  /** After its letters. */
  readonly letters: number;
  readonly end: number;
  /** Its letters in base 27; 0 if they are too many for a level. */
  readonly stem: number;
  readonly capitals: boolean;
  /** Digits, dots, dashes and the like are in it: an id, a host, a logger's name. */
  readonly mixed: boolean;

  constructor(bytes: Uint8Array, from: number, to: number) {
    let number = 0;
    let capitals = true;
    let at = from;
    for (; at < to; at += 1) {
      const value = letter(bytes[at] ?? 0);
      if (value === 0) break;
      number = number * 27 + value;
      capitals &&= ((bytes[at] ?? 0) & 0x20) === 0;
    }
    this.letters = at;
    while (at < to && isInName(bytes, at, to)) at += 1;
    this.bytes = bytes;
    this.from = from;
    this.end = at;
    this.mixed = at > this.letters;
    this.stem = this.letters - from <= longestWord ? number : 0;
    this.capitals = capitals;
  }

  /** The word in base 27; 0 if it is too long to be a level, or mixed. */
  get number(): number {
    return this.mixed ? 0 : this.stem;
  }

  /** Where its last run of letters begins, if those are capitals; else its end. */
  get lastCapitals(): number {
    let at = this.end;
    while (at > this.from && isCapital(this.bytes[at - 1])) at -= 1;
    return at;
  }
}

/** Names go on over digits, dots, dashes, slashes; a dash or colon before a space ends them. */
function isInName(bytes: Uint8Array, at: number, to: number): boolean {
  const byte = bytes[at] ?? 0;
  if (letter(byte) > 0 || isDigit(byte) || byte === 0x5f || byte === 0x40 || byte === 0x2f || byte === 0x24)
    return true;
  const inside = byte === dot || byte === minus;
  const next = at + 1 < to ? (bytes[at + 1] ?? 0) : space;
  return inside && (letter(next) > 0 || isDigit(next));
}
