import { once } from '../../../app/text/once.ts';

/**
 * Numbers as the person's locale writes them. Made once per form, and only when used: making one takes longer than
 * thousands of numbers.
 */
const whole = once(() => new Intl.NumberFormat());
const fixed = [0, 1].map((digits) =>
  once(
    () =>
      new Intl.NumberFormat(undefined, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false,
      }),
  ),
);

/** A whole number in the person's locale: `1,234`, `1.234`. */
export function formatNumber(n: number): string {
  return whole().format(n);
}

/** A number in the person's locale as it stands before a unit: rounded to so many digits, not grouped: `1023`, `1.5`. */
export function formatFigure(value: number, digits: 0 | 1): string {
  return fixed[digits]?.().format(value) ?? value.toFixed(digits);
}
