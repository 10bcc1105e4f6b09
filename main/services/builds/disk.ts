import { ProblemError, problem } from '../../../app/problem.ts';

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

function unreadable(path: string, error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = isCoded(error) ? error.code : '';
  if (code === 'ENOENT' || code === 'ELOOP') return changed(path);
  const denied = code === 'EACCES' || code === 'EPERM';
  return problem(denied ? 'permission-denied' : 'internal', 'A file of the folder cannot be read.', {
    detail: error instanceof Error ? error.message : path,
    nextStep: 'Make it readable, or name it in .dockerignore.',
  });
}

/** Whether an error carries a code of the system. */
export function isCoded(error: unknown): error is { readonly code: string } {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}
