import type { LogMark } from '../../../../app/logs.ts';
import type { Cause } from '../../../../app/rpc/problem.ts';
import type { LogLook } from '../../../../app/settings.ts';
import { printable } from '../../../ui/printable.ts';
import { saidInFull } from '../../../words/problems.ts';
import { formatAge, formatDuration, formatIso } from '../../../words/times.ts';
import { words } from '../../../words/words.ts';

const { marks } = words.logs;

/** UTF-16 units of what an engine says in a mark that are shown. */
const longestReason = 300;

/** What a mark says in its row. */
export function describeMark(mark: LogMark): string {
  switch (mark.kind) {
    case 'stopped':
      return mark.exitCode === undefined ? marks.stopped : marks.stoppedWith({ code: mark.exitCode });
    case 'started':
      return marks.started;
    case 'oom':
      return marks.oom;
    case 'health':
      return marks.health({ status: printable(mark.status, longestReason) });
    case 'engine-lost':
      return marks.engineLost;
    case 'engine-back':
      return marks.engineBack;
    case 'removed':
      return marks.removed;
    case 'recreated':
      return marks.recreated;
    case 'gap': {
      const why = printable(whyOf(mark.reason), longestReason);
      return mark.ms === undefined ? marks.gap({ why }) : marks.gapOf({ length: formatDuration(mark.ms), why });
    }
    case 'damaged':
      return marks.damaged;
    case 'memory':
      return marks.memory({ why: printable(whyOf(mark.reason), longestReason) });
  }
}

function whyOf(reason: string | Cause): string {
  return typeof reason === 'string' ? reason : saidInFull(reason);
}

/** An engine timestamp (RFC 3339, UTC) as it is to be shown at `now` (ms); itself, made visible, if it cannot be read. */
export function formatTime(time: string, { timestamps, zone }: Pick<LogLook, 'timestamps' | 'zone'>, now: number) {
  const date = new Date(time);
  const ms = date.getTime();
  if (Number.isNaN(ms)) return printable(time, 40);
  if (timestamps === 'relative') return words.common.ago({ age: formatAge(ms, now) });
  const iso = formatIso(ms, zone);
  // `T`, then the time of day to the ms; what follows is the zone.
  return timestamps === 'iso' ? iso : iso.slice(11, 23);
}
