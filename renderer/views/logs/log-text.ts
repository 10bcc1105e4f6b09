import { formatAge, formatDuration, formatIso } from '../../../app/format.ts';
import type { LogMark } from '../../../app/logs.ts';
import type { LogLook } from '../../../app/settings.ts';
import { printable } from '../../ui/printable.ts';

/** UTF-16 units of what an engine says in a mark that are shown. */
const longestReason = 300;

/** What a mark says in its row. */
export function describeMark(mark: LogMark): string {
  switch (mark.kind) {
    case 'stopped':
      return mark.exitCode === undefined ? 'container stopped' : `container stopped, exit code ${mark.exitCode}`;
    case 'started':
      return 'container started';
    case 'oom':
      return 'out of memory: the kernel killed a process of the container';
    case 'health':
      return `health: ${printable(mark.status, longestReason)}`;
    case 'engine-lost':
      return 'engine not reachable: the log goes on when it is back';
    case 'engine-back':
      return 'engine is back';
    case 'removed':
      return 'container removed: the log ends here';
    case 'recreated':
      return 'container recreated: the log goes on with the new one';
    case 'gap': {
      const length = mark.ms === undefined ? '' : ` (${formatDuration(mark.ms)})`;
      return `lines may be missing here${length}: ${printable(mark.reason, longestReason)}`;
    }
    case 'damaged':
      return 'a part of the kept log was damaged and is left out';
    case 'memory':
      return `kept in memory only from here on: ${printable(mark.reason, longestReason)}`;
  }
}

/** An engine timestamp (RFC 3339, UTC) as it is to be shown at `now` (ms); itself, made visible, if it cannot be read. */
export function formatTime(time: string, { timestamps, zone }: Pick<LogLook, 'timestamps' | 'zone'>, now: number) {
  const date = new Date(time);
  const ms = date.getTime();
  if (Number.isNaN(ms)) return printable(time, 40);
  if (timestamps === 'relative') return `${formatAge(ms, now)} ago`;
  const iso = formatIso(ms, zone);
  // `T`, then the time of day to the ms; what follows is the zone.
  return timestamps === 'iso' ? iso : iso.slice(11, 23);
}
