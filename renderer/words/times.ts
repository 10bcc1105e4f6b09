import { once } from '../../app/text/once.ts';
import { formatFigure } from './language/figures.ts';
import type { Unit } from './language/units.ts';
import { words } from './words.ts';

const { units } = words;

/** How dates and times are written: as the person's locale does, or by ISO 8601. */
type DateStyle = 'system' | 'iso';

/** The latest time that has a date in every zone, in ms. */
const latest = 8.64e15 - 86_400_000;
const localDateTime = once(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }));

/** A date with its time of day, local, to the second; `unknown` for 0 and for what is no date at all. In ms since the epoch. */
export function formatDateTime(time: number, style: DateStyle): string {
  if (!(time > 0 && time <= latest)) return words.common.unknown;
  return style === 'iso' ? formatIso(time, 'local').replace(/\.\d+/, '') : localDateTime().format(time);
}

/** A time by ISO 8601, to the ms: `2026-11-27T07:32:37.120Z`, local with its offset: `…T13:02:37.120+05:30`. Time in ms. */
export function formatIso(time: number, zone: 'local' | 'utc'): string {
  if (zone === 'utc') return new Date(time).toISOString();
  // Local time is UTC at a shifted moment.
  const offset = -new Date(time).getTimezoneOffset();
  return `${new Date(time + offset * 60_000).toISOString().slice(0, -1)}${formatOffset(offset)}`;
}

/** Minutes east of Greenwich as `+05:30`. */
function formatOffset(minutes: number): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

const ageUnits: readonly (readonly [seconds: number, unit: Unit])[] = [
  [365 * 86_400, units.years],
  [30 * 86_400, units.months],
  [7 * 86_400, units.weeks],
  [86_400, units.days],
  [3600, units.hours],
  [60, units.minutes],
  [1, units.seconds],
];

/** So many whole ones of a unit. */
function wholeOf(value: number, unit: Unit): string {
  return unit({ n: formatFigure(Math.floor(value), 0) });
}

/** How long ago something was, as its largest whole unit: `5 min`, `3 d`. Times in ms; the future counts as now. */
export function formatAge(then: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  const [size, unit] = ageUnits.find(([size]) => seconds >= size) ?? [1, units.seconds];
  return wholeOf(seconds / size, unit);
}

/** How long something took, from its largest unit on, two at most: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. In ms. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, ms / 1000);
  return seconds < 10 ? units.seconds({ n: formatFigure(seconds, 1) }) : formatSeconds(Math.round(seconds));
}

/** How long something has been going on, by a clock that ticks in seconds: `4 s`, `3 min 5 s`. In ms. */
export function formatElapsed(ms: number): string {
  return formatSeconds(Math.max(0, Math.floor(ms / 1000)));
}

function formatSeconds(whole: number): string {
  if (whole < 60) return wholeOf(whole, units.seconds);
  if (whole < 3600) return `${wholeOf(whole / 60, units.minutes)} ${wholeOf(whole % 60, units.seconds)}`;
  return `${wholeOf(whole / 3600, units.hours)} ${wholeOf((whole % 3600) / 60, units.minutes)}`;
}
