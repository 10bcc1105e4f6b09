import type { BuildCheck } from '../../../app/builds.ts';
import type { LineProblem, TextDiagnostic } from '../editor/types.ts';

/** What a builder says to a text. */
export interface Judgement {
  readonly text: string;
  readonly checks: readonly BuildCheck[];
}

/** A builder's words on their lines; what names no line is about the whole file. */
export function judgedProblems({ checks }: Judgement): readonly LineProblem[] {
  return checks.map(({ line = 1, message, rule, severity }) => {
    return { line, severity, source: 'BuildKit', message: rule === undefined ? message : `${message} (${rule})` };
  });
}

/**
 * Our findings without those that a builder is the judge of: what it has rules for, lines of which it speaks itself, and
 * all errors in a text that it would build.
 */
export function withoutJudged(
  found: readonly TextDiagnostic[],
  text: string,
  judgement: Judgement | undefined,
): readonly TextDiagnostic[] {
  if (!judgement) return found;
  const others = found.filter(({ builderKnows }) => builderKnows !== true);
  // Of another text the lines are not known.
  if (judgement.text !== text) return others;
  const passes = judgement.checks.every(({ severity }) => severity !== 'error');
  const spoken = new Set(judgement.checks.map(({ line }) => line));
  const starts = lineStarts(text);
  return others.filter(({ from, severity }) => !(passes && severity === 'error') && !spoken.has(lineAt(starts, from)));
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
}

/** From 1. */
function lineAt(starts: readonly number[], offset: number): number {
  const next = starts.findIndex((start) => start > offset);
  return next < 0 ? starts.length : next;
}
