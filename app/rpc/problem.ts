import * as z from 'zod/mini';
import type { Reason, Reasons } from '../reasons/reasons.ts';

/**
 * What can go wrong, as data that crosses the wire. Docker's status codes are mapped to these in one file
 * (`main/engine/docker/http/problems.ts`).
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

/** What a sentence names: texts of anybody, shown as they are, and numbers. */
export const Params = z.record(z.string(), z.union([z.string(), z.number()]));
export type Params = Readonly<z.infer<typeof Params>>;

/** Why something is so. The page has the sentence (`renderer/words/`), and the next step. */
export interface Cause {
  readonly reason: Reason;
  readonly params: Params;
  /** The engine's or the system's own words, shown monospace below the sentence. */
  readonly detail?: string;
}

/** A failure as it crosses the wire: a code for programs, a reason with what it names for people. */
export interface Problem extends Cause {
  readonly code: ProblemCode;
  /** What it comes from; stands where the detail would. */
  readonly because?: Cause;
  /** The field of the form that it is about, as that slice names its fields. */
  readonly field?: string;
}

/** Which reasons there are, only the types know; the page has a sentence for one that it does not. */
const ReasonText = z.string() as unknown as z.ZodMiniType<Reason, string>;
const causeFields = { reason: ReasonText, params: Params, detail: z.exactOptional(z.string()) };

/** A cause that comes from a file or over the wire. A reason that nobody knows (any more) is worded as one. */
export const Cause = z.object(causeFields);

const WireProblem = z.object({
  ...causeFields,
  code: z.enum(problemCodes),
  because: z.exactOptional(Cause),
  field: z.exactOptional(z.string()),
});

/** The one error class that layers throw on purpose; anything else that is thrown counts as `internal`. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    // For logs: the sentence is the page's.
    super(`${problem.code}: ${inShort(problem)}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

type ParamsOf<R extends Reason> = keyof Reasons[R] extends never ? [] : [params: Reasons[R] & Params];
type More = Pick<Problem, 'detail' | 'because' | 'field'>;
type MoreOf<R extends Reason> = keyof Reasons[R] extends never
  ? [more?: More]
  : [more: More & { readonly params: Reasons[R] & Params }];

/** Makes a ProblemError from its parts. */
export function problem<R extends Reason>(code: ProblemCode, reason: R, ...[more]: MoreOf<R>): ProblemError {
  return new ProblemError({ code, reason, params: {}, ...more });
}

/** Makes a Cause from its parts. */
export function cause<R extends Reason>(reason: R, ...[params]: ParamsOf<R>): Cause {
  return { reason, params: params ?? {} };
}

/** The Problem behind any thrown value; unknown errors become `internal` with their message as detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (isAbort(error)) return { code: 'cancelled', ...cause('cancelled') };
  return { code: 'internal', ...cause('unforeseen'), detail: describe(error) };
}

/** The cause in a problem, without what is for programs and forms. */
export function causeOf({ reason, params, detail }: Problem): Cause {
  return detail === undefined ? { reason, params } : { reason, params, detail };
}

/** A problem as it came over the wire; what is none is `internal`. */
export function readProblem(value: unknown): Problem {
  const read = WireProblem.safeParse(value);
  return read.success ? read.data : { code: 'internal', ...cause('answer-invalid') };
}

/** A cause for a log or a terminal: its reason, and what it names. */
export function inShort({ reason, params, detail }: Cause): string {
  const named = Object.keys(params).length === 0 ? '' : ` ${JSON.stringify(params)}`;
  return `${reason}${named}${detail === undefined ? '' : `: ${detail}`}`;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
