/** How often a measurement is made again where it was too much: other processes and the compiler add to some of them. */
const tries = 8;

/** A clock that only this process moves: what is called says how long it has worked since, in ms. */
export function cpuClock(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}

/** How long this process itself works on something that waits for nothing, in ms. */
export function cpuTime(work: () => unknown): number {
  const used = cpuClock();
  work();
  return used();
}

/**
 * The least of up to eight measurements of each work, in ms, made in turn until they are `enough`. Unlike the time that
 * passes it is the same beside other processes, but for the caches and the half of a processor that those take away: what is
 * slow is slow each time, what was disturbed is not.
 */
export function leastCpuTimes(
  works: readonly (() => unknown)[],
  enough: (times: readonly number[]) => boolean,
): readonly number[] {
  let least = works.map(() => Number.POSITIVE_INFINITY);
  for (let tried = 0; tried < tries && !enough(least); tried += 1) {
    least = works.map((work, at) => Math.min(least[at] ?? 0, cpuTime(work)));
  }
  return least;
}

/**
 * How many times as long a work takes on twice as much, by its least times: 2 where its time grows as its input does, 4 where
 * it grows by the square. What takes under 20 ms is no measure and counts as nothing.
 */
export function growth(half: () => unknown, whole: () => unknown, enough = 3): number {
  const of = ([one = 0, two = 0]: readonly number[]) => (two - 20) / one;
  return of(leastCpuTimes([half, whole], (times) => of(times) < enough));
}
