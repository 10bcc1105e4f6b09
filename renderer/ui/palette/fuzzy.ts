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
/** A match in words that are not shown counts less than any in those that are. */
const unseen = 20;

/** Only asked for letters outside ASCII: a regular expression for each letter would be most of the work. */
const wordLetter = /[\p{L}\p{N}]/u;

function isWordLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0x80) return wordLetter.test(text.charAt(at));
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

const startsWord = (text: string, at: number): boolean =>
  at === 0 || (isWordLetter(text, at) && !isWordLetter(text, at - 1));

/**
 * Finds each word of `query`, in any order and case: whole in `text`, else as beginnings of its words one after the
 * other (`rw` in `Restart web`), else whole in `more`, which is not shown. Letters are never gathered from here and
 * there. Undefined when a word is in neither.
 */
export function fuzzyMatch(query: string, text: string, more = ''): FuzzyMatch | undefined {
  const lower = text.toLowerCase().slice(0, longestText);
  // A letter that grows in lower case would shift the places that are highlighted.
  const marked = lower.length === Math.min(text.length, longestText);
  const hidden = more.toLowerCase();
  const at = new Set<number>();
  let score = 0;
  for (const word of query.toLowerCase().slice(0, longestQuery).split(/\s+/u)) {
    if (word === '') continue;
    const places = marked ? (whole(word, lower) ?? beginnings(word, lower)) : undefined;
    if (places) {
      score += worth(places, lower);
      for (const place of places) at.add(place);
    } else if (hidden.includes(word)) score += (word.length - 1) * adjacent - unseen;
    else return undefined;
  }
  if (query.trim() === '') return { score: 0, at: [] };
  // Of two equal matches the shorter text is the closer one.
  return { score: score - lower.length / 100, at: [...at].toSorted((a, b) => a - b) };
}

/** Where a word stands in one piece: at the start of a word if it does so anywhere, else only if it is not one letter. */
function whole(word: string, text: string): readonly number[] | undefined {
  let within = -1;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (startsWord(text, at)) return run(at, word.length);
    if (within < 0) within = at;
  }
  if (within < 0 || word.length < 2) return undefined;
  const start = run(within, word.length);
  // `sl` is rather meant for "Show logs" than for "unslept".
  const chain = word.length < 3 ? beginnings(word, text) : undefined;
  return chain ?? start;
}

const run = (from: number, length: number): readonly number[] => Array.from({ length }, (_, i) => from + i);

/** The places of a word's letters as beginnings of words of `text` in their order; as much of each as fits. */
function beginnings(word: string, text: string): readonly number[] | undefined {
  const starts = Array.from(text, (_, i) => i).filter((i) => startsWord(text, i));
  const dead = new Set<number>();
  const find = (done: number, from: number): readonly number[] | undefined => {
    if (done === word.length) return [];
    const key = done * longestText + from;
    if (dead.has(key)) return undefined;
    for (let i = from; i < starts.length; i++) {
      const start = starts[i] ?? 0;
      let length = 0;
      while (done + length < word.length && text[start + length] === word[done + length]) length++;
      for (; length > 0; length--) {
        const rest = find(done + length, i + 1);
        if (rest) return [...run(start, length), ...rest];
      }
    }
    dead.add(key);
    return undefined;
  };
  return find(0, 0);
}

function worth(places: readonly number[], text: string): number {
  let score = 0;
  for (const [index, at] of places.entries()) {
    if (index > 0 && places[index - 1] === at - 1) score += adjacent;
    else if (startsWord(text, at)) score += at === 0 ? wordStart + textStart : wordStart;
  }
  return score;
}
