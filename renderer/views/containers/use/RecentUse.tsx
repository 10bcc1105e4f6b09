import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { StatsSample } from '../../../../app/stats.ts';
import { useSession } from '../../../hooks/session.tsx';
import { formatBytes, formatPercent } from '../../../words/amounts.ts';
import { formatAge } from '../../../words/times.ts';
import { words } from '../../../words/words.ts';
import { spanOf } from '../../logs/time/timeline-data.ts';
import { useDrawing } from '../../logs/time/use-drawing.ts';
import { FactGroup } from '../../parts/Facts.tsx';
import css from './RecentUse.module.css';

const { use } = words.containers;

/** ms that are shown. */
const recentSpan = 300_000;

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
  const recent = running ? use.last({ length }) : use.itsLast({ length });
  const when = pointed === undefined ? recent : beforeNow(shown.time, last.time);
  return (
    <FactGroup title={use.title}>
      <div className={css['legend']}>
        <span className={css['cpu']}>{use.cpu({ cpu: cpuText(shown) })}</span>
        <span className={css['memory']}>{memoryText(shown)}</span>
        <span className={css['when']}>{when}</span>
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={use.graph({ length })}
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
  const used = memory === undefined ? '–' : formatBytes(memory);
  return memory === undefined || memoryLimit === undefined
    ? use.memory({ memory: used })
    : use.memoryOf({ memory: used, limit: formatBytes(memoryLimit) });
}

function beforeNow(time: number, now: number): string {
  return time === now ? use.now : use.before({ age: formatAge(time, now) });
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
  useEffect(() => stats.history({ engine, id }, recentSpan, ({ samples }) => setSamples(samples)), [stats, engine, id]);
  useEffect(() => (running ? stats.watch({ engine, id }) : undefined), [stats, engine, id, running]);
  return samples;
}
