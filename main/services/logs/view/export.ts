import { setImmediate as nextTurn } from 'node:timers/promises';
import { stripAnsi } from '../../../../app/text/ansi.ts';
import {
  LineFlag,
  type LogBlock,
  lineBytes,
  lineCount,
  lineTime,
  wordsPerLine,
} from '../../../engine/ports/log-block.ts';
import { RowFlag } from '../rows/flags.ts';
import { type Arranged, rowsAt } from './arranged.ts';

/** Rows in a piece; each may be a megabyte long. */
const step = 100;

export interface ExportOptions {
  readonly timestamps: boolean;
  /** Without escape sequences. */
  readonly plain: boolean;
}

/**
 * The exact text of rows from … to of an arrangement, in pieces; marks are left out, a line that was kept in pieces is
 * whole again. `names` of the sources, where each line is to say whose it is.
 */
export async function* textOf(
  arranged: Arranged,
  from: number,
  to: number,
  options: ExportOptions & { readonly names?: readonly string[] },
): AsyncGenerator<Buffer, void> {
  const { names, plain } = options;
  /** Whose line the text ends with; undefined before the first. */
  let last: number | undefined;
  for (let at = from; at < to; at += step) {
    const pieces: Buffer[] = [];
    for await (const { source, rows } of rowsAt(arranged.logs, arranged.order.places(at, Math.min(to, at + step)))) {
      for (let line = 0; line < lineCount(rows); line += 1) {
        const flags = rows.index[line * wordsPerLine + 3] ?? 0;
        if (flags & RowFlag.mark) continue;
        const goesOn = (flags & LineFlag.continued) !== 0 && last === source;
        if (last !== undefined && !goesOn) pieces.push(lineEnd);
        if (!goesOn) pieces.push(Buffer.from(lead(rows, line, names?.[source], options)));
        const bytes = lineBytes(rows, line);
        pieces.push(plain ? Buffer.from(stripAnsi(bytes.toString())) : bytes);
        last = source;
      }
    }
    if (pieces.length > 0) yield Buffer.concat(pieces);
    await nextTurn();
  }
  if (last !== undefined) yield lineEnd;
}

const lineEnd = Buffer.from('\n');

function lead(block: LogBlock, line: number, name: string | undefined, { timestamps }: ExportOptions): string {
  const time = timestamps ? lineTime(block, line) : '';
  return `${name === undefined ? '' : `${name} | `}${time === '' ? '' : `${time} `}`;
}
