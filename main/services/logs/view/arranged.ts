import type { LogRow } from '../../../../app/logs.ts';
import { lineCount } from '../../../engine/ports/log-block.ts';
import { toRow } from '../rows/log-rows.ts';
import type { SpoolRows } from '../rows/rows.ts';
import type { Spool } from '../store/spool.ts';
import type { Order, Place } from './order.ts';

/** Rows read at once: one may be a megabyte long. */
const readStep = 50;

/**
 * Rows in an order, and the very logs that its places count in. A log's rows never get other numbers, so these places
 * mean the same lines for as long as somebody holds this, also when the view has gone on to another arrangement: when a
 * history was joined, say, and the tail that stood in for it was closed.
 */
export interface Arranged {
  readonly order: Order;
  readonly logs: readonly Spool[];
}

/** Rows of one source that follow one another; the first is number `rows.from` of that source. */
export interface SourceRows {
  readonly source: number;
  readonly rows: SpoolRows;
}

/** The rows at places, as they stand there; those that were dropped meanwhile are left out. The one way to read them. */
export async function* rowsAt(logs: readonly Spool[], places: readonly Place[]): AsyncGenerator<SourceRows, void> {
  for (let at = 0; at < places.length; ) {
    const { source, row, length } = run(places, at);
    at += length;
    const log = logs[source];
    if (!log) continue;
    for (let from = row; from < row + length; ) {
      const rows = await log.read(from, row + length);
      const count = lineCount(rows);
      if (count === 0) break;
      yield { source, rows };
      // Very long lines come in several answers.
      from = rows.from + count;
    }
  }
}

/** The same as the page gets them, numbered as in `view`, which counts in the same logs. */
export async function pageRows(view: Arranged, places: readonly Place[]): Promise<LogRow[]> {
  const all: LogRow[] = [];
  for await (const { source, rows } of rowsAt(view.logs, places)) {
    for (let line = 0; line < lineCount(rows); line += 1) {
      all.push(toRow(rows, line, view.order.positionOf({ source, row: rows.from + line }), source));
    }
  }
  return all;
}

/** The places from `at` on that follow one another in one source, as far as they are read at once. */
function run(places: readonly Place[], at: number): Place & { readonly length: number } {
  const { source, row } = places[at] ?? { source: 0, row: 0 };
  let length = 1;
  while (length < readStep) {
    const next = places[at + length];
    if (next?.source !== source || next.row !== row + length) break;
    length += 1;
  }
  return { source, row, length };
}
