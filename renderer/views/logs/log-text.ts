import type { LogMark } from '../../../app/logs.ts';

/** What a mark says in its line. */
export function describeMark(mark: LogMark): string {
  switch (mark.kind) {
    case 'stopped':
      return 'container stopped';
    case 'started':
      return 'container started';
    case 'engine-lost':
      return 'engine not reachable: the log goes on when it is back';
    case 'engine-back':
      return 'engine is back';
    case 'removed':
      return 'container removed: the log ends here';
    case 'gap':
      return `lines may be missing here: ${mark.reason}`;
  }
}

/** An engine timestamp (RFC 3339, UTC) as local time of day with milliseconds; itself if it cannot be read. */
export function formatTime(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const pad = (n: number, width = 2) => String(n).padStart(width, '0');
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
}
