import { type ProblemCode, ProblemError, problem } from '../../../app/problem.ts';
import { list, type Raw, records, text } from '../../json.ts';
import type { EngineHttp } from './http.ts';

/** Names in one sentence; beyond that only how many. */
const mostNames = 5;

/** Runs a request about one object; what is said about a container where only the status is known, is said about it. */
export async function about<T>(noun: string, run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const message = sentences[error.problem.code]?.(noun);
    throw message === undefined ? error : new ProblemError({ ...error.problem, message });
  }
}

const sentences: Partial<Record<ProblemCode, (noun: string) => string>> = {
  'not-found': (noun) => `The engine does not know this ${noun} any more.`,
  conflict: (noun) => `The ${noun} is not in a state that allows this.`,
};

/** Names of the containers, running or not, that an engine finds for a filter and that `fits` takes. */
export async function containersWith(
  http: EngineHttp,
  filters: Readonly<Record<string, readonly string[]>>,
  signal: AbortSignal,
  fits: (row: Raw) => boolean = () => true,
): Promise<string[]> {
  const query = { all: 1, filters: JSON.stringify(filters) };
  return records(await http.list({ method: 'GET', path: '/containers/json', query }, signal))
    .filter(fits)
    .map((row) => text(list(row['Names'])[0]).replace(/^\//, '') || text(row['Id']).slice(0, 12));
}

/** The problem of removing what containers use. `detail` are the engine's own words. */
export function inUse(noun: string, users: readonly string[], detail: string | undefined): ProblemError {
  const named = users.slice(0, mostNames).join(', ');
  const more = users.length > mostNames ? ` and ${users.length - mostNames} more` : '';
  const [which, them] = users.length === 1 ? ['container', 'that container'] : ['containers', 'those containers'];
  return problem('in-use', `The ${noun} is in use by the ${which} ${named}${more}.`, {
    ...(detail === undefined ? {} : { detail }),
    nextStep: noun === 'network' ? `Disconnect or remove ${them} first.` : `Remove ${them} first.`,
  });
}
