/** All by what each is of, in the order in which that is met first; those of one stay in their order. */
export function groupBy<T, K>(all: Iterable<T>, of: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const name = of(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}
