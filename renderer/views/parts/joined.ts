import { useMemo, useState } from 'react';
import type { Container } from '../../../app/containers.ts';
import type { Keyed, LiveItems } from '../../stores/lists/list.ts';

/** Containers by what they use, e.g. by a volume's key; sorted by name. */
export function usersOf<K>(
  containers: ReadonlyMap<string, Keyed<Container>>,
  used: (container: Keyed<Container>) => readonly K[],
): ReadonlyMap<K, readonly Keyed<Container>[]> {
  const users = new Map<K, Keyed<Container>[]>();
  for (const container of containers.values()) {
    for (const each of used(container)) {
      const known = users.get(each);
      if (known) known.push(container);
      else users.set(each, [container]);
    }
  }
  for (const each of users.values()) each.sort((a, b) => a.name.localeCompare(b.name));
  return users;
}

/** A list whose items have more to them; a row that is the same as before keeps its identity, so that it is not drawn again. */
export function useJoined<T, R extends object>(list: LiveItems<T>, join: (item: T) => R): LiveItems<R> {
  const [joinList] = useState(() => createJoin<T, R>());
  return useMemo(() => joinList(list, join), [joinList, list, join]);
}

/** What `useJoined` does, apart from React: remembers the rows it gave last. */
export function createJoin<T, R extends object>() {
  let last: ReadonlyMap<string, R> = new Map();
  return (list: LiveItems<T>, join: (item: T) => R): LiveItems<R> => {
    const items = new Map<string, R>();
    for (const [key, item] of list.items) {
      const row = join(item);
      const before = last.get(key);
      items.set(key, before && isShallowSame(before, row) ? before : row);
    }
    last = items;
    return { ...list, items };
  };
}

/** Whether two rows have the same fields; arrays are compared by their elements. */
function isShallowSame(a: object, b: object): boolean {
  const left = Object.entries(a);
  const right = new Map<string, unknown>(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((value, at) => Object.is(value, b[at]));
}
