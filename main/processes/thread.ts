import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/**
 * Starts a thread on a program of ours: a bundle (`.cjs`), or a file that loads it from source.
 * @param memory what it may keep, in MiB; with more it ends with an error
 */
export function startThread(program: string, memory: number): Worker {
  const options = { resourceLimits: { maxOldGenerationSizeMb: memory } };
  if (!program.endsWith('.cjs')) return new Worker(program, options);
  // As text, because a thread cannot be started from within an archive, and nothing vouches for what lies outside of it.
  return new Worker(readFileSync(program, 'utf8'), { ...options, eval: true });
}
