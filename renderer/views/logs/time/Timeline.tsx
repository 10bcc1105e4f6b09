import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { LogSourceState } from '../../../../app/logs.ts';
import type { LogLook } from '../../../../app/settings.ts';
import { useSession, useSettings } from '../../../hooks/session.tsx';
import { formatBytes, formatPercent } from '../../../words/amounts.ts';
import { words } from '../../../words/words.ts';
import { describeMark, formatTime } from '../model/log-text.ts';
import type { RowCache } from '../model/row-cache.ts';
import type { LogScroller } from '../scroll/scroller.ts';
import { sourceColors } from '../scroll/source-colors.ts';
import css from './Timeline.module.css';
import {
  noTimeline,
  sourcesOf,
  spanOf,
  type TimelineData,
  type TimelineEvent,
  type Usage,
  usageAt,
  withStep,
} from './timeline-data.ts';
import { mostLines } from './timeline-draw.ts';
import { useDrawing } from './use-drawing.ts';

const { timeline: own } = words.logs;

/** Events that are shown: more would cover one another. */
const mostEvents = 50;
/** How often the cursor follows the log, in ms. */
const cursorEvery = 200;

interface TimelineProps {
  readonly view: string;
  readonly sources: readonly LogSourceState[];
  readonly cache: RowCache;
  readonly scroller: LogScroller | undefined;
}

/** CPU and memory of a log's containers on the log's own clock, and what happened to them; a click moves the log there. */
export function Timeline({ view, sources, cache, scroller }: TimelineProps): ReactNode {
  const { link } = useSession();
  const { zone } = useSettings().logView;
  const shown = useShown(view);
  const { data, span } = shown;
  const now = useMemo(() => said(shown, zone), [shown, zone]);
  const cursor = useCursor(cache, scroller);
  const canvas = useDrawing(data, useColors(sources), cursor);
  /** Where the pointer is, in ms since the epoch. */
  const [hovered, setHovered] = useState<number>();
  const goTo = async (time: number): Promise<void> => {
    const to = { kind: 'time', time: Math.max(0, Math.round(time)) } as const;
    const found = await link.ask((client) => client.logs.seek({ ...cache.place, to })).catch(() => undefined);
    if (found) scroller?.scrollTo(Math.min(found.position, cache.end - 1), 0);
  };
  const timeAt = ({ offsetX, target }: MouseEvent): number =>
    span && target instanceof HTMLElement ? span.from + (offsetX / target.clientWidth) * (span.to - span.from) : 0;
  return (
    <div role="group" aria-label={own.label} className={css['timeline']}>
      <div className={css['legend']}>
        <span>{said(shown, zone, hovered ?? cursor)}</span>
        {span && (
          <span>
            {clockTime(span.from, zone)} – {clockTime(span.to, zone)}
          </span>
        )}
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={now}
        onPointerMove={({ nativeEvent }) => setHovered(timeAt(nativeEvent))}
        onPointerLeave={() => setHovered(undefined)}
        onPointerDown={({ nativeEvent }) => {
          if (span) void goTo(timeAt(nativeEvent));
        }}
      />
      {span &&
        data.events
          .filter(({ time }) => time >= span.from)
          .slice(-mostEvents)
          .map((event) => (
            <Marker
              key={`${event.source} ${event.time} ${event.mark.kind}`}
              event={event}
              zone={zone}
              place={(event.time - span.from) / (span.to - span.from)}
              onGo={() => void goTo(event.time)}
            />
          ))}
    </div>
  );
}

interface MarkerProps {
  readonly event: TimelineEvent;
  readonly zone: Zone;
  /** From the left, 0 to 1. */
  readonly place: number;
  readonly onGo: () => void;
}

function Marker({ event: { mark, time }, zone, place, onGo }: MarkerProps): ReactNode {
  const label = own.mark({ mark: describeMark(mark), time: clockTime(time, zone) });
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

/** What is drawn, and what follows from it. */
interface Shown {
  readonly data: TimelineData;
  readonly span: ReturnType<typeof spanOf>;
  readonly sources: readonly number[];
}

/** What was used at a time that is shown, else what is used now, as a sentence. */
function said({ data, span, sources }: Shown, zone: Zone, time?: number): string {
  if (!span) return own.nothingYet;
  const at = time !== undefined && time >= span.from ? time : undefined;
  const usage = usageAt(data, at ?? span.to);
  const text = usage ? usageText(usage, sources.length) : own.nothing;
  return at === undefined ? text : own.at({ time: clockTime(at, zone), said: text });
}

function usageText({ cpu, memory }: Usage, sources: number): string {
  const used = own.use({ cpu: formatPercent(cpu), memory: formatBytes(memory) });
  return sources > mostLines ? `${used}, ${own.someDrawn({ drawn: mostLines, all: sources })}` : used;
}

type Zone = LogLook['zone'];

/** As in the log's own times, to the second. */
function clockTime(time: number, zone: Zone): string {
  return formatTime(new Date(time).toISOString(), { timestamps: 'time', zone }, 0).slice(0, 8);
}

function useShown(view: string): Shown {
  const { link } = useSession();
  const [data, setData] = useState<TimelineData>(noTimeline);
  useEffect(
    () =>
      link.live((client) =>
        client.logs.timeline({ view }, { onItem: (step) => setData((now) => withStep(now, step)), onEnd: () => {} }),
      ),
    [link, view],
  );
  // There may be tens of thousands of samples, and the pointer moves.
  return useMemo(() => ({ data, span: spanOf(data), sources: sourcesOf(data) }), [data]);
}

/** As in the log's lines; the map stays the same one as long as it says the same. */
function useColors(sources: readonly LogSourceState[]): ReadonlyMap<number, number> {
  const key = JSON.stringify([...sourceColors(sources.length > 1 ? sources : [])]);
  return useMemo(() => new Map(JSON.parse(key) as [number, number][]), [key]);
}

/** The time of the line that the person points at, else of the first on screen, in ms since the epoch. */
function useCursor(cache: RowCache, scroller: LogScroller | undefined): number | undefined {
  const [cursor, setCursor] = useState<number>();
  useEffect(() => {
    const timer = setInterval(() => {
      const row = scroller && cache.row(scroller.pointed);
      const time = row ? Date.parse(row.time) : Number.NaN;
      if (Number.isFinite(time)) setCursor(time);
    }, cursorEvery);
    return () => clearInterval(timer);
  }, [cache, scroller]);
  return cursor;
}
