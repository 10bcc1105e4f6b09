import { toProblem } from '../../../../app/rpc/problem.ts';
import { stripAnsi } from '../../../../app/text/ansi.ts';
import { printable } from '../../../ui/printable.ts';
import type { RowSource, Span } from '../model/row-source.ts';

/** A place between characters: `column` UTF-16 units of the row as it is shown are before it. */
export interface TextPoint {
  readonly row: number;
  readonly column: number;
}

/** What is selected: from where it began to where it was led to, in either direction. */
export interface Selection {
  readonly anchor: TextPoint;
  readonly focus: TextPoint;
}

/** The end of a row, however long. */
export const rowEnd = Number.POSITIVE_INFINITY;

/** The two ends of a selection in reading order. */
export function ordered({ anchor, focus }: Selection): { readonly from: TextPoint; readonly to: TextPoint } {
  const forward = anchor.row < focus.row || (anchor.row === focus.row && anchor.column <= focus.column);
  return forward ? { from: anchor, to: focus } : { from: focus, to: anchor };
}

/** Whether nothing is selected: a place only. */
export function isEmpty({ anchor, focus }: Selection): boolean {
  return anchor.row === focus.row && anchor.column === focus.column;
}

/** The same selection where rows got positions that are `shift` more. */
export function movedBy({ anchor, focus }: Selection, shift: number): Selection {
  return { anchor: { ...anchor, row: anchor.row + shift }, focus: { ...focus, row: focus.row + shift } };
}

/** The selected columns of a row that is `length` long; undefined when none are. */
export function columnsIn(selection: Selection, row: number, length: number): { from: number; to: number } | undefined {
  const { from, to } = ordered(selection);
  if (row < from.row || row > to.row) return undefined;
  const start = row === from.row ? Math.min(from.column, length) : 0;
  const end = row === to.row ? Math.min(to.column, length) : length;
  return start < end ? { from: start, to: end } : undefined;
}

/** The word (or the run of other characters of one kind) at a column. */
export function wordAt(text: string, column: number): { from: number; to: number } {
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}_-]+|\s+|[^\p{L}\p{N}_\s-]+/gu)) {
    if (column < index + word.length) return { from: index, to: index + word.length };
  }
  return { from: text.length, to: text.length };
}

/** The column in a line's plain text of a column of the line as shown, where control characters are spelled out. */
export function plainColumn(plain: string, column: number): number {
  let shown = 0;
  let at = 0;
  for (const character of plain) {
    if (shown >= column) break;
    shown += printable(character, character.length, { lines: true }).length;
    at += character.length;
  }
  return at;
}

/** UTF-16 units that are copied at most: the clipboard of a desktop is not made for more. */
const mostCopied = 64 * 1024 * 1024;
/** Rows asked for at once; fewer when they are too long for one answer. */
const copyStep = 20_000;

/**
 * The exact text of a selection, fetched from the source; undefined when it is too much for a clipboard. Rows are as
 * they were printed without escape sequences, marks are left out.
 */
export async function selectedText(source: RowSource, selection: Selection): Promise<string | undefined> {
  const { from, to } = ordered(selection);
  if (from.row === to.row) return partOf(source, from.row, from.column, to.column);
  const head = from.column > 0 ? await partOf(source, from.row, from.column, rowEnd) : undefined;
  const tail = to.column < rowEnd ? await partOf(source, to.row, 0, to.column) : undefined;
  const middle = await textOf(source, from.row + (head === undefined ? 0 : 1), to.row + (tail === undefined ? 1 : 0));
  return middle && [head, ...middle, tail].filter((text) => text !== undefined).join('\n');
}

/** The text of rows from … to before to, in pieces to be joined by line ends. */
async function textOf(source: RowSource, from: number, to: number): Promise<string[] | undefined> {
  const pieces: string[] = [];
  let room = mostCopied;
  let step = copyStep;
  for (let at = from; at < to; ) {
    const end = Math.min(to, at + step);
    try {
      const text = await source.text({ from: at, to: end }, true);
      if (text !== '' || (await hasLine(source, at, end))) pieces.push(text);
      room -= text.length;
      if (room < 0) return undefined;
      at = end;
      step = Math.min(copyStep, step * 2);
    } catch (error) {
      // More than one answer holds.
      if (step === 1 || toProblem(error).code !== 'unsupported') throw error;
      step = Math.ceil(step / 8);
    }
  }
  return pieces;
}

/** Whether an empty answer is one empty line rather than none at all. */
async function hasLine(source: RowSource, from: number, to: number): Promise<boolean> {
  if (to - from > 1) return false;
  const row = await source.load(from);
  return row !== undefined && !row.mark;
}

/** A part of one row by columns; undefined for a mark. */
async function partOf(source: RowSource, position: number, from: number, to: number): Promise<string | undefined> {
  const row = await source.load(position);
  if (!row || row.mark) return undefined;
  const line = row.cut ? await source.text({ from: position, to: position + 1 }, false) : row.text;
  // Columns count the control characters, which are shown but not copied.
  const shown = stripAnsi(line, (control) => control);
  return stripAnsi(shown.slice(plainColumn(shown, from), to === rowEnd ? undefined : plainColumn(shown, to)));
}

/** The rows that a selection touches; undefined when nothing is selected. */
export function selectedSpan(selection: Selection | undefined): Span | undefined {
  if (!selection || isEmpty(selection)) return undefined;
  const { from, to } = ordered(selection);
  return { from: from.row, to: to.row + 1 };
}
