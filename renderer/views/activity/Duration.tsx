import type { ReactNode } from 'react';
import { useDateTime, useNow, useNowFor } from '../../hooks/session.tsx';
import { formatAge, formatDuration, formatElapsed } from '../../words/times.ts';

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
  return formatElapsed(now - started);
}

/** How long ago something was, with the full time as its tooltip. Time in ms since the epoch. */
export function Ago({ time }: { time: number }): ReactNode {
  const now = useNowFor(time);
  return <span title={useDateTime(time)}>{formatAge(time, now)}</span>;
}
