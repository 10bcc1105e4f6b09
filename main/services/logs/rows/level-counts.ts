import { type LogLevel, logLevels } from '../../../../app/logs.ts';
import { wordsPerLine } from '../../../engine/ports/log-block.ts';
import { levelSlot, RowFlag } from './flags.ts';

/** Lines without a level come first, then each level as in `logLevels`. */
const slots = logLevels.length + 1;

/** How many lines there are of each level, by `levelSlot`. Marks are no lines. */
export type LevelTally = Uint32Array;

export function emptyTally(): LevelTally {
  return new Uint32Array(slots);
}

/** The lines of an index by their levels. */
export function tallyOf(index: Uint32Array): LevelTally {
  const tally = emptyTally();
  for (let word = wordsPerLine - 1; word < index.length; word += wordsPerLine) {
    const flags = index[word] ?? 0;
    if ((flags & RowFlag.mark) === 0) tallyLine(tally, flags);
  }
  return tally;
}

/** One line more. */
export function tallyLine(tally: LevelTally, flags: number): void {
  const slot = levelSlot(flags);
  tally[slot] = (tally[slot] ?? 0) + 1;
}

/** What a file tells of so many lines; undefined if it tells nothing, or what cannot be. */
export function readTally(told: readonly number[] | undefined, lines: number): LevelTally | undefined {
  if (told?.length !== slots || told.reduce((sum, count) => sum + count, 0) !== lines) return undefined;
  return Uint32Array.from(told);
}

/** Several together; undefined as long as one is not known. */
export function sumOfTallies(tallies: Iterable<LevelTally | undefined>): LevelTally | undefined {
  const sum = emptyTally();
  for (const tally of tallies) {
    if (!tally) return undefined;
    for (let slot = 0; slot < slots; slot++) sum[slot] = (sum[slot] ?? 0) + (tally[slot] ?? 0);
  }
  return sum;
}

/** As the page is told. */
export function countsOf(tally: LevelTally): Record<LogLevel, number> {
  const [, trace = 0, debug = 0, info = 0, warn = 0, error = 0, fatal = 0] = tally;
  return { trace, debug, info, warn, error, fatal };
}
