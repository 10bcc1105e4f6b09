import { Pause, Play } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { EngineContainer } from '../../../../app/containers.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import { nearestPoint, pointsOf, type UsePoint } from '../../../../app/derive/use-points.ts';
import { historySpan, type StatsSample } from '../../../../app/stats.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useAnswer } from '../../../hooks/use-answer.ts';
import type { UseHistory } from '../../../stores/lists/stats.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { Spinner } from '../../../ui/marks/Spinner.tsx';
import { words } from '../../../words/words.ts';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import { charts, figureText } from './charts.ts';
import { TimeSlider } from './TimeSlider.tsx';
import { UseChartView } from './UseChartView.tsx';
import css from './UseTab.module.css';
import { ValuesTable } from './ValuesTable.tsx';

const own = words.stats;

/** ms, by the choice of what is shown. */
const spans = { short: 300_000, middle: 900_000, long: historySpan } as const;
type Span = keyof typeof spans;
/** ms that are shown at least. */
const shortest = 60_000;

interface UseTabProps {
  readonly container: EngineContainer;
  readonly name: string;
  readonly running: boolean;
}

/** What a container uses, over the last hour at most: measured while this is on screen. */
export function UseTab({ container, name, running }: UseTabProps): ReactNode {
  const { samples, loading, problem } = useHistory(container, running);
  const last = samples.at(-1);
  if (problem && !last) return <ProblemBanner title={own.unread} problem={problem} />;
  if (!last && !running && !loading) return <EmptyState title={own.stopped}>{own.stoppedNote}</EmptyState>;
  if (!last) {
    return (
      <EmptyState title={own.waiting}>
        <Spinner />
      </EmptyState>
    );
  }
  if (samples.every((sample) => Object.keys(sample).length === 1)) {
    return <EmptyState title={own.none}>{own.noneNote}</EmptyState>;
  }
  return <Charts container={container} name={name} running={running} samples={samples} />;
}

function Charts(props: UseTabProps & { readonly samples: readonly StatsSample[] }): ReactNode {
  const { container, name, running } = props;
  const [span, setSpan] = useState<Span>('short');
  /** What is held, while it is paused. */
  const [held, setHeld] = useState<readonly StatsSample[]>();
  const [pointed, setPointed] = useState<number>();
  const samples = held ?? props.samples;
  const points = useMemo(() => pointsOf(samples), [samples]);
  const cpus = useCpuLimit(container);
  const last = samples.at(-1) ?? { time: 0 };
  // No wider than what is known, so that a first minute is not a stroke at the edge.
  const known = Math.min(points[0]?.time ?? 0, last.time - shortest);
  const from = Math.max(last.time - spans[span], known);
  const shown = useMemo(() => points.filter(({ time }) => time >= from), [points, from]);
  const read = pointed === undefined ? undefined : nearestPoint(shown, pointed);
  return (
    <div className={css['page']}>
      <div className={css['bar']}>
        <Select
          size="sm"
          label={own.span}
          labelHidden
          value={span}
          onChange={setSpan}
          options={(Object.keys(spans) as Span[]).map((value) => ({ value, label: own.spans[value] }))}
        />
        <Button size="sm" icon={held ? Play : Pause} onClick={() => setHeld(held ? undefined : samples)}>
          {held ? own.resume : own.pause}
        </Button>
        <span role="status" className={css['status']}>
          {held ? own.paused : running ? '' : own.ended}
        </span>
      </div>
      {charts.map((chart, at) => (
        <UseChartView
          key={chart.id}
          chart={chart}
          points={shown}
          read={read}
          last={last}
          cpus={cpus}
          span={{ from, to: last.time, text: own.spans[span] }}
          hasTimes={at === charts.length - 1}
          onPoint={setPointed}
        />
      ))}
      <TimeSlider points={shown} read={read} onRead={setPointed} tell={spoken} />
      <ValuesTable name={name} points={shown} />
    </div>
  );
}

/** All figures of a point, as a sentence. */
function spoken(point: UsePoint): string {
  return charts
    .flatMap(({ id, lines }) =>
      lines.map(({ figure }) =>
        own.figure({ name: lines.length > 1 ? own.columns[figure] : own.charts[id], value: figureText(point, figure) }),
      ),
    )
    .join(', ');
}

function useHistory({ engine, id }: EngineContainer, running: boolean): UseHistory {
  const { stats } = useSession();
  const [history, setHistory] = useState<UseHistory>({ samples: [], loading: true, problem: undefined });
  useEffect(() => stats.history({ engine, id }, historySpan, setHistory), [stats, engine, id]);
  useEffect(() => (running ? stats.watch({ engine, id }) : undefined), [stats, engine, id, running]);
  return history;
}

/** Cores that the container may use; undefined where it may use all. No sample tells that. */
function useCpuLimit({ engine, id }: EngineContainer): number | undefined {
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.containers.limits({ engine, id }, { signal }),
    [engine, id],
  );
  return useAnswer(ask).answer?.cpus;
}
