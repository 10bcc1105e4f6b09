import { setImmediate as nextTurn } from 'node:timers/promises';
import { stripAnsi } from '../../../app/ansi.ts';
import { LineFlag, type LogBlock, lineBytes, lineCount, lineTime, wordsPerLine } from '../../engine/log-block.ts';
import { RowFlag } from './flags.ts';
import type { Order } from './order.ts';
import type { LogView } from './view.ts';

/** Rows read at once; each may be a megabyte long. */
const step = 100;

export interface ExportOptions {
  readonly timestamps: boolean;
  /** Without escape sequences. */
  readonly plain: boolean;
}

/** The exact text of rows from … to, in pieces; marks are left out, a line that was kept in pieces is whole again. */
export async function* textOf(
  view: LogView,
  order: Order,
  from: number,
  to: number,
  options: ExportOptions,
): AsyncGenerator<Buffer, void> {
  const several = view.logs.length > 1;
  let first = true;
  for (let at = from; at < to; at += step) {
    const places = order.places(at, Math.min(to, at + step));
    const lines: Buffer[] = [];
    for (let n = 0; n < places.length; ) {
      const start = places[n];
      const log = start && view.logs[start.source];
      if (!start || !log) break;
      let length = 1;
      while (places[n + length]?.source === start.source && places[n + length]?.row === start.row + length) length += 1;
      const block = await log.spool.read(start.row, start.row + length);
      for (let line = 0; line < lineCount(block); line += 1) {
        const flags = block.index[line * wordsPerLine + 3] ?? 0;
        if (flags & RowFlag.mark) continue;
        const goesOn = (flags & LineFlag.continued) !== 0 && !first;
        if (!first && !goesOn) lines.push(lineEnd);
        if (!goesOn) lines.push(Buffer.from(lead(block, line, several ? log.name : undefined, options)));
        const bytes = lineBytes(block, line);
        lines.push(options.plain ? Buffer.from(stripAnsi(bytes.toString())) : bytes);
        first = false;
      }
      n += length;
    }
    if (lines.length > 0) yield Buffer.concat(lines);
    await nextTurn();
  }
  if (!first) yield lineEnd;
}

const lineEnd = Buffer.from('\n');

function lead(block: LogBlock, line: number, name: string | undefined, { timestamps }: ExportOptions): string {
  const time = timestamps ? lineTime(block, line) : '';
  return `${name === undefined ? '' : `${name} | `}${time === '' ? '' : `${time} `}`;
}
