import { type LogLevel, type LogLevelCounts, logLevels } from '../../../app/logs.ts';
import { formatNumber } from '../../words/language/figures.ts';

/** From what is worst on. */
export const worstFirst: readonly LogLevel[] = logLevels.toReversed();
/** Those that have their place in the bar whether there are such lines or not. */
const usual: readonly LogLevel[] = ['error', 'warn', 'info'];

/** The levels to name where there is room for `most` of them, worst first. */
export function namedLevels(
  counts: LogLevelCounts | undefined,
  chosen: readonly LogLevel[],
  most: number,
): readonly LogLevel[] {
  const there = worstFirst.filter((level) => (counts?.[level] ?? 0) > 0);
  // What is chosen is to be seen, and to be taken back, wherever it is.
  const named = [...new Set([...worstFirst.filter((level) => chosen.includes(level)), ...usual, ...there])].slice(
    0,
    most,
  );
  return worstFirst.filter((level) => named.includes(level));
}

/** A count in four characters: `12`, `1.2k`, `940k`, `3.4M`. */
export function shortCount(n: number): string {
  if (n < 1000) return formatNumber(n);
  const [value, unit] = n < 999_500 ? [n / 1e3, 'k'] : [n / 1e6, 'M'];
  return `${formatNumber(value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value))}${unit}`;
}
