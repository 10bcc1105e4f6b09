import * as z from 'zod/mini';

/** Of a record of the cache. */
export const CacheId = z.string().check(z.regex(/^[\w:.-]+$/), z.maxLength(200));

/** Something that a builder keeps, so as not to do it again. */
export interface CacheRecord {
  readonly id: string;
  /** What it stands for, in the builder's words, e.g. `mount / from exec /bin/sh -c make`. */
  readonly description: string;
  /** In bytes, on the disk. */
  readonly size: number;
  /** ms since the epoch. */
  readonly created: number;
  /** ms since the epoch; absent where it was never used again. */
  readonly lastUsed?: number;
  /** How often it spared something. */
  readonly uses: number;
  /** A build is using it now. */
  readonly inUse: boolean;
  /** An image has the same bytes: they stay when it goes. */
  readonly shared: boolean;
  /** Ids of the records that it is built on. */
  readonly parents: readonly string[];
}

/** What becomes of records that are to go. */
export interface Removal {
  /** Those that go, each before the ones that it is built on. */
  readonly going: readonly string[];
  /** In bytes; what images share stays. */
  readonly bytes: number;
  /** Those that stay although they were chosen: in use, or something that stays is built on them. */
  readonly held: number;
}

/** What goes when these are to go: a builder removes nothing that something else is built on. */
export function removalOf(records: readonly CacheRecord[], chosen: ReadonlySet<string>): Removal {
  const byId = new Map(records.map((record) => [record.id, record]));
  // How many that have not gone are built on each.
  const children = new Map<string, number>();
  for (const { parents } of records) for (const id of parents) children.set(id, (children.get(id) ?? 0) + 1);
  const isFree = ({ id, inUse }: CacheRecord) => chosen.has(id) && !inUse && (children.get(id) ?? 0) === 0;
  const going = records.filter(isFree);
  // It grows while it is gone through.
  for (const { parents } of going) {
    for (const id of parents) {
      children.set(id, (children.get(id) ?? 0) - 1);
      const parent = byId.get(id);
      if (parent && isFree(parent)) going.push(parent);
    }
  }
  const bytes = going.reduce((sum, { size, shared }) => sum + (shared ? 0 : size), 0);
  const known = records.filter(({ id }) => chosen.has(id)).length;
  return { going: going.map(({ id }) => id), bytes, held: known - going.length };
}
