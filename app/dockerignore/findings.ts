import { toProblem } from '../problem.ts';
import { compilePatterns, isHopeless } from './matcher.ts';
import { type IgnoreLine, readIgnoreFile, readIgnoreLines } from './read.ts';

/** Something about a line of a .dockerignore. */
export interface IgnoreFinding {
  /** From 1. */
  readonly line: number;
  readonly message: string;
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
    if (isHopeless(pattern))
      return { line, message: 'Nothing in the folder can match this pattern.', severity: 'info' };
  } catch (error) {
    return { line, message: wordsOf(error), severity: 'error' };
  }
  if (!exception || leftOut) return undefined;
  return { line, message: 'This takes nothing back: no pattern before it leaves anything out.', severity: 'info' };
}

/** What no line alone says: that all of them together are too many. */
function wholeFindings(text: string): readonly IgnoreFinding[] {
  try {
    compilePatterns(readIgnoreFile(text));
    return [];
  } catch (error) {
    return [{ line: 1, message: wordsOf(error), severity: 'error' }];
  }
}

function wordsOf(error: unknown): string {
  const { message, detail } = toProblem(error);
  return detail === undefined ? message : `${message.replace(/\.$/, '')}: ${detail}`;
}
