import { levelFlag, levelOf, RowFlag } from '../rows/flags.ts';
import type { Classify } from '../store/segment.ts';
import { levelIn } from './level.ts';
import { levelOfStatus } from './level-access.ts';
import { isTraceLine } from './trace.ts';

/**
 * Tells what a line is, as flags of `flags.ts`: its level, and whether it belongs to a stack trace, given the flags of
 * the line before it. A line of a trace has the level of the one that begins it.
 * @param byStatus whether a logged request has the level of its status; asked for each line, as it may change
 */
export function classifier(byStatus: () => boolean): Classify {
  return (bytes, from, to, previous) => {
    const goesOn = (previous & RowFlag.trace) !== 0;
    if (isTraceLine(bytes, from, to, goesOn)) return levelFlag(levelOf(previous)) | RowFlag.trace;
    return levelFlag(levelIn(bytes, from, to) ?? (byStatus() ? levelOfStatus(bytes, from, to) : undefined));
  };
}
