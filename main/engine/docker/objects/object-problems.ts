import type { Noun } from '../../../../app/reasons/engine.ts';
import { ProblemError, problem } from '../../../../app/rpc/problem.ts';
import { list, type Raw, records, text } from '../../../base/json.ts';
import type { EngineHttp } from '../http/http.ts';

/** Names in one sentence; beyond that only how many. */
const mostNames = 5;

/** Runs a request about one object; what is said about a container where only the status is known, is said about it. */
export async function about<T>(noun: Noun, run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code } = error.problem;
    if (code !== 'not-found' && code !== 'conflict') throw error;
    const reason = code === 'conflict' ? 'object-state' : 'object-gone';
    throw new ProblemError({ ...error.problem, reason, params: { noun } });
  }
}

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
export function inUse(noun: Noun, users: readonly string[], detail: string | undefined): ProblemError {
  const names = users.slice(0, mostNames).join(', ');
  const more = Math.max(0, users.length - mostNames);
  return problem('in-use', 'object-in-use', {
    params: { noun, names, count: users.length, more },
    ...(detail === undefined ? {} : { detail }),
  });
}
