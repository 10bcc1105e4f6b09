import { isRecord } from '../../../../base/json.ts';
import { isNothing, isSame, ordered } from './same.ts';

/**
 * Carries a change over to what it was not made on: of whatever `before` and `after` say alike, `raw` stays as it is. Lists
 * lose the items that are gone and gain the new ones, objects field by field.
 * @returns undefined where nothing is left of it
 */
export function merge(raw: unknown, before: unknown, after: unknown): unknown {
  if (isSame(before, after)) return raw;
  if (isNothing(raw) || isSame(raw, before)) return after;
  if (Array.isArray(raw) && isListOrNone(before) && isListOrNone(after))
    return mergeLists(raw, before ?? [], after ?? []);
  if (isRecord(raw) && isRecordOrNone(before) && isRecordOrNone(after))
    return mergeRecords(raw, before ?? {}, after ?? {});
  return after;
}

/** See `merge`. */
export function mergeRecords(
  raw: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const keys = new Set([...Object.keys(raw), ...Object.keys(before), ...Object.keys(after)]);
  const merged = Array.from(keys, (key) => [key, merge(raw[key], before[key], after[key])] as const);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

function mergeLists(raw: readonly unknown[], before: readonly unknown[], after: readonly unknown[]): unknown[] {
  const [was, is] = [new Set(before.map(ordered)), new Set(after.map(ordered))];
  const kept = raw.filter((item) => !was.has(ordered(item)) || is.has(ordered(item)));
  const there = new Set(kept.map(ordered));
  return [...kept, ...after.filter((item) => !there.has(ordered(item)))];
}

function isListOrNone(value: unknown): value is readonly unknown[] | undefined {
  return value === undefined || Array.isArray(value);
}

function isRecordOrNone(value: unknown): value is Readonly<Record<string, unknown>> | undefined {
  return value === undefined || isRecord(value);
}
