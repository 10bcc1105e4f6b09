import { useMemo, useState } from 'react';
import type { Container } from '../../app/containers.ts';
import type { Item, LiveItems } from '../stores/list.ts';

/** Containers by the name of what they use, e.g. of a volume; sorted by name. */
export function usersByName(
  containers: ReadonlyMap<string, Container>,
  used: (container: Container) => readonly string[],
): ReadonlyMap<string, readonly Container[]> {
  const users = new Map<string, Container[]>();
  for (const container of containers.values()) {
    for (const name of used(container)) {
      const known = users.get(name);
      if (known) known.push(container);
      else users.set(name, [container]);
    }
  }
  for (const each of users.values()) each.sort((a, b) => a.name.localeCompare(b.name));
  return users;
}

/** A list whose items have more to them; a row that is the same as before keeps its identity, so that it is not drawn again. */
export function useJoined<T extends Item, R extends Item>(list: LiveItems<T>, join: (item: T) => R): LiveItems<R> {
  const [joinList] = useState(() => createJoin<T, R>());
  return useMemo(() => joinList(list, join), [joinList, list, join]);
}

/** What `useJoined` does, apart from React: remembers the rows it gave last. */
export function createJoin<T extends Item, R extends Item>() {
  let last: ReadonlyMap<string, R> = new Map();
  return (list: LiveItems<T>, join: (item: T) => R): LiveItems<R> => {
    const items = new Map<string, R>();
    for (const [id, item] of list.items) {
      const row = join(item);
      const before = last.get(id);
      items.set(id, before && isShallowSame(before, row) ? before : row);
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
