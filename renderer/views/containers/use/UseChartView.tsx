import { type ReactNode, useMemo } from 'react';
import type { UsePoint } from '../../../../app/derive/use-points.ts';
import type { StatsSample } from '../../../../app/stats.ts';
import { TimeChart } from '../../../ui/chart/TimeChart.tsx';
import { words } from '../../../words/words.ts';
import { figureText, limitOf, totalOf, type UseChart } from './charts.ts';
import { formatClock } from './clock.ts';

const own = words.stats;

interface UseChartViewProps {
  readonly chart: UseChart;
  readonly points: readonly UsePoint[];
  /** The one that is read; the newest without. */
  readonly read: UsePoint | undefined;
  readonly last: StatsSample;
  readonly cpus: number | undefined;
  readonly span: { readonly from: number; readonly to: number; readonly text: string };
  readonly hasTimes: boolean;
  readonly onPoint: (time: number | undefined) => void;
}

/** One of the charts, or that the engine does not tell what it would show. */
export function UseChartView(props: UseChartViewProps): ReactNode {
  const { chart, points, read, last, cpus, span, hasTimes, onPoint } = props;
  const { from, to } = span;
  const limit = limitOf(chart.id, last, cpus);
  const plotted = useMemo(
    () => ({
      from,
      to,
      limit,
      times: points.map(({ time }) => time),
      lines: chart.lines.map(({ figure, color, dash }) => ({
        color,
        ...(dash ? { dash } : { filled: true as const }),
        values: points.map((point) => point[figure] ?? null),
      })),
    }),
    [chart, points, from, to, limit],
  );
  const shown = read ?? points.findLast((point) => Object.keys(point).length > 1);
  const title = own.charts[chart.id];
  return (
    <TimeChart
      title={title}
      description={own.picture({ chart: title, span: span.text })}
      legend={chart.lines.map(({ figure, color, dash }) => ({
        color,
        ...(dash && { dash }),
        text: own.figure({ name: own.figures[figure], value: figureText(shown, figure) }),
      }))}
      note={noteOf(chart, limit, last, plotted.lines)}
      format={chart.format}
      formatTime={formatClock}
      least={chart.least}
      {...(chart.binary && { binary: true })}
      hasTimes={hasTimes}
      plotted={plotted}
      pointed={read?.time}
      onPoint={onPoint}
    />
  );
}

/** The limit, what was counted in all, or that there is nothing to show. */
function noteOf(
  { id, format }: UseChart,
  limit: number | undefined,
  last: StatsSample,
  lines: readonly { readonly values: readonly unknown[] }[],
): string | undefined {
  if (limit !== undefined) {
    return own.limit({ limit: id === 'cpu' ? own.cores({ cores: limit / 100 }) : format(limit) });
  }
  const isTold = lines.some(({ values }) => values.some((value) => value !== null));
  return totalOf(id, last) ?? (isTold ? undefined : own.untold);
}
