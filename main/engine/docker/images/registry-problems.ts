import type { PlainReason } from '../../../../app/reasons/reasons.ts';
import { type ProblemCode, ProblemError, problem, toProblem } from '../../../../app/rpc/problem.ts';

/**
 * What a registry said, which engines pass on as words: inside a stream after a good status, or with 500, where no status
 * tells the causes apart. The words are those of the registry protocol's error codes and of Go's network errors.
 */
const causes: readonly (readonly [RegExp, ProblemCode, PlainReason])[] = [
  [/no space left on device/i, 'no-space', 'disk-full'],
  [
    /unauthorized|authentication required|no basic auth credentials|incorrect username or password|status: 401/i,
    'unauthorized',
    'login-wanted',
  ],
  [/denied|status: 403/i, 'unauthorized', 'registry-denies'],
  [
    /manifest (for .+ )?(unknown|not found)|name unknown|no matching manifest|repository .+ not found|not found: manifest/i,
    'not-found',
    'registry-no-image',
  ],
  [/image does not exist locally|no such image|tag does not exist/i, 'not-found', 'registry-engine-no-image'],
  [/server gave HTTP response to HTTPS client/i, 'unsupported', 'registry-no-tls'],
  [/x509|certificate/i, 'unauthorized', 'registry-distrusted'],
  [
    /connection refused|connection reset|no such host|i\/o timeout|network is unreachable|broken pipe|\bEOF\b|TLS handshake|deadline exceeded|Client\.Timeout|status: 50[234]|server misbehaving/i,
    'timeout',
    'registry-away',
  ],
];

/** A failure of a transfer in the words of this app; what has nothing to do with a registry stays as it is. */
export function registryProblem(error: unknown): ProblemError {
  const { code, detail } = toProblem(error);
  const found = error instanceof ProblemError ? error : new ProblemError(toProblem(error));
  if (code === 'cancelled' || code === 'engine-unreachable' || code === 'timeout') return found;
  const more = detail === undefined ? {} : { detail };
  const [, known, reason] = causes.find(([words]) => words.test(detail ?? '')) ?? [];
  // A private image and a missing one look the same to a stranger: 404, with `denied` among the words.
  if (code === 'not-found' && (known === undefined || known === 'unauthorized')) {
    return problem('not-found', 'image-hidden', more);
  }
  if (known && reason) return problem(known, reason, more);
  if (code === 'unauthorized') return problem('unauthorized', 'login-refused', more);
  return code === 'internal' ? problem('internal', 'transfer-failed', more) : found;
}

/** A failure to load an archive: an engine says 500 or an error in its stream whatever is wrong with it. */
export function loadProblem(error: unknown): ProblemError {
  const known = error instanceof ProblemError ? error : new ProblemError(toProblem(error));
  const { code, detail = '' } = known.problem;
  if (code !== 'internal' && code !== 'invalid-input') return known;
  if (/no space left on device/i.test(detail)) return problem('no-space', 'archive-disk-full', { detail });
  return problem('invalid-input', 'archive-invalid', { detail });
}
