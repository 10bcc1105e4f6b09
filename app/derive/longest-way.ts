import type { BuildStep } from '../builds.ts';

type Timed = Pick<BuildStep, 'id' | 'started' | 'ended' | 'after' | 'cached'>;

/**
 * The steps that a build took its time for, by their ids: from the one that ended last back to the one that each waited
 * for longest. A step that says of none that it waited for waited for whatever ended last before it. Empty where steps
 * only followed each other, so that nothing else went on beside them.
 * @param now ms since the epoch, for steps that run
 */
export function longestWay(steps: readonly Timed[], now: number): ReadonlySet<string> {
  const ran = steps.filter(({ started }) => started !== undefined).toSorted((a, b) => endOf(a, now) - endOf(b, now));
  const byId = new Map(ran.map((step) => [step.id, step]));
  const way = new Set<string>();
  for (let step = ran.at(-1); step && !way.has(step.id); step = before(step, byId, ran, now)) way.add(step.id);
  for (const { id, cached } of ran) if (cached) way.delete(id);
  return ran.some(({ id, cached }) => !cached && !way.has(id)) ? way : new Set();
}

function before(
  { started = 0, after = [] }: Timed,
  byId: ReadonlyMap<string, Timed>,
  ran: readonly Timed[],
  now: number,
): Timed | undefined {
  let latest: Timed | undefined;
  for (const id of after) {
    const other = byId.get(id);
    if (other && (!latest || endOf(other, now) > endOf(latest, now))) latest = other;
  }
  return latest ?? ran[lastBefore(ran, started, now)];
}

/** The index of the last that had ended by a time, by halves: a build has a thousand steps. */
function lastBefore(ran: readonly Timed[], time: number, now: number): number {
  let [low, high] = [0, ran.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const step = ran[middle];
    if (step && endOf(step, now) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function endOf({ started = 0, ended }: Timed, now: number): number {
  return ended ?? Math.max(started, now);
}
