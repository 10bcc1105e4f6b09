import type { LogId } from '../../../../app/logs.ts';

/** How much is kept of logs, all of it in steps of a segment. */
export interface SpoolLimits {
  /** Bytes of one log. */
  readonly log: number;
  /** Bytes of all logs. */
  readonly total: number;
  /** ms since rows were written to disk. */
  readonly age: number;
}

export const defaultLimits: SpoolLimits = {
  log: 256 * 1024 * 1024,
  total: 2 * 1024 * 1024 * 1024,
  age: 7 * 24 * 60 * 60 * 1000,
};

/** A piece of a log that can go. */
export interface Part {
  /** Bytes of text and index. */
  readonly size: number;
  /** When its last row was appended, ms since the epoch. */
  readonly written: number;
}

export interface Account {
  readonly id: LogId;
  /** Oldest first: they go in this order. */
  readonly parts: readonly Part[];
  /** Bytes of what cannot go. */
  readonly rest: number;
}

/** How many of its oldest parts each log has to give up for all bounds to hold; logs that need not are left out. */
export function overBudget(accounts: readonly Account[], limits: SpoolLimits, now: number): ReadonlyMap<LogId, number> {
  const given = new Map<LogId, number>();
  let total = 0;
  for (const { id, parts, rest } of accounts) {
    let size = parts.reduce((sum, part) => sum + part.size, rest);
    let count = 0;
    for (const part of parts) {
      if (size <= limits.log && part.written >= now - limits.age) break;
      size -= part.size;
      count++;
    }
    if (count > 0) given.set(id, count);
    total += size;
  }
  while (total > limits.total) {
    const oldest = oldestPart(accounts, given);
    if (!oldest) break;
    total -= oldest.part.size;
    given.set(oldest.id, (given.get(oldest.id) ?? 0) + 1);
  }
  return given;
}

function oldestPart(accounts: readonly Account[], given: ReadonlyMap<LogId, number>) {
  let oldest: { readonly id: LogId; readonly part: Part } | undefined;
  for (const { id, parts } of accounts) {
    const part = parts[given.get(id) ?? 0];
    if (part && (!oldest || part.written < oldest.part.written)) oldest = { id, part };
  }
  return oldest;
}
