import type { Pair } from '../../ui/controls/KeyValueEditor.tsx';

/** What an editor's rows say: rows without a name are left out, the last of a name wins. */
export function namedPairs(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map(({ name, value }): [string, string] => [name.trim(), value]).filter(([name]) => name !== ''),
  );
}
