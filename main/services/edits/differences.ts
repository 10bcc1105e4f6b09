import type { EditChange } from '../../../app/edits.ts';
import { isRecord } from '../../base/json.ts';

/** More is nothing that a person reads. */
const most = 200;
/** Of a value as JSON, in characters. */
const longest = 20_000;

/** Where two values of JSON differ, field by field; of lists, the items that only one of them has. */
export function differences(before: unknown, after: unknown): EditChange[] {
  return [...differing(before, after, '')].slice(0, most);
}

function* differing(before: unknown, after: unknown, field: string): Generator<EditChange> {
  if (JSON.stringify(before) === JSON.stringify(after) || (isNothing(before) && isNothing(after))) return;
  if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* differing(before[key], after[key], field === '' ? key : `${field}.${key}`);
    }
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [gone, fresh] = [without(before, after), without(after, before)];
    // Of those that stand in another order only, all are told.
    if (gone.length + fresh.length > 0) yield { field, ...said('before', gone), ...said('after', fresh) };
    else yield { field, before, after };
    return;
  }
  yield { field, ...said('before', before), ...said('after', after) };
}

/** Engines say what nobody asked for in one way or another. */
function isNothing(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return !value;
  return Object.keys(value).length === 0;
}

function without(all: readonly unknown[], those: readonly unknown[]): unknown[] {
  const there = new Set(those.map((one) => JSON.stringify(one)));
  return all.filter((one) => !there.has(JSON.stringify(one)));
}

function said(key: 'before' | 'after', value: unknown): Partial<EditChange> {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return {};
  const json = JSON.stringify(value);
  return { [key]: json.length > longest ? `${json.slice(0, longest)}…` : value };
}
