import { type ReactNode, useMemo, useState } from 'react';
import type { BuildRecord } from '../../../../app/builds.ts';
import { useDateTime, useSettings } from '../../../hooks/session.tsx';
import { TimeChart } from '../../../ui/chart/TimeChart.tsx';
import table from '../../../ui/controls/table.module.css';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { formatBytes } from '../../../words/amounts.ts';
import { formatDateTime, formatDuration } from '../../../words/times.ts';
import { words } from '../../../words/words.ts';
import { cacheShare, spanOf } from '../record/summary.ts';
import { useBuilds } from '../record/use-builds.ts';
import css from './Trend.module.css';
import { buildAt, numberAt, placeOf, plottedOf, trendOf } from './trend.ts';

const own = words.builds.trend;

/** What is followed from build to build. */
const figures = [
  {
    title: own.time,
    color: '--source-0',
    valueOf: (build: BuildRecord) => spanOf(build, 0),
    format: formatDuration,
    least: 1000,
    binary: false,
  },
  {
    title: own.size,
    color: '--source-1',
    valueOf: ({ imageSize }: BuildRecord) => imageSize,
    format: formatBytes,
    least: 2 ** 20,
    binary: true,
  },
] as const;

/** How long the builds of a folder's Dockerfile took and how large their images are, from one to the next. */
export function TrendPane({ folder, dockerfile }: { folder: string; dockerfile: string }): ReactNode {
  const { items } = useBuilds();
  const builds = useMemo(() => trendOf(items.values(), folder, dockerfile), [items, folder, dockerfile]);
  const [place, setPlace] = useState<number>();
  const read = buildAt(builds, place);
  if (builds.length < 2 || !read) return <EmptyState title={own.none.title}>{own.none.text}</EmptyState>;
  return (
    <section className={css['pane']} aria-label={own.label}>
      {figures.map((figure, at) => (
        <Chart
          key={figure.title}
          {...{ figure, builds, read }}
          pointed={place === undefined ? undefined : placeOf(builds, read)}
          isLast={at === figures.length - 1}
          onPlace={setPlace}
        />
      ))}
      <Builds builds={builds} />
    </section>
  );
}

interface ChartProps {
  readonly figure: (typeof figures)[number];
  readonly builds: readonly BuildRecord[];
  /** The one whose figure stands beside the title. */
  readonly read: BuildRecord;
  readonly pointed: number | undefined;
  readonly isLast: boolean;
  readonly onPlace: (place: number | undefined) => void;
}

function Chart({ figure, builds, read, pointed, isLast, onPlace }: ChartProps): ReactNode {
  const { title, color, valueOf, format, least, binary } = figure;
  const plotted = useMemo(() => plottedOf(builds, color, valueOf), [builds, color, valueOf]);
  const value = valueOf(read);
  const text = value === undefined ? words.common.unknown : format(value);
  return (
    <TimeChart
      title={title}
      description={own.picture({ chart: title, n: builds.length })}
      legend={[{ color, text }]}
      note={useDateTime(read.started)}
      format={format}
      formatTime={numberAt}
      least={least}
      binary={binary}
      hasTimes={isLast}
      plotted={plotted}
      pointed={pointed}
      onPoint={onPlace}
    />
  );
}

/** The same in figures. */
function Builds({ builds }: { builds: readonly BuildRecord[] }): ReactNode {
  const { dates } = useSettings();
  return (
    <table aria-label={own.table} className={`${table['table']} ${css['builds']}`}>
      <thead>
        <tr>
          <th scope="col">{own.started}</th>
          <th scope="col">{own.time}</th>
          <th scope="col">{own.cached}</th>
          <th scope="col">{own.size}</th>
        </tr>
      </thead>
      <tbody>
        {builds.toReversed().map((build) => (
          <tr key={build.id}>
            <th scope="row">{formatDateTime(build.started, dates)}</th>
            <td>{formatDuration(spanOf(build, 0) ?? 0)}</td>
            <td>{cacheShare(build)}</td>
            <td>{build.imageSize === undefined ? words.common.unknown : formatBytes(build.imageSize)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
