import { BlockBuilder, type LogBlock, lineBytes, lineCount } from '../../../engine/ports/log-block.ts';
import { SegmentCache } from './segment-cache.ts';
import { Spool, type SpoolOptions } from './spool.ts';

/** What the tests of the log store share. */

export const note = { engine: 'e0123456789ab', name: 'web', containers: ['c1'] };

export const damaged = '{"kind":"damaged"}';

/** A log in a folder, without bounds. */
export function openSpool(folder: string | undefined, more: Partial<SpoolOptions> = {}): Promise<Spool> {
  return Spool.open({
    id: 'a'.repeat(32),
    note,
    folder,
    cache: new SegmentCache(),
    classify: () => 0,
    limit: () => Number.MAX_SAFE_INTEGER,
    onSealed: () => undefined,
    ...more,
  });
}

/** Lines as an engine yields them, all at the same time. */
export function blockOf(lines: readonly string[], seconds = 1, flags: (line: number) => number = () => 0): LogBlock {
  const builder = new BlockBuilder();
  for (const [at, line] of lines.entries()) {
    const bytes = Buffer.from(line);
    builder.add(bytes, 0, bytes.length, seconds, 5, flags(at));
  }
  return builder.take() ?? { text: Buffer.alloc(0), index: new Uint32Array() };
}

export function textsOf(rows: LogBlock): string[] {
  return Array.from({ length: lineCount(rows) }, (_, row) => lineBytes(rows, row).toString());
}

/** All rows that there are. */
export async function allOf(spool: Spool): Promise<string[]> {
  return textsOf(await spool.read(0, Number.MAX_SAFE_INTEGER));
}

/** Lines of 111 bytes that begin with their number: 18,893 of them fill a segment. */
export function manyLines(from: number, count = 20_000): string[] {
  return Array.from({ length: count }, (_, at) => `${from + at} `.padEnd(110, 'x'));
}
