import { type LogRow, rowBytes } from '../../../../app/logs.ts';
import { LineFlag, type LogBlock, lineBytes, lineTime, wordsPerLine } from '../../../engine/ports/log-block.ts';
import { levelOf, RowFlag } from './flags.ts';
import { readMark } from './marks.ts';

/** One stored row as the page gets it; `n` and `source` are the view's words for where it is. */
export function toRow(block: LogBlock, line: number, n: number, source: number): LogRow {
  const flags = block.index[line * wordsPerLine + 3] ?? 0;
  const time = lineTime(block, line);
  const mark = readMark(block, line);
  if (mark) return { n, source, time, text: '', mark };
  const bytes = lineBytes(block, line);
  const shown = bytes.length > rowBytes ? wholeCharacters(bytes, rowBytes) : bytes.length;
  const level = levelOf(flags);
  return {
    n,
    source,
    time,
    text: bytes.toString('utf8', 0, shown),
    ...(flags & LineFlag.stderr ? { stderr: true } : {}),
    ...(level ? { level } : {}),
    ...(shown < bytes.length ? { cut: bytes.length - shown } : {}),
    ...(flags & LineFlag.continued ? { continued: true } : {}),
    ...(flags & RowFlag.trace ? { trace: true } : {}),
  };
}

/** At most `size` bytes, so that no UTF-8 character is cut. */
function wholeCharacters(bytes: Buffer, size: number): number {
  let end = size;
  // Bytes 10xxxxxx go on a character; it has four bytes at most.
  while (end > size - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
