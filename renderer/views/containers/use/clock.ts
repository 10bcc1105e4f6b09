import { once } from '../../../../app/text/once.ts';

const clock = once(
  () => new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
);

/** The time of day, local, to the second: `13:02:37`. Time in ms since the epoch. */
export function formatClock(time: number): string {
  return clock().format(time);
}
