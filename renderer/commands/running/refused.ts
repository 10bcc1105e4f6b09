import { cause, type Problem } from '../../../app/rpc/problem.ts';

/** That something cannot be done as things are: `why` is a sentence. */
export function refused(why: string): Problem {
  return { code: 'conflict', ...cause('refused', { why }) };
}
