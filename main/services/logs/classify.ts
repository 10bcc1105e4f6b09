import { levelFlag, levelOf, RowFlag } from './flags.ts';
import { levelIn } from './level.ts';
import { isTraceLine } from './trace.ts';

/**
 * What the line `bytes[from…to)` is, as flags of `flags.ts`: its level, and whether it belongs to a stack trace, given
 * the flags of the line before it. A line of a trace has the level of the one that begins it.
 */
export function classify(bytes: Uint8Array, from: number, to: number, previous: number): number {
  const goesOn = (previous & RowFlag.trace) !== 0;
  if (isTraceLine(bytes, from, to, goesOn)) return levelFlag(levelOf(previous)) | RowFlag.trace;
  return levelFlag(levelIn(bytes, from, to));
}
