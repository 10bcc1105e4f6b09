/** One place of two lists beside each other: what both have has both. */
export interface Difference<T> {
  readonly before?: T;
  readonly after?: T;
}

/** What two lists are compared in, once what they begin and end with is off: more are told as gone and come. */
const mostCells = 4_000_000;

/**
 * Two lists beside each other, in their order, with as much in common as there can be: the longest common subsequence, by
 * the usual table of its lengths.
 * @param keyOf what makes two the same
 */
export function differences<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): readonly Difference<T>[] {
  const [a, b] = [before.map(keyOf), after.map(keyOf)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const both = (n: number, m: number) => pairOf(before[n], after[m]);
  const [endA, endB] = [a.length - end, b.length - end];
  return [
    ...Array.from({ length: start }, (_, n) => both(n, n)),
    ...between(a.slice(start, endA), b.slice(start, endB)).map(([n, m]) =>
      pairOf(n === undefined ? undefined : before[start + n], m === undefined ? undefined : after[start + m]),
    ),
    ...Array.from({ length: end }, (_, n) => both(endA + n, endB + n)),
  ];
}

function pairOf<T>(before: T | undefined, after: T | undefined): Difference<T> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

type Place = readonly [before: number | undefined, after: number | undefined];

function between(a: readonly string[], b: readonly string[]): readonly Place[] {
  const width = b.length + 1;
  const isTooLarge = (a.length + 1) * width > mostCells;
  // Of each two rests how long what they have in common is.
  const common = new Uint32Array(isTooLarge ? 0 : (a.length + 1) * width);
  const at = (n: number, m: number) => common[n * width + m] ?? 0;
  for (let n = isTooLarge ? -1 : a.length - 1; n >= 0; n -= 1) {
    for (let m = b.length - 1; m >= 0; m -= 1) {
      common[n * width + m] = a[n] === b[m] ? at(n + 1, m + 1) + 1 : Math.max(at(n + 1, m), at(n, m + 1));
    }
  }
  const places: Place[] = [];
  let [n, m] = [0, 0];
  while (n < a.length || m < b.length) {
    const isBoth = !isTooLarge && n < a.length && m < b.length && a[n] === b[m];
    if (isBoth) places.push([n++, m++]);
    else if (n < a.length && (m >= b.length || at(n + 1, m) >= at(n, m + 1))) places.push([n++, undefined]);
    else places.push([undefined, m++]);
  }
  return places;
}
