import { ProblemError, problem } from '../../../app/rpc/problem.ts';
import { codeOf, diskProblem } from '../../disk/disk-problem.ts';

/** Work on a file of the context; what goes wrong names the file. */
export async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The file is not what it was a moment ago. */
export function changed(path: string): ProblemError {
  return problem('conflict', 'context-changed', { detail: path });
}

/** What only became a link, a pipe or nothing since it was looked at has changed; Node cannot name all that was there. */
function unreadable(path: string, error: unknown): ProblemError {
  const found = diskProblem(error, 'context-file-unreadable');
  const { code } = found.problem;
  if (code === 'not-found' && path.includes('\uFFFD')) {
    return problem('unsupported', 'context-name-not-utf8', { detail: path });
  }
  const isOther = code === 'invalid-input' && codeOf(error) !== 'ENAMETOOLONG';
  if (code === 'not-found' || code === 'unsupported' || isOther) return changed(path);
  if (code === 'conflict') return found;
  return new ProblemError({ detail: path, ...found.problem });
}
