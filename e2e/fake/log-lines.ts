import type { LogSource } from '../../app/logs.ts';
import {
  BlockBuilder,
  LineFlag,
  type LogBlock,
  lineBytes,
  lineCount,
  lineTime,
  wordsPerLine,
} from '../../main/engine/ports/log-block.ts';

export interface PlainLine {
  readonly seconds: number;
  readonly nanos: number;
  readonly text: string;
  readonly flags?: number;
}

/** Lines as a block, for tests. */
export function blockOf(lines: readonly PlainLine[]): LogBlock {
  const builder = new BlockBuilder();
  for (const { seconds, nanos, text, flags = 0 } of lines) {
    const bytes = Buffer.from(text);
    builder.add(bytes, 0, bytes.length, seconds, nanos, flags);
  }
  return builder.take() ?? { text: Buffer.alloc(0), index: new Uint32Array(0) };
}

/** The texts of a block's lines, for tests. */
export function textsOf(block: LogBlock): string[] {
  return Array.from({ length: lineCount(block) }, (_, line) => lineBytes(block, line).toString());
}

export interface LogEntry {
  readonly time: string;
  readonly source: LogSource;
  readonly text: string;
}

/** A block's lines one by one, as people would write them down, for tests. */
export function entriesOf(block: LogBlock | undefined): LogEntry[] {
  if (!block) return [];
  return Array.from({ length: lineCount(block) }, (_, line) => ({
    time: lineTime(block, line),
    source: (block.index[line * wordsPerLine + 3] ?? 0) & LineFlag.stderr ? 'stderr' : 'stdout',
    text: lineBytes(block, line).toString(),
  }));
}
