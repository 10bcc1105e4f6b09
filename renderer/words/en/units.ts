import { bytesIn, type Unit, type UnitWords } from '../language/units.ts';

const after =
  (unit: string): Unit =>
  ({ n }) =>
    `${n} ${unit}`;

/** Figures with their units. */
export const unitWords: UnitWords = {
  bytes: [after('B'), after('KiB'), after('MiB'), after('GiB'), after('TiB'), after('PiB')],
  percent: after('%'),
  milliseconds: after('ms'),
  seconds: after('s'),
  minutes: after('min'),
  hours: after('h'),
  days: after('d'),
  weeks: after('w'),
  months: after('mo'),
  years: after('y'),
};

/** Bytes within an English text: `1.5 MiB`. */
export const formatBytes = bytesIn(unitWords);
