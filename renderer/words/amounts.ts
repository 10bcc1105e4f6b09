import { formatFigure } from './language/figures.ts';
import { bytesIn } from './language/units.ts';
import { words } from './words.ts';

/** Bytes as people read them, in the binary units that `docker stats` uses: `1.5 MiB`. */
export const formatBytes = bytesIn(words.units);

/** A share of one core: `0.3 %`, `12 %`, `215 %`. */
export function formatPercent(percent: number): string {
  return words.units.percent({ n: formatFigure(percent, percent < 10 ? 1 : 0) });
}
