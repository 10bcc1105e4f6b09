import { type CharacterSet, escapeAt, readClass, takesCode } from './class.ts';
import { expressionOf, folders, rest } from './expression.ts';
import { isAt, isWord, type Place, places } from './place.ts';
import { isWellFormed, malformed } from './syntax.ts';

/**
 * What a piece of a pattern takes of a path. `set` takes one character, `star` any number of them, `any` all but a line's
 * end, `through` the same up to a slash; `maybe` is a choice between the piece behind it and the one after that. `if`
 * takes nothing, and is passed only in some places.
 */
type Piece =
  | ({ readonly kind: 'set' | 'star' } & CharacterSet)
  | { readonly kind: 'if'; readonly where: Place }
  | { readonly kind: 'any' | 'maybe' | 'through' };

/** A pattern with wildcards, ready to be matched. */
export interface Wildcard {
  /** How many steps a character of a path may cost. */
  readonly cost: number;
  /** No path can match it. */
  readonly hopeless: boolean;
  matches(path: string): boolean;
}

/**
 * A pattern of a .dockerignore as moby's patternmatcher reads it: `*` and `?` within a name, `**` over any number of
 * folders, classes of characters, `\` before what is meant as it is. Matching takes at most as many steps as the pattern
 * has pieces for each character of the path, whatever either looks like.
 * @throws ProblemError `invalid-input` for a pattern that the CLI refuses, too
 */
export function wildcard(pattern: string): Wildcard {
  if (!isWellFormed(pattern)) throw malformed(pattern);
  const pieces = piecesOf(expressionOf(pattern), pattern);
  const run = new Run(pieces);
  return { cost: pieces.length, hopeless: isHopeless(pieces), matches: (path) => run.matches(path) };
}

/** The pieces of an expression; of what expressions can say, only that is in it which patterns lead to. */
function piecesOf(expression: string, pattern: string): Piece[] {
  const pieces: Piece[] = [];
  const chars = [...expression];
  for (let at = 0; at < chars.length; at += 1) {
    const character = chars[at] ?? '';
    const where = character === '\\' ? places.get(chars[at + 1] ?? '') : undefined;
    if (where) {
      pieces.push({ kind: 'if', where });
      at += 1;
    } else if (character === '(') {
      pieces.push({ kind: 'maybe' }, { kind: 'through' });
      at += folders.length - 1;
    } else if (character === '.') {
      pieces.push({ kind: 'any' });
      at += rest.length - 1;
    } else if (character === '^') pieces.push({ kind: 'if', where: 'start' });
    else if (character === '[') {
      const { end, ...set } = readClass(chars, at + 1, pattern);
      const many = chars[end + 1] === '*';
      pieces.push({ kind: many ? 'star' : 'set', ...set });
      at = many ? end + 1 : end;
    } else if (character === '\\' && chars[at + 1] === 'Q') {
      const { quoted, end } = quotedAt(chars, at + 2);
      pieces.push(...quoted);
      at = end - 1;
    } else if (character === '\\') {
      const { end, ...set } = escapeAt(chars, at + 1, pattern);
      pieces.push({ kind: 'set', negated: false, ...set });
      at = end - 1;
    } else pieces.push(only(character));
  }
  return pieces;
}

/** What stands between `\Q` and `\E`, each character for itself; `end` is behind it. */
function quotedAt(chars: readonly string[], from: number): { quoted: Piece[]; end: number } {
  let end = from;
  while (end < chars.length && !(chars[end] === '\\' && chars[end + 1] === 'E')) end += 1;
  const quoted = chars.slice(from, end).map(only);
  if (end < chars.length) return { quoted, end: end + 2 };
  // Without an end, the `$` that moby closes an expression with is text as well, and so nothing says where a path ends.
  quoted.push(only('$'), { kind: 'star', ...everything });
  return { quoted, end };
}

function only(character: string): Piece {
  const code = character.codePointAt(0) ?? 0;
  return { ...everything, kind: 'set', negated: false, ranges: [[code, code]] };
}

const everything: CharacterSet = { negated: true, ranges: [], categories: [] };

/** Whether one of the places that are asked for can never come. */
function isHopeless(pieces: readonly Piece[]): boolean {
  const takes = (piece: Piece | undefined) => piece?.kind === 'set';
  const isLetter = (piece: Piece | undefined) =>
    piece?.kind === 'set' &&
    !piece.negated &&
    piece.categories.length === 0 &&
    piece.ranges.every(([low, high]) => low === high && isWord(low));
  return pieces.some((piece, at) => {
    if (piece.kind !== 'if') return false;
    if (piece.where === 'start') return pieces.slice(0, at).some(takes);
    if (piece.where === 'end') return pieces.slice(at).some(takes);
    return piece.where === 'edge' && isLetter(pieces[at - 1]) && isLetter(pieces[at + 1]);
  });
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
    let before: number | undefined;
    for (const character of path) {
      const code = character.codePointAt(0) ?? 0;
      this.#step(before, code);
      if (this.#now.length === 0) return false;
      before = code;
    }
    this.#pass(before, undefined);
    return this.#now.has(this.#pieces.length);
  }

  /** Goes on from all that is passed between two characters. */
  #pass(before: number | undefined, after: number | undefined): void {
    const now = this.#now;
    // What is added comes behind, and is looked at in its turn.
    for (let n = 0; n < now.length; n += 1) {
      const at = now.list[n] ?? 0;
      const piece = this.#pieces[at];
      if (piece?.kind === 'if' && isAt(piece.where, before, after)) now.add(at + 1);
    }
  }

  #step(before: number | undefined, code: number): void {
    this.#pass(before, code);
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
    case 'set':
    case 'star':
      return takesCode(piece, code);
    case 'any':
    case 'through':
      return code !== lineEnd;
    default:
      return false;
  }
}
