import { type ReactNode, useEffect, useRef } from 'react';
import { useLatest } from '../use-latest.ts';
import { Plot, type PlotOptions, type Plotted } from './plot.ts';
import css from './TimeChart.module.css';

/** What stands beside a chart for one of its lines. */
export interface LegendEntry {
  /** As of its line. */
  readonly color: string;
  readonly dash?: readonly number[];
  /** Name and value, e.g. `received 1.2 KiB/s`. */
  readonly text: ReactNode;
}

interface TimeChartProps extends Pick<PlotOptions, 'format' | 'formatTime' | 'least' | 'hasTimes' | 'onPoint'> {
  /** The chart's title and accessible name. */
  readonly title: string;
  /** What a screen reader is told of the picture. */
  readonly description: string;
  readonly legend: readonly LegendEntry[];
  /** Stands at the end of the legend. */
  readonly note?: ReactNode;
  readonly binary?: boolean;
  /** The chart is made anew when its lines are others: their number, colours and dashes. */
  readonly plotted: Plotted;
  /** ms since the epoch at which a line is drawn across. */
  readonly pointed: number | undefined;
}

/** Values over time, with their names and what they are now, or where the pointer is. */
export function TimeChart(props: TimeChartProps): ReactNode {
  const { title, description, legend, note, plotted, pointed } = props;
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(undefined);
  const latest = useLatest(props);
  const shape = plotted.lines.map(({ color, dash }) => `${color} ${dash?.join() ?? ''}`).join('|');
  useEffect(() => {
    const { current: element } = host;
    if (!element) return;
    const { plotted, pointed, ...options } = latest.current;
    const made = new Plot(element, plotted, { ...options, onPoint: (time) => latest.current.onPoint(time) });
    made.point(pointed);
    plot.current = made;
    return () => made.end();
  }, [latest, shape]);
  useEffect(() => plot.current?.show(plotted), [plotted]);
  // Also where the same time has gone elsewhere.
  useEffect(() => plot.current?.point(pointed), [plotted, pointed]);
  return (
    <figure aria-label={title} className={css['chart']}>
      <figcaption className={css['caption']}>
        <span className={css['title']}>{title}</span>
        {legend.map(({ color, dash, text }) => (
          <span key={`${color} ${dash?.join() ?? ''}`} className={css['entry']}>
            <svg width="18" height="8" aria-hidden="true" className={css['mark']}>
              <line
                x1="0"
                y1="4"
                x2="18"
                y2="4"
                style={{ stroke: `var(${color})` }}
                strokeDasharray={dash?.join(' ')}
              />
            </svg>
            {text}
          </span>
        ))}
        {note !== undefined && <span className={css['note']}>{note}</span>}
      </figcaption>
      <div ref={host} role="img" aria-label={description} className={css['plot']} data-times={props.hasTimes} />
    </figure>
  );
}
