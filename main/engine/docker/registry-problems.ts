import { ProblemError, problem, toProblem } from '../../../app/problem.ts';

/**
 * What a registry said, which engines pass on as words: inside a stream after a good status, or with 500, where no status
 * tells the causes apart. The words are those of the registry protocol's error codes and of Go's network errors.
 */
const causes: readonly (readonly [RegExp, () => [Parameters<typeof problem>[0], string, string]])[] = [
  [/no space left on device/i, () => ['no-space', 'The disk is full.', 'Free some space, then try again.']],
  [
    /unauthorized|authentication required|no basic auth credentials|incorrect username or password|status: 401/i,
    () => ['unauthorized', 'The registry refused the login, or wants one.', 'Log in to the registry, then try again.'],
  ],
  [
    /denied|status: 403/i,
    () => ['unauthorized', 'The registry does not allow this.', 'Log in as somebody who may, or check the name.'],
  ],
  [
    /manifest (for .+ )?(unknown|not found)|name unknown|no matching manifest|repository .+ not found|not found: manifest/i,
    () => ['not-found', 'The registry has no such image.', 'Check the name, the tag and the platform.'],
  ],
  [
    /image does not exist locally|no such image|tag does not exist/i,
    () => ['not-found', 'The engine has no such image.', 'Check the name and the tag.'],
  ],
  [
    /server gave HTTP response to HTTPS client/i,
    () => ['unsupported', 'The registry does not speak TLS.', 'Name it in the engine’s insecure-registries.'],
  ],
  [
    /x509|certificate/i,
    () => ['unauthorized', 'The engine does not trust the registry’s certificate.', 'Give the engine its certificate.'],
  ],
  [
    /connection refused|connection reset|no such host|i\/o timeout|network is unreachable|broken pipe|\bEOF\b|TLS handshake|deadline exceeded|Client\.Timeout|status: 50[234]|server misbehaving/i,
    () => ['timeout', 'The registry cannot be reached.', 'Check its address, and that it runs.'],
  ],
];

/** A failure of a transfer in the words of this app; what has nothing to do with a registry stays as it is. */
export function registryProblem(error: unknown): ProblemError {
  const { code, message, detail } = toProblem(error);
  const known = error instanceof ProblemError ? error : new ProblemError(toProblem(error));
  if (code === 'cancelled' || code === 'engine-unreachable' || code === 'timeout') return known;
  const more = detail === undefined ? {} : { detail };
  const cause = causes.find(([words]) => words.test(detail ?? ''))?.[1]();
  // A private image and a missing one look the same to a stranger: 404, with `denied` among the words.
  if (code === 'not-found' && (cause === undefined || cause[0] === 'unauthorized')) {
    const nextStep = 'Check the name and the tag; for a private image, log in first.';
    return problem('not-found', 'There is no such image, or you may not see it.', { ...more, nextStep });
  }
  if (cause) return problem(cause[0], cause[1], { ...more, nextStep: cause[2] });
  if (code === 'unauthorized') {
    return problem('unauthorized', 'The registry refused the login.', { ...more, nextStep: 'Log in again.' });
  }
  return code === 'internal' ? problem('internal', 'The transfer failed.', more) : problem(code, message, more);
}

/** A failure to load an archive: an engine says 500 or an error in its stream whatever is wrong with it. */
export function loadProblem(error: unknown): ProblemError {
  const known = error instanceof ProblemError ? error : new ProblemError(toProblem(error));
  const { code, detail = '' } = known.problem;
  if (code !== 'internal' && code !== 'invalid-input') return known;
  if (/no space left on device/i.test(detail))
    return problem('no-space', 'The disk of the engine is full.', { detail });
  return problem('invalid-input', 'The engine could not read images from this file.', {
    detail,
    nextStep: 'It has to be an archive made by docker save.',
  });
}
