import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatBytes, formatPercent } from '../../../app/format.ts';
import { useSession } from '../../session.tsx';
import { describeMark } from './log-text.ts';
import type { RowCache } from './row-cache.ts';
import type { LogScroller } from './scroller.ts';
import css from './Timeline.module.css';
import { noTimeline, spanOf, type TimelineData, type TimelineEvent, withStep } from './timeline-data.ts';
import { drawTimeline, mostLines } from './timeline-draw.ts';

/** Events that are shown: more would cover one another. */
const mostEvents = 50;
/** How often the cursor follows the log, in ms. */
const cursorEvery = 200;

interface TimelineProps {
  readonly view: string;
  readonly cache: RowCache;
  readonly scroller: LogScroller | undefined;
}

/** CPU and memory of a log's containers on the log's own clock, and what happened to them; a click moves the log there. */
export function Timeline({ view, cache, scroller }: TimelineProps): ReactNode {
  const { link } = useSession();
  const data = useTimeline(view);
  const canvas = useRef<HTMLCanvasElement>(null);
  const cursor = useCursor(cache, scroller);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () => drawTimeline(element, data, cursor);
    draw();
    const resized = new ResizeObserver(draw);
    resized.observe(element);
    return () => resized.disconnect();
  }, [data, cursor]);
  const goTo = async (time: number): Promise<void> => {
    const to = { kind: 'time', time: Math.max(0, Math.round(time)) } as const;
    const found = await link.ask((client) => client.logs.seek({ ...cache.place, to })).catch(() => undefined);
    if (found) scroller?.scrollTo(Math.min(found.position, cache.end - 1), 0);
  };
  const span = spanOf(data);
  return (
    <div role="group" aria-label="Timeline" className={css['timeline']}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={said(data)}
        onPointerDown={({ nativeEvent, currentTarget }) => {
          if (span) void goTo(span.from + (nativeEvent.offsetX / currentTarget.clientWidth) * (span.to - span.from));
        }}
      />
      <div className={css['legend']}>{span ? said(data) : 'Nothing measured yet'}</div>
      {span &&
        data.events
          .filter(({ time }) => time >= span.from)
          .slice(-mostEvents)
          .map((event) => (
            <Marker
              key={`${event.source} ${event.time} ${event.mark.kind}`}
              event={event}
              place={(event.time - span.from) / (span.to - span.from)}
              onGo={() => void goTo(event.time)}
            />
          ))}
    </div>
  );
}

interface MarkerProps {
  readonly event: TimelineEvent;
  /** From the left, 0 to 1. */
  readonly place: number;
  readonly onGo: () => void;
}

function Marker({ event: { mark, time }, place, onGo }: MarkerProps): ReactNode {
  const label = `${describeMark(mark)}, ${new Date(time).toLocaleTimeString()}`;
  const bad = mark.kind === 'oom' || mark.kind === 'engine-lost' || (mark.kind === 'stopped' && mark.exitCode !== 0);
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      data-bad={bad}
      className={css['marker']}
      style={{ insetInlineStart: `${100 * place}%` }}
      onClick={onGo}
    />
  );
}

/** The latest values, as a sentence. */
function said({ samples }: TimelineData): string {
  const latest = new Map(samples.map((sample) => [sample.source, sample]));
  if (latest.size === 0) return 'Nothing measured yet';
  const sum = (pick: 'cpu' | 'memory') =>
    [...latest.values()].reduce((total, sample) => total + (sample[pick] ?? 0), 0);
  const more = latest.size > mostLines ? `, the first ${mostLines} of ${latest.size} drawn` : '';
  return `CPU ${formatPercent(sum('cpu'))} (line), memory ${formatBytes(sum('memory'))} (area)${more}`;
}

function useTimeline(view: string): TimelineData {
  const { link } = useSession();
  const [data, setData] = useState<TimelineData>(noTimeline);
  useEffect(
    () =>
      link.live((client) =>
        client.logs.timeline({ view }, { onItem: (step) => setData((now) => withStep(now, step)), onEnd: () => {} }),
      ),
    [link, view],
  );
  return data;
}

/** The time of the first line on screen, in ms since the epoch. */
function useCursor(cache: RowCache, scroller: LogScroller | undefined): number | undefined {
  const [cursor, setCursor] = useState<number>();
  useEffect(() => {
    const timer = setInterval(() => {
      const row = scroller && cache.row(scroller.place.visible.from);
      const time = row ? Date.parse(row.time) : Number.NaN;
      if (Number.isFinite(time)) setCursor(time);
    }, cursorEvery);
    return () => clearInterval(timer);
  }, [cache, scroller]);
  return cursor;
}
