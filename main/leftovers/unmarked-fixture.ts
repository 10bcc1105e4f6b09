import type { Marked } from './left-running.ts';

/** Runs a program without a mark, for tests. */
export const unmarked: Marked = (env, run) => run(env);
