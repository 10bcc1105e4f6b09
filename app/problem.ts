/**
 * What can go wrong, as data that crosses the wire. Docker's status codes are mapped to these in one file
 * (`main/engine/docker/problems.ts`) and worded for people in one file (`renderer/problems.ts`).
 */
export const problemCodes = [
  'engine-unreachable',
  'permission-denied',
  'not-found',
  'conflict',
  'in-use',
  'invalid-input',
  'unauthorized',
  'no-space',
  'unsupported',
  'timeout',
  'cancelled',
  'internal',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** A failure as it crosses the wire: a code for programs, a sentence for people, the engine's own words as detail. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence, safe to show. */
  readonly message: string;
  /** The engine's or the system's own words, shown monospace below the sentence. */
  readonly detail?: string;
  /** What the person can do about it. */
  readonly nextStep?: string;
  /** The field of the form that it is about, as that slice names its fields. */
  readonly field?: string;
}

/** The one error class that layers throw on purpose; anything else that is thrown counts as `internal`. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Makes a ProblemError from its parts. */
export function problem(
  code: ProblemCode,
  message: string,
  more: Omit<Problem, 'code' | 'message'> = {},
): ProblemError {
  return new ProblemError({ code, message, ...more });
}

/** The Problem behind any thrown value; unknown errors become `internal` with their message as detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (isAbort(error)) return { code: 'cancelled', message: 'Cancelled.' };
  return { code: 'internal', message: 'Something went wrong inside Gantry.', detail: describe(error) };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
