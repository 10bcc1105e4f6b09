/** A pattern of more characters is not tried. */
const longestPattern = 1_000;
/** Bits of a step's state that one number holds. */
const wordBits = 31;

/** A pattern of `${name#pattern}`: `*`, `?` and characters, with `\` before those that stand for themselves. */
export interface Glob {
  /** A character, or `undefined` for any. */
  readonly tokens: readonly (string | undefined)[];
  /** Whether anything may stand before a token; one more than tokens, for the end. */
  readonly stars: readonly boolean[];
}

/** Reads a pattern; undefined where the builder refuses it or it is too long to be tried. */
export function readGlob(pattern: string): Glob | undefined {
  const tokens: (string | undefined)[] = [];
  const stars: boolean[] = [false];
  const chars = [...pattern];
  if (chars.length > longestPattern) return undefined;
  for (let at = 0; at < chars.length; at += 1) {
    let char = chars[at];
    if (char === '*') {
      stars[tokens.length] = true;
      continue;
    }
    if (char === '\\') {
      const next = chars[at + 1];
      // Those two had to be escaped for the braces' sake.
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') return undefined;
      at += 1;
      char = next;
    } else if (char === '?') char = undefined;
    tokens.push(char);
    stars.push(false);
  }
  return { tokens, stars };
}

/** The same pattern for a text that is read from its end. */
export function reversed({ tokens, stars }: Glob): Glob {
  return { tokens: tokens.toReversed(), stars: stars.toReversed() };
}

/**
 * Follows all ways at once in which a pattern can match, a character at a time: so many steps as there are characters,
 * each of a number per 31 characters of the pattern.
 */
class Run {
  readonly #size: number;
  readonly #masks = new Map<string, Uint32Array>();
  readonly #any: Uint32Array;
  readonly #stay: Uint32Array;
  readonly #state: Uint32Array;
  readonly #last: number;

  constructor({ tokens, stars }: Glob, floating: boolean) {
    this.#last = tokens.length;
    this.#size = Math.floor(tokens.length / wordBits) + 1;
    this.#any = this.#bits((n) => tokens[n] === undefined && n < tokens.length);
    this.#stay = this.#bits((n) => stars[n] === true || (floating && n === 0));
    for (const char of new Set(tokens)) {
      if (char !== undefined)
        this.#masks.set(
          char,
          this.#bits((n) => tokens[n] === char || this.#isAny(n)),
        );
    }
    this.#state = new Uint32Array(this.#size);
    this.#state[0] = 1;
  }

  /** Whether the whole pattern is matched here. */
  get matches(): boolean {
    return this.#has(this.#state, this.#last);
  }

  /** Goes on by a character; false once nothing can match any more. */
  step(char: string): boolean {
    const mask = this.#masks.get(char) ?? this.#any;
    let carry = 0;
    let alive = 0;
    for (let n = 0; n < this.#size; n += 1) {
      const state = this.#state[n] ?? 0;
      const moved = state & (mask[n] ?? 0);
      const stayed = state & (this.#stay[n] ?? 0);
      const next = (((moved << 1) | carry) & 0x7fffffff) | stayed;
      carry = (moved >>> (wordBits - 1)) & 1;
      this.#state[n] = next;
      alive |= next;
    }
    return alive !== 0;
  }

  #bits(isSet: (token: number) => boolean): Uint32Array {
    const bits = new Uint32Array(this.#size);
    for (let n = 0; n <= this.#last; n += 1) {
      const word = Math.floor(n / wordBits);
      if (isSet(n)) bits[word] = (bits[word] ?? 0) | (1 << (n % wordBits));
    }
    return bits;
  }

  #isAny(token: number): boolean {
    return this.#has(this.#any, token);
  }

  #has(bits: Uint32Array, token: number): boolean {
    return (((bits[Math.floor(token / wordBits)] ?? 0) >>> (token % wordBits)) & 1) === 1;
  }
}

/** How many characters from `from` on a pattern matches; undefined where none. */
function lengthOfMatch(glob: Glob, chars: readonly string[], from: number, longest: boolean): number | undefined {
  const run = new Run(glob, false);
  let found = run.matches ? 0 : undefined;
  if (found === 0 && !longest) return found;
  for (let at = from; at < chars.length; at += 1) {
    if (!run.step(chars[at] ?? '')) return found;
    if (run.matches) found = at + 1 - from;
    if (found !== undefined && !longest) return found;
  }
  return found;
}

/** `value` without the shortest or longest beginning that a pattern matches. */
export function withoutPrefix(value: string, glob: Glob, longest: boolean): string {
  const chars = [...value];
  return chars.slice(lengthOfMatch(glob, chars, 0, longest) ?? 0).join('');
}

/** `value` without the shortest or longest end that a pattern matches. */
export function withoutSuffix(value: string, glob: Glob, longest: boolean): string {
  const chars = [...value].toReversed();
  return chars
    .slice(lengthOfMatch(reversed(glob), chars, 0, longest) ?? 0)
    .toReversed()
    .join('');
}

/** `value` with the first match of a pattern, or all of them, replaced; each is as long as it can be. */
export function replaced(value: string, glob: Glob, replacement: string, all: boolean): string {
  const chars = [...value];
  if (glob.tokens.length === 0 && glob.stars[0] !== true) {
    return all ? `${replacement}${chars.map((char) => char + replacement).join('')}` : replacement + value;
  }
  const starts = matchStarts(glob, chars);
  let result = '';
  let at = 0;
  // Of nothing, only a star alone is a match.
  if (chars.length === 0) return starts[0] === 1 ? replacement : value;
  while (at < chars.length) {
    const length = starts[at] === 1 ? (lengthOfMatch(glob, chars, at, true) ?? 0) : 0;
    result += length > 0 ? replacement : (chars[at] ?? '');
    at += Math.max(length, 1);
    if (length > 0 && !all) break;
  }
  return result + chars.slice(at).join('');
}

/** At which characters a match begins, found from the end in one pass. */
function matchStarts(glob: Glob, chars: readonly string[]): Uint8Array {
  const starts = new Uint8Array(chars.length + 1);
  const run = new Run(reversed(glob), true);
  if (run.matches) starts[chars.length] = 1;
  for (let at = chars.length - 1; at >= 0; at -= 1) {
    run.step(chars[at] ?? '');
    if (run.matches) starts[at] = 1;
  }
  return starts;
}
