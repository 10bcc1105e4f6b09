import type { BuildRecord, BuildStep } from '../../../../app/builds.ts';
import type { Settings } from '../../../../app/settings.ts';
import { type Difference, differences } from '../../../../app/text/differences.ts';
import { formatBytes } from '../../../words/amounts.ts';
import { formatDateTime, formatDuration } from '../../../words/times.ts';
import { words } from '../../../words/words.ts';
import { cacheShare, resultOf, spanOf } from '../record/summary.ts';

const own = words.builds.compare;

/** One figure of two builds. */
export interface FigureRow {
  readonly figure: string;
  readonly before: string;
  readonly after: string;
  /** By how much it is more or less; '' where that is nothing, or cannot be said. */
  readonly change: string;
}

/** What two builds took and made. */
export function figuresOf(before: BuildRecord, after: BuildRecord, dates: Settings['dates']): readonly FigureRow[] {
  const told = (figure: keyof typeof own.rows, textOf: (record: BuildRecord) => string, change = ''): FigureRow => {
    return { figure: own.rows[figure], before: textOf(before), after: textOf(after), change };
  };
  const measured = (
    figure: keyof typeof own.rows,
    valueOf: (record: BuildRecord) => number | undefined,
    format: (value: number) => string,
  ): FigureRow => {
    const textOf = (record: BuildRecord) => {
      const value = valueOf(record);
      return value === undefined ? words.common.unknown : format(value);
    };
    return told(figure, textOf, changeOf(valueOf(before), valueOf(after), format));
  };
  return [
    told('started', ({ started }) => formatDateTime(started, dates)),
    told('result', (record) => resultOf(record).word),
    measured('duration', (record) => spanOf(record, 0), formatDuration),
    told('cached', cacheShare),
    measured('sent', ({ contextBytes }) => contextBytes, formatBytes),
    measured('size', ({ imageSize }) => imageSize, formatBytes),
  ];
}

function changeOf(before: number | undefined, after: number | undefined, format: (value: number) => string): string {
  if (before === undefined || after === undefined) return '';
  const amount = format(Math.abs(after - before));
  // Less than what is written of it is no change to a reader.
  if (format(before) === format(after) || amount === format(0)) return '';
  return after > before ? own.more({ amount }) : own.less({ amount });
}

/** The instructions of two builds beside each other. */
export function stepsBeside(before: BuildRecord, after: BuildRecord): readonly Difference<BuildStep>[] {
  return differences(inOrder(before), inOrder(after), ({ stage = '', instruction }) => `${stage}\n${instruction}`);
}

/** As they stand in the file: a builder tells them as they come. */
function inOrder({ steps }: BuildRecord): readonly BuildStep[] {
  const { MAX_SAFE_INTEGER: last } = Number;
  return steps
    .filter(({ number }) => number !== undefined)
    .toSorted((a, b) => (a.line ?? last) - (b.line ?? last) || (a.number ?? last) - (b.number ?? last));
}

/** How a step of one of them went. */
export function stepText(step: BuildStep | undefined): string {
  if (!step) return own.absent;
  if (step.cached) return own.cached;
  const span = spanOf(step, 0);
  if (step.state === 'failed') return own.failed;
  return span === undefined || step.state === 'waiting' ? own.notRun : formatDuration(span);
}

/** A line of one of two texts or of both, or so many lines of both that are left out. */
export type DiffLine = Difference<string> | { readonly skipped: number };

/** Lines around a change that are shown with it. */
const around = 2;

/** What two texts differ in, line by line; nothing where that is nothing. */
export function linesBeside(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const all = differences(before, after, (line) => line);
  const changed = all.map(({ before, after }) => before === undefined || after === undefined);
  if (!changed.includes(true)) return [];
  const near = new Set<number>();
  for (const [at, is] of changed.entries()) {
    if (!is) continue;
    for (let other = at - around; other <= at + around; other += 1) near.add(other);
  }
  const lines: DiffLine[] = [];
  let skipped = 0;
  for (const [at, line] of all.entries()) {
    if (near.has(at)) {
      if (skipped > 0) lines.push({ skipped });
      lines.push(line);
      skipped = 0;
    } else skipped += 1;
  }
  if (skipped > 0) lines.push({ skipped });
  return lines;
}
