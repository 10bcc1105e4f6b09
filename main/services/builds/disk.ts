import { type ProblemError, problem } from '../../../app/problem.ts';
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
  return problem('conflict', 'A file changed while it was being sent.', { detail: path, nextStep: 'Build again.' });
}

/** What only became a link, a pipe or nothing since it was looked at has changed; Node cannot name all that was there. */
function unreadable(path: string, error: unknown): ProblemError {
  const found = diskProblem(error, 'A file of the folder cannot be read.');
  const { code, message, detail = path } = found.problem;
  if (code === 'not-found' && path.includes('\uFFFD')) {
    return problem('unsupported', 'A name in the folder is not text in UTF-8.', { detail: path, nextStep: rename });
  }
  const isOther = code === 'invalid-input' && codeOf(error) !== 'ENAMETOOLONG';
  if (code === 'not-found' || code === 'unsupported' || isOther) return changed(path);
  if (code === 'conflict') return found;
  return problem(code, message, { detail, nextStep: 'Make it readable, or name it in .dockerignore.' });
}

const rename = 'Rename it, or name the folder that it is in in .dockerignore.';
