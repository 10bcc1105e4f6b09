import { problem } from '../../../app/problem.ts';

/**
 * What a piece of a pattern takes of a path. `star` takes any characters of one name, `any` all but a line's end, `through`
 * the same up to a slash; `maybe` is a choice between the piece behind it and the one after that.
 */
type Piece =
  | { readonly kind: 'character'; readonly code: number }
  | { readonly kind: 'one' | 'star' | 'any' | 'maybe' | 'through' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [number, number])[] };

/** A pattern with wildcards, ready to be matched. */
export interface Wildcard {
  /** How many steps a character of a path may cost. */
  readonly cost: number;
  matches(path: string): boolean;
}

/**
 * A pattern of a .dockerignore as moby's patternmatcher reads it: `*` and `?` within a name, `**` over any number of
 * folders, classes of characters, `\` before what is meant as it is. Matching takes at most as many steps as the pattern
 * has pieces for each character of the path, whatever either looks like.
 * @throws ProblemError `invalid-input` for a pattern that the CLI refuses, too
 */
export function wildcard(pattern: string): Wildcard {
  const pieces = piecesOf([...pattern], pattern);
  const run = new Run(pieces);
  return { cost: pieces.length, matches: (path) => run.matches(path) };
}

function piecesOf(chars: readonly string[], pattern: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < chars.length; at += 1) {
    const character = chars[at] ?? '';
    if (character === '*' && chars[at + 1] === '*') {
      at += chars[at + 2] === '/' ? 2 : 1;
      if (at >= chars.length - 1) pieces.push({ kind: 'any' });
      else pieces.push({ kind: 'maybe' }, { kind: 'through' });
    } else if (character === '*') {
      if (pieces.at(-1)?.kind !== 'star') pieces.push({ kind: 'star' });
    } else if (character === '?') pieces.push({ kind: 'one' });
    else if (character === '[') {
      const found = readClass(chars, at + 1, pattern);
      pieces.push(found.piece);
      at = found.end;
    } else if (character === '\\') {
      at += 1;
      pieces.push({ kind: 'character', code: codeAt(chars, at, pattern) });
    } else pieces.push({ kind: 'character', code: codeAt(chars, at, pattern) });
  }
  return pieces;
}

/** A class from behind its `[` on; `end` is where its `]` stands. */
function readClass(chars: readonly string[], from: number, pattern: string) {
  const negated = chars[from] === '^';
  const ranges: (readonly [number, number])[] = [];
  let at = negated ? from + 1 : from;
  const point = (): number => {
    if (chars[at] === '-' || chars[at] === ']') malformed(pattern);
    if (chars[at] === '\\') at += 1;
    at += 1;
    return codeAt(chars, at - 1, pattern);
  };
  while (chars[at] !== ']' || ranges.length === 0) {
    const low = point();
    let high = low;
    if (chars[at] === '-') {
      at += 1;
      high = point();
    }
    if (high < low) malformed(pattern);
    ranges.push([low, high]);
  }
  return { piece: { kind: 'class', negated, ranges } as const, end: at };
}

function codeAt(chars: readonly string[], at: number, pattern: string): number {
  return chars[at]?.codePointAt(0) ?? malformed(pattern);
}

function malformed(pattern: string): never {
  throw problem('invalid-input', 'A pattern in .dockerignore is malformed.', { detail: pattern });
}

/** Places in a pattern, each once. */
class Places {
  readonly list: Uint32Array;
  length = 0;
  readonly #pieces: readonly Piece[];
  /** By place: the round in which it was added last. */
  readonly #added: Uint32Array;
  #round = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
    this.list = new Uint32Array(pieces.length + 1);
    this.#added = new Uint32Array(pieces.length + 1);
  }

  clear(): void {
    this.length = 0;
    this.#round += 1;
  }

  has(place: number): boolean {
    return this.#added[place] === this.#round;
  }

  /** Adds a place and those that are reached from it without taking anything. */
  add(from: number): void {
    for (let at = from; !this.has(at); ) {
      this.#put(at);
      const kind = this.#pieces[at]?.kind;
      if (kind === 'star' || kind === 'any') at += 1;
      else if (kind === 'maybe') {
        if (!this.has(at + 1)) this.#put(at + 1);
        at += 2;
      } else return;
    }
  }

  #put(at: number): void {
    this.#added[at] = this.#round;
    this.list[this.length] = at;
    this.length += 1;
  }
}

/** Keeps all places of the pattern that the path may have come to side by side: nothing is ever tried again. */
class Run {
  readonly #pieces: readonly Piece[];
  #now: Places;
  #next: Places;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
    this.#now = new Places(pieces);
    this.#next = new Places(pieces);
  }

  matches(path: string): boolean {
    this.#now.clear();
    this.#now.add(0);
    for (const character of path) {
      this.#step(character.codePointAt(0) ?? 0);
      if (this.#now.length === 0) return false;
    }
    return this.#now.has(this.#pieces.length);
  }

  #step(code: number): void {
    const now = this.#now;
    const next = this.#next;
    next.clear();
    for (let n = 0; n < now.length; n += 1) {
      const at = now.list[n] ?? 0;
      const piece = this.#pieces[at];
      if (!piece || !takes(piece, code)) continue;
      const stays = piece.kind === 'star' || piece.kind === 'any' || piece.kind === 'through';
      next.add(stays ? at : at + 1);
      if (piece.kind === 'through' && code === slash) next.add(at + 1);
    }
    this.#now = next;
    this.#next = now;
  }
}

const slash = 0x2f;
const lineEnd = 0x0a;

function takes(piece: Piece, code: number): boolean {
  switch (piece.kind) {
    case 'character':
      return piece.code === code;
    case 'one':
    case 'star':
      return code !== slash;
    case 'any':
    case 'through':
      return code !== lineEnd;
    case 'class':
      return piece.ranges.some(([low, high]) => low <= code && code <= high) !== piece.negated;
    case 'maybe':
      return false;
  }
}
