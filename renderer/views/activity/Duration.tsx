import type { ReactNode } from 'react';
import { formatAge, formatDuration } from '../../../app/text/format.ts';
import { useDateTime, useNow, useNowFor } from '../../hooks/session.tsx';

interface Span {
  /** ms since the epoch. */
  readonly started: number;
  /** ms since the epoch; absent while it goes on. */
  readonly ended?: number | undefined;
}

/** How long something took, or how long it has been going on, counting. */
export function Duration({ started, ended }: Span): ReactNode {
  return ended === undefined ? <Elapsed started={started} /> : formatDuration(ended - started);
}

function Elapsed({ started }: { started: number }): ReactNode {
  const now = useNow(1000);
  // Whole seconds: the clock ticks no finer.
  return formatDuration(Math.max(0, Math.floor((now - started) / 1000)) * 1000).replace('.0', '');
}

/** How long ago something was, with the full time as its tooltip. Time in ms since the epoch. */
export function Ago({ time }: { time: number }): ReactNode {
  const now = useNowFor(time);
  return <span title={useDateTime(time)}>{formatAge(time, now)}</span>;
}
