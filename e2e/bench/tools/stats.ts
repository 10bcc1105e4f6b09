/** The middle of the values, the mean of the two in the middle for an even number; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (Number.isInteger(middle)) return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
  return sorted[Math.floor(middle)] ?? Number.NaN;
}

/** The smallest value that 95 of 100 do not exceed (nearest rank); NaN for none. */
export function p95(values: readonly number[]): number {
  return percentile(values, 95);
}

/** The smallest value that 99 of 100 do not exceed (nearest rank); NaN for none. */
export function p99(values: readonly number[]): number {
  return percentile(values, 99);
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
}

/** The share of the values that lie above a limit, in percent. */
export function shareAbove(values: readonly number[], limit: number): number {
  return (100 * values.filter((value) => value > limit).length) / values.length;
}

/** Runs something and tells how long it took, in ms. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** ms since the epoch with fractions: what times of two processes are compared in. */
export function epochNow(): number {
  return performance.timeOrigin + performance.now();
}
