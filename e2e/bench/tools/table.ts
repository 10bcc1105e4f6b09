import { median, p95, p99 } from './stats.ts';

/** One line of the result: many measurements of one thing, beside those of its reference from the same run. */
export interface Row {
  /** What is measured, from when to when. */
  readonly name: string;
  readonly unit: 'ns' | 'ns/B' | 'ms' | 's' | '%' | 'MB' | 'items';
  readonly gantry: readonly number[];
  readonly beside?: { readonly what: string; readonly values: readonly number[] };
  /** Told beside the numbers, never enforced: a busy machine is not a bug. `ratio` is of the medians. */
  readonly goal?: { readonly of: 'median' | 'p95' | 'p99' | 'ratio'; readonly atMost: number };
}

/** A row in numbers, as the results file keeps it. */
export interface Summary {
  readonly bench: string;
  readonly name: string;
  readonly unit: Row['unit'];
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly n: number;
  readonly beside?: { readonly what: string; readonly median: number; readonly p99: number; readonly n: number };
  readonly ratio?: number;
  readonly goal?: string;
  readonly met?: boolean;
}

/** Boils a row down. */
export function summarise(bench: string, row: Row): Summary {
  const { name, unit, gantry, beside, goal } = row;
  const reference = beside && {
    what: beside.what,
    median: median(beside.values),
    p99: p99(beside.values),
    n: beside.values.length,
  };
  const numbers = {
    median: median(gantry),
    p95: p95(gantry),
    p99: p99(gantry),
    ratio: reference && median(gantry) / reference.median,
  };
  return {
    bench,
    name,
    unit,
    median: numbers.median,
    p95: numbers.p95,
    p99: numbers.p99,
    n: gantry.length,
    ...(reference ? { beside: reference } : {}),
    ...(numbers.ratio === undefined ? {} : { ratio: numbers.ratio }),
    ...(goal
      ? {
          goal: goal.of === 'ratio' ? `≤ ${goal.atMost}×` : `${goal.of} ≤ ${figure(goal.atMost)} ${unit}`,
          met: (numbers[goal.of] ?? Number.NaN) <= goal.atMost,
        }
      : {}),
  };
}

/** The summaries as a Markdown table. */
export function table(rows: readonly Summary[]): string {
  const cells = [
    ['benchmark', 'Gantry median', 'p95', 'p99', 'beside', 'median', 'p99', 'ratio', 'n', 'goal'],
    ...rows.map((row) => [
      `${row.bench}: ${row.name}`,
      `${figure(row.median)} ${row.unit}`,
      `${figure(row.p95)} ${row.unit}`,
      `${figure(row.p99)} ${row.unit}`,
      row.beside?.what ?? '',
      row.beside ? `${figure(row.beside.median)} ${row.unit}` : '',
      row.beside ? `${figure(row.beside.p99)} ${row.unit}` : '',
      row.ratio === undefined || !Number.isFinite(row.ratio) ? '' : `${figure(row.ratio)}×`,
      row.beside && row.beside.n !== row.n ? `${row.n}/${row.beside.n}` : String(row.n),
      row.goal ? `${row.goal} ${row.met ? '✓' : '✗'}` : '',
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  const line = (texts: readonly string[], fill = ' ') =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [
    line(head),
    line(
      head.map(() => '-'),
      '-',
    ),
    ...body.map((texts) => line(texts)),
  ].join('\n');
}

/** Three significant digits, and no less than whole numbers. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
