import type { Params } from '../../../app/rpc/problem.ts';

/**
 * A text with what it names filled in.
 * @param text a text of the words, or the function that makes it. Its own type has held where it is said; here it came
 *   over the wire
 */
export function filled(text: unknown, params: Params): string {
  return typeof text === 'function' ? String((text as (params: Params) => unknown)(params)) : String(text);
}
