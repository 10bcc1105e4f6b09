import type { ForecastLine, ForecastReason, ForecastScore } from '../../../../app/build/forecasts.ts';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import type { LineMark } from '../../editor/types.ts';

const own = words.builds.forecast;

/** Why an instruction will run, in words. */
export function reasonText(reason: ForecastReason): string {
  switch (reason.kind) {
    case 'file':
      return own.files[reason.change]({ path: printable(reason.path, 120) });
    case 'base':
      return own.reasons.base({ image: printable(reason.image, 120) });
    case 'setting':
    case 'before':
    case 'stage':
      return own.reasons[reason.kind](reason);
    default:
      return own.reasons[reason.kind];
  }
}

/** The first that the cache will not spare for certain. */
function firstOf(lines: readonly ForecastLine[]): ForecastLine | undefined {
  return lines.find(({ verdict, reason }) => verdict !== 'cached' && reason?.kind !== 'before');
}

/** What the next build will do, in a sentence; '' where there is nothing that a cache could spare. */
export function forecastText(lines: readonly ForecastLine[]): string {
  if (lines.length === 0) return '';
  const first = firstOf(lines);
  const cached = lines.filter(({ verdict }) => verdict === 'cached').length;
  if (!first?.reason) return own.all({ steps: lines.length });
  const what = { cached, steps: lines.length, line: first.line, reason: reasonText(first.reason) };
  return first.verdict === 'runs' ? own.some(what) : own.unclear(what);
}

/** Whether it says more than how the last build went: that one's own marks stand until something else is to come. */
export function isNews(lines: readonly ForecastLine[]): boolean {
  const first = firstOf(lines);
  return first !== undefined && first.reason?.kind !== 'never';
}

/** What the editor's margin says before a build. */
export function forecastMarks(lines: readonly ForecastLine[]): readonly LineMark[] {
  return lines.map(({ line, verdict, reason }) => {
    const title = own.titles[verdict];
    const why = reason ? own.titled({ title, reason: reasonText(reason) }) : title;
    return { line, tone: 'note', text: own.marks[verdict], title: why };
  });
}

/** How a forecast did, in a sentence; '' where it was about nothing. */
export function scoreText({ right, unknown, wrong: [first, ...others] }: ForecastScore): string {
  if (first) {
    const what = { line: first.line, more: others.length };
    return first.said === 'runs' ? own.score.wrongRuns(what) : own.score.wrongCached(what);
  }
  if (unknown > 0) return own.score.partly({ right, unknown });
  return right === 0 ? '' : own.score.right({ steps: right });
}
