import type { LogSourceState } from '../../../../app/logs.ts';

/** Colours that sources are told apart by; the stylesheets have one for each number below this. */
export const mostColors = 8;

/**
 * A colour's number for each source, by its index: that of its log, so that a container has the same wherever it is shown,
 * unless one before it has that already.
 */
export function sourceColors(sources: readonly Pick<LogSourceState, 'index' | 'log'>[]): ReadonlyMap<number, number> {
  const colors = new Map<number, number>();
  const taken = new Set<number>();
  for (const { index, log } of sources) {
    let color = Number.parseInt(log.slice(0, 8), 16) % mostColors;
    while (taken.has(color) && taken.size < mostColors) color = (color + 1) % mostColors;
    taken.add(color);
    colors.set(index, color);
  }
  return colors;
}
