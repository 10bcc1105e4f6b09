import { formatFigure } from './figures.ts';

/** A figure with its unit, in the order of a language. */
export type Unit = (figure: { readonly n: string }) => string;

/** How a language writes units, in their short forms. */
export interface UnitWords {
  /** Binary units, those that `docker stats` uses: each is 1024 of the one before, the first is bytes. */
  readonly bytes: readonly [Unit, ...Unit[]];
  readonly percent: Unit;
  readonly milliseconds: Unit;
  readonly seconds: Unit;
  readonly minutes: Unit;
  readonly hours: Unit;
  readonly days: Unit;
  readonly weeks: Unit;
  readonly months: Unit;
  readonly years: Unit;
}

/** Writes bytes as people of a language read them: `1.5 MiB`. */
export function bytesIn({ bytes: units }: Pick<UnitWords, 'bytes'>): (bytes: number) => string {
  return (bytes) => {
    let value = bytes;
    let at = 0;
    while (value >= 1024 && at < units.length - 1) {
      value /= 1024;
      at += 1;
    }
    const write = units[at] ?? units[0];
    return write({ n: formatFigure(value, at === 0 || value >= 100 ? 0 : 1) });
  };
}
