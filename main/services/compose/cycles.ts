/** One service needs another. */
export interface Need {
  readonly name: string;
  /** Where that is said, into the text. */
  readonly offset: number;
}

/** Services that need each other. */
export interface Cycle {
  /** The first one once more at the end. */
  readonly names: readonly string[];
  /** Where the last need of it is said. */
  readonly offset: number;
}

/** Cycles that are told; whoever has more mends the first ones first. */
const most = 20;

/** The cycles among needs, each where going through them in their order closes it. Looks at each need once. */
export function cyclesOf(needs: ReadonlyMap<string, readonly Need[]>): Cycle[] {
  const cycles: Cycle[] = [];
  const done = new Set<string>();
  for (const start of needs.keys()) {
    const path: { readonly name: string; next: number }[] = [];
    const places = new Map<string, number>();
    const enter = (name: string) => {
      if (done.has(name)) return;
      done.add(name);
      places.set(name, path.push({ name, next: 0 }) - 1);
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const need = needs.get(top.name)?.[top.next];
      top.next += 1;
      if (!need) {
        path.pop();
        places.delete(top.name);
        continue;
      }
      const place = places.get(need.name);
      if (place === undefined) enter(need.name);
      else if (cycles.length < most) {
        const names = path.slice(place).map(({ name }) => name);
        cycles.push({ names: [...names, need.name], offset: need.offset });
      }
    }
  }
  return cycles;
}
