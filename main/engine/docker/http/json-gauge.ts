import type { Bound } from './bounds.ts';

/** The deepest answer of any engine has ten levels; what is deeper cannot even be passed on. */
const deepest = 64;
/** The levels that `entries` is about: a list, or a list in an object. */
const outerLevels = 2;

const quote = 0x22;
const backslash = 0x5c;

/** What a byte outside of strings says. */
const Kind = { nothing: 0, opens: 1, closes: 2, separates: 3, joins: 4, quotes: 5 } as const;

const kinds = new Uint8Array(256);
for (const [characters, kind] of [
  ['[{', Kind.opens],
  [']}', Kind.closes],
  [',', Kind.separates],
  [':', Kind.joins],
  ['"', Kind.quotes],
] as const)
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;

/**
 * Measures JSON before it is parsed, byte by byte and in chunks cut anywhere: how deep it is, of how many pieces, and how
 * wide at its outer levels. Parsing a megabyte of brackets takes a hundred times the time and the memory of a megabyte of text.
 */
export class JsonGauge {
  readonly #bound: Bound;
  #depth = 0;
  #pieces = 0;
  /** Entries so far of what is open at each outer level. */
  readonly #entries = new Uint32Array(outerLevels + 1);
  #inString = false;
  #escaped = false;

  constructor(bound: Bound) {
    this.#bound = bound;
  }

  /** What is too much about it so far, for people who look into it; undefined while it is within its bound. */
  push(bytes: Uint8Array, from = 0, to = bytes.length): string | undefined {
    const { pieces: most = Number.POSITIVE_INFINITY } = this.#bound;
    let at = from;
    while (at < to) {
      if (this.#inString) {
        at = this.#readString(bytes, at, to);
        continue;
      }
      const kind = kinds[bytes[at] ?? 0];
      at += 1;
      if (kind === Kind.nothing) continue;
      if (kind === Kind.quotes) this.#inString = true;
      else if (kind === Kind.closes) this.#depth -= 1;
      else {
        this.#pieces += 1;
        if (this.#pieces > most) return `It has more than ${most} pieces.`;
        const fault = kind === Kind.joins ? undefined : this.#grow(kind === Kind.opens);
        if (fault !== undefined) return fault;
      }
    }
    return undefined;
  }

  #grow(opens: boolean): string | undefined {
    if (opens) {
      this.#depth += 1;
      if (this.#depth > deepest) return `It is deeper than ${deepest} levels.`;
      if (this.#depth <= outerLevels) this.#entries[this.#depth] = 1;
      return undefined;
    }
    if (this.#depth < 0 || this.#depth > outerLevels) return undefined;
    const count = (this.#entries[this.#depth] ?? 0) + 1;
    this.#entries[this.#depth] = count;
    const { entries = Number.POSITIVE_INFINITY } = this.#bound;
    return count > entries ? `It has more than ${entries} entries.` : undefined;
  }

  /** To the end of the string, or of the bytes. */
  #readString(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    if (this.#escaped && at < to) {
      at += 1;
      this.#escaped = false;
    }
    while (at < to) {
      const byte = bytes[at];
      at += 1;
      if (byte === quote) {
        this.#inString = false;
        return at;
      }
      if (byte !== backslash) continue;
      if (at === to) this.#escaped = true;
      at += 1;
    }
    return to;
  }
}
