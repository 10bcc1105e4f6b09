import { type Field, readFields } from './protobuf.ts';

/** The messages inside of fields of a number. */
export function messages(fields: readonly Field[], wanted: number): Field[][] {
  return fields.filter(({ number }) => number === wanted).map(({ bytes }) => readFields(bytes));
}

/** The last text of a number; '' where there is none. */
export function string(fields: readonly Field[], wanted: number): string {
  const bytes = fields.findLast(({ number }) => number === wanted)?.bytes;
  return bytes ? decode(bytes) : '';
}

/** Every text of a number. */
export function strings(fields: readonly Field[], wanted: number): string[] {
  return fields.filter(({ number }) => number === wanted).map(({ bytes }) => decode(bytes));
}

/** The last number of a number; 0 where there is none. */
export function number(fields: readonly Field[], wanted: number): number {
  return fields.findLast(({ number }) => number === wanted)?.value ?? 0;
}

/** google.protobuf.Timestamp → ms since the epoch. */
export function time(fields: readonly Field[], wanted: number): number | undefined {
  const bytes = fields.findLast(({ number }) => number === wanted)?.bytes;
  if (!bytes) return undefined;
  const inner = readFields(bytes);
  return number(inner, 1) * 1000 + Math.floor(number(inner, 2) / 1e6);
}

/** A map of texts. */
export function map(fields: readonly Field[], wanted: number): Readonly<Record<string, string>> {
  return Object.fromEntries(messages(fields, wanted).map((entry) => [string(entry, 1), string(entry, 2)]));
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
