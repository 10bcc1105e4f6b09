/** Longest text and query that are matched, in UTF-16 units: labels are short, and the work grows with both. */
const longestText = 200;
const longestQuery = 40;

export interface FuzzyMatch {
  /** Greater is better. */
  readonly score: number;
  /** Which letters matched, ascending. */
  readonly at: readonly number[];
}

const adjacent = 10;
const wordStart = 6;
const textStart = 2;

/** Only asked for letters outside ASCII: a regular expression for each letter would be most of the work. */
const wordLetter = /[\p{L}\p{N}]/u;

function isWordLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0x80) return wordLetter.test(text.charAt(at));
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** What each place of a lower-case text is worth by itself. */
function places(text: string): Float64Array {
  const worth = new Float64Array(text.length);
  for (let i = 0; i < text.length; i++) {
    if (i === 0 || !isWordLetter(text, i - 1)) worth[i] = i === 0 ? wordStart + textStart : wordStart;
  }
  return worth;
}

/**
 * Finds the letters of `query` in `text` in order, case and spaces ignored, preferring letters side by side and at
 * starts of words. Undefined when they are not all there. One pass per letter keeps the best place for each prefix.
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | undefined {
  const letters = query.toLowerCase().replaceAll(/\s+/gu, '').slice(0, longestQuery);
  const lower = text.toLowerCase().slice(0, longestText);
  if (letters === '') return { score: 0, at: [] };
  // A letter that grows in lower case would shift the places that are highlighted.
  if (lower.length !== Math.min(text.length, longestText) || !isSubsequence(letters, lower)) return undefined;
  const starts = places(lower);
  const from: Int16Array[] = [];
  let scores = new Float64Array(lower.length);
  for (let q = 0; q < letters.length; q++) {
    const { next, origin } = extend(letters.charCodeAt(q), lower, q === 0 ? undefined : scores, starts);
    from.push(origin);
    scores = next;
  }
  return trace(scores, from, lower.length);
}

function isSubsequence(letters: string, text: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** The best score that ends with `letter` (a UTF-16 unit) at each place, and which place the letter before it had. */
function extend(letter: number, text: string, before: Float64Array | undefined, starts: Float64Array) {
  const next = new Float64Array(text.length).fill(-Infinity);
  const origin = new Int16Array(text.length).fill(-1);
  let best = -Infinity;
  let bestAt = -1;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) === letter) {
      const bonus = starts[i] ?? 0;
      const beside = (before?.[i - 1] ?? -Infinity) + adjacent;
      const base = before ? Math.max(best, beside) : 0;
      next[i] = base + bonus;
      origin[i] = beside >= best ? i - 1 : bestAt;
    }
    const here = before?.[i] ?? -Infinity;
    if (here > best) {
      best = here;
      bestAt = i;
    }
  }
  return { next, origin };
}

function trace(scores: Float64Array, from: readonly Int16Array[], length: number): FuzzyMatch | undefined {
  let end = -1;
  let best = -Infinity;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? -Infinity;
    if (score <= best) continue;
    best = score;
    end = i;
  }
  if (end < 0) return undefined;
  const at: number[] = [];
  for (let q = from.length - 1, i = end; q >= 0; q--) {
    at.unshift(i);
    i = from[q]?.[i] ?? -1;
  }
  // Of two equal matches the shorter text is the closer one.
  return { score: best - length / 100, at };
}
