import { type Cause, cause } from '../rpc/problem.ts';

/** A person's words for a time, as ms since the epoch, or why they are none. */
export type ReadTime = { readonly time: number } | { readonly fault: Cause };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const units: Readonly<Record<string, number>> = { s: 1000, sec: 1000, m: minute, min: minute, h: hour, d: day };

/**
 * Reads what a person writes for a time of a log: `14:05`, `14:05:30`, `yesterday 9:00`, `2026-11-25 16:04`, an ISO
 * time, `10m ago`, `now`. Without a zone of its own it is local or UTC, as `zone` says; a time of day that is still to
 * come is yesterday's. `now`: ms since the epoch.
 */
export function readTime(text: string, now: number, zone: 'local' | 'utc'): ReadTime {
  const words = text.trim().toLowerCase();
  if (words === '') return { fault: cause('time-missing') };
  if (words === 'now') return { time: now };
  const ago = /^(\d{1,6})\s*(s|sec|m|min|h|d)\s+ago$/.exec(words);
  if (ago) return { time: now - Number(ago[1]) * (units[ago[2] ?? ''] ?? 0) };
  const clock = /^(?:(today|yesterday)\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(words);
  if (clock) return readClock(clock, now, zone);
  return readDate(words, zone);
}

function readClock(match: RegExpExecArray, now: number, zone: 'local' | 'utc'): ReadTime {
  const [, word, ...rest] = match;
  const [hours = 0, minutes = 0, seconds = 0] = rest.slice(0, 3).map((part) => Number(part ?? 0));
  const ms = Number((rest[3] ?? '0').padEnd(3, '0'));
  if (hours > 23 || minutes > 59 || seconds > 59) return { fault: cause('time-of-day') };
  const [year, month, date] = dateOf(now, zone);
  const at = (days: number) => timeOf(zone, year, month, date - days, hours, minutes, seconds, ms);
  if (word === 'yesterday') return { time: at(1) };
  return { time: word === undefined && at(0) > now ? at(1) : at(0) };
}

function readDate(words: string, zone: 'local' | 'utc'): ReadTime {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[t ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(z|utc|[+-]\d{2}:\d{2})?$/.exec(
      words,
    );
  if (!match) return { fault: cause('time-unread') };
  const [year = 0, month = 0, date = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const ms = Number((match[7] ?? '0').slice(0, 3).padEnd(3, '0'));
  const offset = match[8];
  const own = offset === undefined ? zone : 'utc';
  const time = timeOf(own, year, month - 1, date, hours, minutes, seconds, ms);
  const real = month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month);
  if (!real || hours > 23 || minutes > 59 || seconds > 59) return { fault: cause('time-unreal') };
  return { time: time - offsetOf(offset) };
}

/** ms that a zone is ahead of UTC. */
function offsetOf(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(zone ?? '') ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(minutes) * minute);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function dateOf(time: number, zone: 'local' | 'utc'): [year: number, month: number, date: number] {
  const now = new Date(time);
  return zone === 'utc'
    ? [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
    : [now.getFullYear(), now.getMonth(), now.getDate()];
}

function timeOf(zone: 'local' | 'utc', ...parts: [number, number, number, number, number, number, number]): number {
  return zone === 'utc' ? Date.UTC(...parts) : new Date(...parts).getTime();
}
