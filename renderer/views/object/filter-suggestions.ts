import { labelTexts } from '../../../app/text/filter.ts';
/** What items of one kind can be told apart by: for each key of its filter the values of an item. */
export type Facets<T> = Readonly<Record<string, (item: T) => readonly string[]>>;

/** A condition that could be added to a filter. */
export interface FilterSuggestion {
  /** As it is typed: `port:8080`. */
  readonly text: string;
  /** The whole filter with it. */
  readonly filter: string;
  /** How many items have it. */
  readonly count: number;
}

/** What is suggested for what is typed. */
export interface FilterSuggestions {
  readonly items: readonly FilterSuggestion[];
  /** What is typed needs one of them: it shows nothing, or ends with a key that has no value yet. */
  readonly needed: boolean;
}

/** Suggestions in all, and of one key where several keys are suggested. */
const most = 8;
const mostOfKey = 2;
/** Different values of one key that are counted: a hostile set of labels must not hang the page. */
const mostCounted = 2000;

/**
 * Suggests conditions that exist, from what a person has typed so far: all kinds of them for an empty box, values for a
 * key (`port:`), what comes near after a miss, and nothing beside a word that finds something.
 * @param items all there are
 * @param filterOf the predicate of a filter text
 */
export function suggestFilters<T>(
  typed: string,
  items: readonly T[],
  facets: Facets<T>,
  filterOf: (text: string) => (item: T) => boolean,
): FilterSuggestions {
  const { before, word } = lastWord(typed);
  const within = before.trim() === '' ? items : items.filter(filterOf(before));
  const offer = (keys: readonly string[], fits: (text: string) => boolean, ofKey: number) =>
    keys
      .flatMap((key) =>
        counted(key, within, facets)
          .filter(({ text }) => fits(text))
          .slice(0, ofKey),
      )
      .slice(0, most)
      .map(({ text, count }) => ({ text, count, filter: `${before}${text}` }));
  const [, minus = '', key = ''] = /^(-?)(\w+):/.exec(word) ?? [];
  if (facets[key]) {
    const start = word.slice(minus.length).toLowerCase();
    const found = offer([key], (text) => text.toLowerCase().startsWith(start) && text.toLowerCase() !== start, most);
    const signed = found.map((one) => ({
      ...one,
      text: `${minus}${one.text}`,
      filter: `${before}${minus}${one.text}`,
    }));
    return { items: signed, needed: start === `${key.toLowerCase()}:` };
  }
  const keys = Object.keys(facets);
  if (word === '') {
    const telling = new Set(parts(before));
    return { items: offer(keys, (text) => !telling.has(text), mostOfKey), needed: false };
  }
  if (items.some(filterOf(typed))) return { items: [], needed: false };
  const near = word.toLowerCase().slice(0, 3);
  const found = offer(keys, (text) => text.toLowerCase().includes(near), mostOfKey);
  return { items: found.length > 0 ? found : offer(keys, () => true, mostOfKey), needed: true };
}

/** Labels as a filter asks for them; those that are too long to be chosen by eye are left out. */
export function labelFacets(labels: Readonly<Record<string, string>>): readonly string[] {
  return labelTexts(labels).filter((text) => text.length <= 60 && !text.includes('"'));
}

/** What stands before the word that is being typed, and that word; a space within quotes parts nothing. */
function lastWord(typed: string): { before: string; word: string } {
  const open = (typed.match(/"/g)?.length ?? 0) % 2 === 1;
  const at = typed.lastIndexOf(' ', open ? typed.lastIndexOf('"') : typed.length) + 1;
  return { before: typed.slice(0, at), word: typed.slice(at) };
}

const parts = (text: string) => text.split(' ').filter(Boolean);

/** The values of one key, those first that most items have. What all items have tells none apart. */
function counted<T>(key: string, items: readonly T[], facets: Facets<T>): { text: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    for (const value of facets[key]?.(item) ?? []) {
      if (counts.size < mostCounted || counts.has(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return Array.from(counts, ([value, count]) => ({ text: `${key}:${/\s/.test(value) ? `"${value}"` : value}`, count }))
    .filter(({ count }) => count < items.length || items.length === 1)
    .toSorted((a, b) => b.count - a.count || a.text.localeCompare(b.text));
}
