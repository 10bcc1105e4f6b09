import { once } from './once.ts';

/**
 * Numbers as the person's locale writes them. Made once per form, and only when used: making one takes longer than
 * thousands of numbers.
 */
const whole = once(() => new Intl.NumberFormat());
const fixed = [0, 1].map((digits) =>
  once(
    () =>
      new Intl.NumberFormat(undefined, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false,
      }),
  ),
);

/** A whole number in the person's locale: `1,234`, `1.234`. */
export function formatNumber(n: number): string {
  return whole().format(n);
}

/** How dates and times are written: as the person's locale does, or by ISO 8601. */
export type DateStyle = 'system' | 'iso';

/** The latest time that has a date in every zone, in ms. */
const latest = 8.64e15 - 86_400_000;
const localDateTime = once(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }));

/** A date with its time of day, local, to the second; `unknown` for 0 and for what is no date at all. In ms since the epoch. */
export function formatDateTime(time: number, style: DateStyle): string {
  if (!(time > 0 && time <= latest)) return 'unknown';
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

function withDigits(value: number, digits: 0 | 1): string {
  return fixed[digits]?.().format(value) ?? value.toFixed(digits);
}

/** Bytes as people read them, in the binary units that `docker stats` uses: `1.5 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${withDigits(value, digits)} ${units[unit]}`;
}

/** A share of one core: `0.3 %`, `12 %`, `215 %`. */
export function formatPercent(percent: number): string {
  return `${withDigits(percent, percent < 10 ? 1 : 0)} %`;
}

const ageUnits: readonly (readonly [seconds: number, short: string])[] = [
  [365 * 86_400, 'y'],
  [30 * 86_400, 'mo'],
  [7 * 86_400, 'w'],
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** How long ago something was, as its largest whole unit: `5 min`, `3 d`. Times in ms; the future counts as now. */
export function formatAge(then: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  const [size, short] = ageUnits.find(([size]) => seconds >= size) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${short}`;
}

/** The twelve digits by which people know a container or an image, without the `sha256:` that may stand before it. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** `1 container`, `1,234 containers`. */
export function count(n: number, noun: string): string {
  return `${formatNumber(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** How long something took, from its largest unit on, two at most: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. In ms. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, ms / 1000);
  if (seconds < 10) return `${withDigits(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
