import { type Cause, cause, causeOf, toProblem } from '../rpc/problem.ts';
import { compilePatterns, isHopeless } from './matcher.ts';
import { type IgnoreLine, readIgnoreFile, readIgnoreLines } from './read.ts';

/** Something about a line of a .dockerignore. */
export interface IgnoreFinding {
  /** From 1. */
  readonly line: number;
  readonly cause: Cause;
  /** A build fails with an error; with a hint it goes on. */
  readonly severity: 'error' | 'info';
}

/** More help nobody. */
const most = 200;

/** What is wrong with the text of a .dockerignore, as `docker build` would say it, and which patterns do nothing. */
export function ignoreFindings(text: string): readonly IgnoreFinding[] {
  const findings: IgnoreFinding[] = [];
  let leftOut = false;
  for (const line of readIgnoreLines(text)) {
    const found = findingOf(line, leftOut);
    if (found) findings.push(found);
    if (findings.length === most) return findings;
    leftOut ||= !line.exception;
  }
  return findings.some(({ severity }) => severity === 'error') ? findings : [...findings, ...wholeFindings(text)];
}

function findingOf({ line, pattern, exception }: IgnoreLine, leftOut: boolean): IgnoreFinding | undefined {
  try {
    if (isHopeless(pattern)) return { line, cause: cause('ignore-hopeless'), severity: 'info' };
  } catch (error) {
    return { line, cause: causeOf(toProblem(error)), severity: 'error' };
  }
  if (!exception || leftOut) return undefined;
  return { line, cause: cause('ignore-takes-nothing-back'), severity: 'info' };
}

/** What no line alone says: that all of them together are too many. */
function wholeFindings(text: string): readonly IgnoreFinding[] {
  try {
    compilePatterns(readIgnoreFile(text));
    return [];
  } catch (error) {
    return [{ line: 1, cause: causeOf(toProblem(error)), severity: 'error' }];
  }
}
