import type { PlainReason } from '../../app/reasons/reasons.ts';
import { type Problem, ProblemError, problem } from '../../app/rpc/problem.ts';

/** Whether an error carries a code of the system, such as `ENOENT`. */
export function isCoded(error: unknown): error is { readonly code: string } {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}

/** The system's code of an error, or ''. */
export function codeOf(error: unknown): string {
  return isCoded(error) ? error.code : '';
}

/**
 * What the disk says, in our words; the one place that knows its codes. A ProblemError stays what it is.
 * @param reason where the code says no more than that it did not work
 * @param more what is known beside it; `detail` is the system's own words unless given
 */
export function diskProblem(
  error: unknown,
  reason: PlainReason,
  more: Pick<Problem, 'detail' | 'field'> = {},
): ProblemError {
  if (error instanceof ProblemError) return error;
  const parts = { detail: error instanceof Error ? error.message : String(error), ...more };
  switch (codeOf(error)) {
    case 'ENOENT':
      return problem('not-found', 'no-such-file', parts);
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return problem('invalid-input', reason, parts);
    case 'ENXIO':
    case 'ENODEV':
      // What opening a socket, or a device that is not there, says.
      return problem('unsupported', 'not-a-file', parts);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return problem('permission-denied', reason, parts);
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return problem('no-space', 'disk-full', parts);
    default:
      return problem('internal', reason, parts);
  }
}
