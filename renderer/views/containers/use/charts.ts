import type { UsePoint } from '../../../../app/derive/use-points.ts';
import type { StatsSample } from '../../../../app/stats.ts';
import { formatBytes, formatPercent } from '../../../words/amounts.ts';
import { formatNumber } from '../../../words/language/figures.ts';
import { words } from '../../../words/words.ts';

const own = words.stats;

/** A figure of a point. */
export type Figure = Exclude<keyof UsePoint, 'time'>;

/** A chart of use: its lines have one scale. */
export interface UseChart {
  readonly id: keyof typeof own.charts;
  readonly lines: readonly { readonly figure: Figure; readonly color: string; readonly dash?: readonly number[] }[];
  readonly format: (value: number) => string;
  /** The scale's top is that at least. */
  readonly least: number;
  readonly binary?: boolean;
}

const formatRate = (bytes: number): string => own.rate({ bytes });
/** What tells a second line apart from the first without its colour. */
const dashed = [5, 3];

/** In the order in which they stand below each other. */
export const charts: readonly UseChart[] = [
  { id: 'cpu', lines: [{ figure: 'cpu', color: '--source-0' }], format: formatPercent, least: 5 },
  {
    id: 'memory',
    lines: [
      { figure: 'memory', color: '--source-1' },
      { figure: 'cache', color: '--source-3', dash: dashed },
    ],
    format: formatBytes,
    least: 2 ** 20,
    binary: true,
  },
  {
    id: 'network',
    lines: [
      { figure: 'receiving', color: '--source-0' },
      { figure: 'sending', color: '--source-2', dash: dashed },
    ],
    format: formatRate,
    least: 1024,
    binary: true,
  },
  {
    id: 'block',
    lines: [
      { figure: 'reading', color: '--source-0' },
      { figure: 'writing', color: '--source-2', dash: dashed },
    ],
    format: formatRate,
    least: 1024,
    binary: true,
  },
  { id: 'pids', lines: [{ figure: 'pids', color: '--source-4' }], format: wholeNumber, least: 4 },
];

/** The scale may fall between two processes, of which there are no halves. */
function wholeNumber(value: number): string {
  return Number.isInteger(value) ? formatNumber(value) : '';
}

/** What containers are compared by. */
export const compareFigures = ['cpu', 'memory', 'receiving', 'sending', 'reading', 'writing', 'pids'] as const;
export type CompareFigure = (typeof compareFigures)[number];

/** How each figure is written. */
export const formatOf: Readonly<Record<Figure, (value: number) => string>> = Object.fromEntries(
  charts.flatMap(({ lines, format }) => lines.map(({ figure }) => [figure, format])),
) as Record<Figure, UseChart['format']>;

/** A figure as text; `–` where it is not known. */
export function figureText(point: UsePoint | undefined, figure: Figure): string {
  const value = point?.[figure];
  return value === undefined ? '–' : formatOf[figure](value);
}

/** What may not be passed, in the unit of the chart. `cpus`: cores that the container may use. */
export function limitOf(id: UseChart['id'], last: StatsSample, cpus: number | undefined): number | undefined {
  if (id === 'cpu') return cpus === undefined ? undefined : cpus * 100;
  return { memory: last.memoryLimit, pids: last.pidsLimit, network: undefined, block: undefined }[id];
}

/** What was counted since the container's start, where the chart tells that a second. */
export function totalOf(id: UseChart['id'], { received, sent, read, written }: StatsSample): string | undefined {
  const pairs = { network: [received, sent], block: [read, written] } as const;
  const [one, other] = id === 'network' || id === 'block' ? pairs[id] : [];
  if (one === undefined || other === undefined) return undefined;
  return own.total({ one: formatBytes(one), other: formatBytes(other) });
}
