import { isRecord } from '../../../../base/json.ts';

/** Whether two values of JSON say the same, in whichever order their fields stand. */
export function isSame(a: unknown, b: unknown): boolean {
  return ordered(a) === ordered(b);
}

/** JSON with the fields of each object in the order of their names; '' for what is none. */
export function ordered(value: unknown): string {
  return (
    JSON.stringify(value, (_, one: unknown) =>
      isRecord(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one,
    ) ?? ''
  );
}

/** Nothing at all: of engines' JSON, what is missing, empty or zero. */
export function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return !value;
}
