import { words } from '../words/words.ts';

/** The words of every removal, for `doEach`. */
export const removing = {
  label: words.common.remove,
  doing: words.common.removing,
  done: words.common.removed,
} as const;

/** What a removal is asked for with: the name of the only one, or how many there are. */
export function removalTitle(
  names: readonly string[],
  ofSeveral: (params: { readonly count: number }) => string,
): string {
  const [name, second] = names;
  return name !== undefined && second === undefined
    ? words.common.removeOne({ name })
    : ofSeveral({ count: names.length });
}
