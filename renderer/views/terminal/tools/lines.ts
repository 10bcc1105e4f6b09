import type { IBuffer, IBufferCell, IBufferCellPosition } from '@xterm/xterm';

/** Rows that one line is followed over, each way: giant lines have no ends that anybody could click between. */
const mostRows = 12;

/** A line as it was printed, whatever rows it was wrapped into, and the cell of each character. */
export interface PrintedLine {
  readonly text: string;
  /** From 1, as links count. */
  readonly cells: readonly IBufferCellPosition[];
  /** The row after it, from 0. */
  readonly end: number;
}

/** The line that a row of a buffer (from 0) belongs to. */
export function printedLine(buffer: IBuffer, row: number): PrintedLine {
  let from = row;
  while (from > 0 && row - from < mostRows && buffer.getLine(from)?.isWrapped) from -= 1;
  let end = row + 1;
  while (end - row < mostRows && buffer.getLine(end)?.isWrapped) end += 1;
  let text = '';
  const cells: IBufferCellPosition[] = [];
  for (let y = from; y < end; y += 1) {
    for (const { x, characters } of rowCells(buffer, y)) {
      text += characters;
      // One for each unit of the text, so that the places of matches find theirs.
      for (let at = 0; at < characters.length; at += 1) cells.push({ x: x + 1, y: y + 1 });
    }
  }
  return { text, cells, end };
}

function rowCells(buffer: IBuffer, y: number): { readonly x: number; readonly characters: string }[] {
  const line = buffer.getLine(y);
  if (!line) return [];
  let cell: IBufferCell | undefined;
  const found: { x: number; characters: string }[] = [];
  for (let x = 0; x < line.length; x += 1) {
    cell = line.getCell(x, cell);
    // The second half of a wide character has no width.
    if (cell && cell.getWidth() > 0) found.push({ x, characters: cell.getChars() || ' ' });
  }
  return found;
}
