import type { CastEvent } from '../../../app/text/asciicast.ts';

/**
 * When events happen as they are played, in s: as they were, with pauses of at most `idle`.
 * @param idle s; undefined leaves pauses as long as they are
 */
export function timesOf(events: readonly CastEvent[], idle: number | undefined): number[] {
  let last = 0;
  let at = 0;
  return events.map(({ time }) => {
    at += Math.min(time - last, idle ?? Number.POSITIVE_INFINITY);
    last = time;
    return at;
  });
}

/** How many events have happened by then. */
export function countAt(times: readonly number[], time: number): number {
  let from = 0;
  let to = times.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] ?? 0) <= time) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A time as people read it: `0:05`, `1:02:03`. In s. */
export function clockOf(time: number): string {
  const whole = Math.floor(time);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
