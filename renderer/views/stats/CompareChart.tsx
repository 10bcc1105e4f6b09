import { type ReactNode, useMemo, useState } from 'react';
import { nearestPoint, type UsePoint } from '../../../app/derive/use-points.ts';
import { TimeChart } from '../../ui/chart/TimeChart.tsx';
import { words } from '../../words/words.ts';
import { type CompareFigure, charts, figureText } from '../containers/use/charts.ts';
import { formatClock } from '../containers/use/clock.ts';

const own = words.stats;

/** One of those that are compared. */
export interface Compared {
  readonly name: string;
  readonly points: readonly UsePoint[];
}

/** How a line is told apart from the others: by colour, and without it by its dashes. */
const dashes = [undefined, [6, 3], [2, 2], [10, 3, 2, 3], [4, 6], [10, 5], [2, 5], [6, 2, 2, 2, 2, 2]] as const;

interface CompareChartProps {
  readonly figure: CompareFigure;
  /** ms */
  readonly span: number;
  readonly compared: readonly Compared[];
}

/** One figure of several containers on one scale. */
export function CompareChart({ figure, span, compared }: CompareChartProps): ReactNode {
  const [pointed, setPointed] = useState<number>();
  const chart = charts.find(({ lines }) => lines.some((line) => line.figure === figure)) ?? charts[0];
  const plotted = useMemo(() => plottedOf(figure, span, compared), [figure, span, compared]);
  if (!chart) return null;
  return (
    <TimeChart
      key={figure}
      title={own.columns[figure]}
      description={own.picture({ chart: own.columns[figure], span: own.spans.middle })}
      legend={compared.map(({ name, points }, at) => {
        const dash = dashes[at];
        const point = pointed === undefined ? points.at(-1) : nearestPoint(points, pointed);
        return {
          color: `--source-${at}`,
          ...(dash && { dash }),
          text: own.figure({ name, value: figureText(point, figure) }),
        };
      })}
      format={chart.format}
      formatTime={formatClock}
      least={chart.least}
      {...(chart.binary && { binary: true })}
      hasTimes
      plotted={plotted}
      pointed={pointed}
      onPoint={setPointed}
    />
  );
}

/** All on the same times, though each is measured at times of its own. */
function plottedOf(figure: CompareFigure, span: number, compared: readonly Compared[]) {
  const times = [...new Set(compared.flatMap(({ points }) => points.map(({ time }) => time)))].toSorted(
    (a, b) => a - b,
  );
  const to = times.at(-1) ?? 0;
  const from = Math.max(to - span, Math.min(times[0] ?? 0, to - 60_000));
  const lines = compared.map(({ points }, at) => {
    const dash = dashes[at];
    const own = new Map(points.map((point) => [point.time, point[figure] ?? null]));
    const values = times.map((time) => own.get(time));
    return { color: `--source-${at}`, ...(dash && { dash }), values };
  });
  return { from, to, times, lines };
}
