import { words } from '../../words/words.ts';
import type { Icon } from '../icon.ts';
import type { StateTone } from '../marks/StateDot.tsx';
import { fuzzyMatch } from './fuzzy.ts';

export interface PaletteEntry {
  /** Unique among all entries. */
  readonly id: string;
  readonly label: string;
  /** The heading it stands under. */
  readonly group?: string | undefined;
  /** Quiet text after the label. */
  readonly hint?: string | undefined;
  /** More words to find it by. */
  readonly keywords?: string | undefined;
  readonly icon?: Icon | undefined;
  /** Drawn in place of the icon: how the thing is. */
  readonly state?: { readonly tone: StateTone; readonly word: string } | undefined;
  /** How much nearer at hand it is than others: sorts what is not typed for, and tips the scales of what is. */
  readonly boost?: number | undefined;
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Why it is disabled. */
  readonly reason?: string | undefined;
  onSelect: () => void;
}

export interface PaletteResult {
  readonly entry: PaletteEntry;
  /** Places of matched letters in the label. */
  readonly at: readonly number[];
}

export interface PaletteResults {
  readonly groups: readonly { readonly title: string | undefined; readonly results: readonly PaletteResult[] }[];
  /** The results in the order they are drawn. */
  readonly flat: readonly PaletteResult[];
  /** How many more there are than are drawn. */
  readonly more: number;
}

/** Rows drawn: nobody reads on, they type; keeps a key press under a frame. */
const mostShown = 60;

function scored(
  query: string,
  entry: PaletteEntry,
): { entry: PaletteEntry; at: readonly number[]; score: number } | undefined {
  const more = `${entry.hint ?? ''} ${entry.keywords ?? ''} ${entry.group ?? ''}`;
  const match = fuzzyMatch(query, entry.label, more);
  return match && { entry, at: match.at, score: match.score + (entry.boost ?? 0) };
}

/** What the palette shows for a query: best first, grouped by the best of each group, disabled entries last. */
export function paletteResults(entries: readonly PaletteEntry[], query: string): PaletteResults {
  const found = entries
    .map((entry) => scored(query, entry))
    .filter((result) => result !== undefined)
    .toSorted((a, b) => Number(a.entry.disabled ?? false) - Number(b.entry.disabled ?? false) || b.score - a.score);
  const shown = found.slice(0, mostShown);
  const byGroup = new Map<string | undefined, PaletteResult[]>();
  for (const { entry, at } of shown) {
    const group = entry.disabled ? words.ui.palette.unavailable : entry.group;
    byGroup.set(group, [...(byGroup.get(group) ?? []), { entry, at }]);
  }
  const groups = [...byGroup].map(([title, results]) => ({ title, results }));
  return { groups, flat: groups.flatMap((group) => group.results), more: found.length - shown.length };
}
