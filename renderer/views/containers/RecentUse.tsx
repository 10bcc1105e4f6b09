import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { formatAge, formatBytes, formatPercent } from '../../../app/format.ts';
import type { StatsSample } from '../../../app/stats.ts';
import { useSession } from '../../session.tsx';
import { FactGroup } from '../Facts.tsx';
import { spanOf } from '../logs/timeline-data.ts';
import { useDrawing } from '../logs/use-drawing.ts';
import css from './RecentUse.module.css';

/** Of one container nothing needs to be told apart. */
const oneColor: ReadonlyMap<number, number> = new Map();

interface RecentUseProps {
  readonly engine: string;
  readonly id: string;
  readonly running: boolean;
}

/** CPU and memory of the last minutes; nothing where nothing was measured. It is measured while this is on screen. */
export function RecentUse({ engine, id, running }: RecentUseProps): ReactNode {
  const samples = useRecentUse({ engine, id, running });
  const last = samples.at(-1);
  // One sample is no line, and of what is over there will be no other.
  if (!last || (!running && samples.length === 1)) return null;
  return <Graph samples={samples} last={last} running={running} />;
}

interface GraphProps {
  readonly samples: readonly StatsSample[];
  readonly last: StatsSample;
  readonly running: boolean;
}

function Graph({ samples, last, running }: GraphProps): ReactNode {
  const data = useMemo(() => ({ samples: samples.map((sample) => ({ source: 0, ...sample })), events: [] }), [samples]);
  const span = spanOf(data);
  /** Where the pointer is, in ms since the epoch. */
  const [pointed, setPointed] = useState<number>();
  const canvas = useDrawing(data, oneColor, pointed);
  const shown = pointed === undefined ? last : (nearest(samples, pointed) ?? last);
  const length = span ? formatAge(span.from, span.to) : '';
  const when = pointed === undefined ? `${running ? 'last' : 'its last'} ${length}` : beforeNow(shown.time, last.time);
  return (
    <FactGroup title="Use">
      <div className={css['legend']}>
        <span className={css['cpu']}>CPU {cpuText(shown)}</span>
        <span className={css['memory']}>Memory {memoryText(shown)}</span>
        <span className={css['when']}>{when}</span>
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`CPU and memory of the last ${length}`}
        className={css['graph']}
        onPointerMove={({ nativeEvent: { offsetX }, currentTarget: { clientWidth } }) =>
          span && setPointed(span.from + (offsetX / clientWidth) * (span.to - span.from))
        }
        onPointerLeave={() => setPointed(undefined)}
      />
    </FactGroup>
  );
}

function cpuText({ cpu }: StatsSample): string {
  return cpu === undefined ? '–' : formatPercent(cpu);
}

function memoryText({ memory, memoryLimit }: StatsSample): string {
  if (memory === undefined) return '–';
  return memoryLimit === undefined ? formatBytes(memory) : `${formatBytes(memory)} of ${formatBytes(memoryLimit)}`;
}

function beforeNow(time: number, now: number): string {
  return time === now ? 'now' : `${formatAge(time, now)} before`;
}

function nearest(samples: readonly StatsSample[], time: number): StatsSample | undefined {
  return samples.reduce<StatsSample | undefined>(
    (best, sample) => (best && Math.abs(best.time - time) <= Math.abs(sample.time - time) ? best : sample),
    undefined,
  );
}

function useRecentUse({ engine, id, running }: RecentUseProps): readonly StatsSample[] {
  const { stats } = useSession();
  const [samples, setSamples] = useState<readonly StatsSample[]>([]);
  useEffect(() => stats.recent({ engine, id }, setSamples), [stats, engine, id]);
  useEffect(() => (running ? stats.watch({ engine, id }) : undefined), [stats, engine, id, running]);
  return samples;
}
