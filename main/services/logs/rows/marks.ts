import * as z from 'zod/mini';
import type { LogMark } from '../../../../app/logs.ts';
import { Cause } from '../../../../app/rpc/problem.ts';
import { type LogBlock, lineBytes, wordsPerLine } from '../../../engine/ports/log-block.ts';
import { RowFlag } from './flags.ts';

/** Marks come back from files that anybody may have changed. */
const words = z.string().check(z.maxLength(500));
/** A sentence, or what the page has one for. */
const reason = z.union([words, Cause]);
const Mark = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stopped'), exitCode: z.exactOptional(z.int()) }),
  z.object({ kind: z.enum(['started', 'oom', 'engine-lost', 'engine-back', 'removed', 'recreated', 'damaged']) }),
  z.object({ kind: z.literal('health'), status: words }),
  z.object({ kind: z.literal('gap'), reason, ms: z.exactOptional(z.number()) }),
  z.object({ kind: z.literal('memory'), reason }),
]);

/** The mark that a row is, or undefined for a line; a damaged one says so. */
export function readMark(block: LogBlock, row: number): LogMark | undefined {
  if (((block.index[row * wordsPerLine + 3] ?? 0) & RowFlag.mark) === 0) return undefined;
  try {
    const parsed = Mark.safeParse(JSON.parse(lineBytes(block, row).toString()));
    return parsed.success ? parsed.data : { kind: 'damaged' };
  } catch {
    return { kind: 'damaged' };
  }
}
