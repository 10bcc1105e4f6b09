/** One condition of a filter: text that must appear anywhere, or in one field; `negated` by a leading minus. */
export interface FilterTerm {
  readonly key?: string;
  readonly text: string;
  readonly negated: boolean;
}

/** One condition as it is typed. */
const condition = /(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))/g;

/**
 * Takes the conditions on one key out of a filter: what every list understands, whatever else its own filter does.
 * @returns those conditions, and the filter without them
 */
export function takeTerms(
  input: string,
  key: string,
): { readonly terms: readonly FilterTerm[]; readonly rest: string } {
  const taken: string[] = [];
  const rest = input.replaceAll(condition, (whole: string, _minus: string, found: string | undefined) => {
    if (found?.toLowerCase() !== key) return whole;
    taken.push(whole);
    return '';
  });
  return { terms: parseFilter(taken.join(' '), [key]), rest: rest.trim() };
}

/**
 * Reads what a person types into a filter box: words and `key:value` pairs, all of which must hold. Quotes keep spaces
 * together (`label:"team=a b"`), a minus in front negates. Only the named keys make a pair: in `nginx:1.27` the colon
 * is just text.
 */
export function parseFilter(input: string, keys: readonly string[]): readonly FilterTerm[] {
  const terms: FilterTerm[] = [];
  for (const [, minus = '', key, quoted, word] of input.matchAll(condition)) {
    const text = (quoted ?? word ?? '').toLowerCase();
    const known = key !== undefined && keys.includes(key.toLowerCase());
    if (known) terms.push({ key: key.toLowerCase(), text, negated: minus !== '' });
    else terms.push({ text: key === undefined ? text : `${key.toLowerCase()}:${text}`, negated: minus !== '' });
  }
  return terms;
}

/** A word of a closed set, such as a state: only its beginning matches, for `unhealthy` is not `healthy`. */
export interface FixedWord {
  readonly word: string;
}

/** Whether all terms hold. `fields` gives the texts to search for a key, or all of them without a key. */
export function matches(
  terms: readonly FilterTerm[],
  fields: (key?: string) => readonly (string | FixedWord)[],
): boolean {
  return terms.every(({ key, text, negated }) => {
    const found = fields(key).some((field) =>
      typeof field === 'string' ? field.toLowerCase().includes(text) : field.word.startsWith(text),
    );
    return found !== negated;
  });
}

/** Labels as a filter finds them: `name=value`. */
export function labelTexts(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).map(([label, value]) => `${label}=${value}`);
}
