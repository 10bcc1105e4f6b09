import type { CacheRecord } from '../../../../app/build/cache.ts';

/** For how long records were not used. */
export const idles = ['any', 'day', 'week', 'month'] as const;
export type Idle = (typeof idles)[number];

/** In ms. */
const least: Readonly<Record<Idle, number>> = { any: 0, day: 86_400_000, week: 7 * 86_400_000, month: 30 * 86_400_000 };

export const cacheOrders = ['size', 'used', 'made'] as const;
export type CacheOrder = (typeof cacheOrders)[number];

/** Largest first, or longest ago first. */
const weights: Readonly<Record<CacheOrder, (record: CacheRecord) => number>> = {
  size: ({ size }) => -size,
  used: lastUse,
  made: ({ created }) => created,
};

/** The records that nobody uses now and has not used for a time, in an order. Times in ms since the epoch. */
export function shownOf(
  records: readonly CacheRecord[],
  { idle, order }: { readonly idle: Idle; readonly order: CacheOrder },
  now: number,
): readonly CacheRecord[] {
  const weight = weights[order];
  return records
    .filter((record) => !record.inUse && lastUse(record) <= now - least[idle])
    .toSorted((a, b) => weight(a) - weight(b));
}

function lastUse({ lastUsed, created }: CacheRecord): number {
  return lastUsed ?? created;
}
