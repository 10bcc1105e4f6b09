import { isAscii } from 'node:buffer';
import type { LogQuery } from '../../../../app/logs.ts';
import { problem } from '../../../../app/rpc/problem.ts';
import { LineFlag, wordsPerLine } from '../../../engine/ports/log-block.ts';
import { levelOf, RowFlag } from '../rows/flags.ts';
import { withinLines } from './line-pattern.ts';

/** Rows to search: text, and the index, which is only asked for when it is needed. */
export interface SearchedRows {
  readonly text: Buffer;
  readonly rows: number;
  readonly index: () => Uint32Array;
}

/** Finds the rows that match, as a bit each. */
export type Matcher = (searched: SearchedRows) => Uint32Array;

/**
 * Makes a matcher of a query. Throws `invalid-input` for a bad pattern, with the words of the regular expression engine.
 *
 * What is searched is what a person sees: text without its escape sequences, which only costs time where there are any.
 * All rows of a segment are matched at once, as one string: where it is ASCII, V8 gets one byte per character and searches
 * at memory speed, else it is decoded (or, for exact text, matched byte by byte).
 */
export function compileQuery(query: LogQuery): Matcher {
  const expressions = query.text === '' ? undefined : expressionsOf(query);
  const accepts = filterOf(query);
  return (searched) => {
    const found = expressions ? findRows(searched, expressions) : allRows(searched.rows);
    if (query.invert) for (let at = 0; at < found.length; at++) found[at] = ~(found[at] ?? 0);
    return onlyAccepted(searched, found, accepts);
  };
}

interface Expressions {
  /** For text of one byte per character: ASCII, or for exact text any. */
  readonly bytes: RegExp;
  readonly anyBytes: boolean;
  readonly characters: RegExp;
}

/** Letters, marks, digits and `_`: what may not stand next to a whole word. */
const wordCharacter = '[\\p{L}\\p{M}\\p{N}_]';

function expressionsOf({ text, regex, matchCase, wholeWord }: LogQuery): Expressions {
  const flags = matchCase ? 'gmu' : 'gimu';
  const source = regex ? checked(text) : escaped(text);
  const characters = new RegExp(wholeWord ? `(?<!${wordCharacter})(?:${source})(?!${wordCharacter})` : source, flags);
  if (regex || wholeWord || !matchCase) return { bytes: characters, anyBytes: false, characters };
  return { bytes: new RegExp(escaped(Buffer.from(text).toString('latin1')), 'g'), anyBytes: true, characters };
}

function checked(source: string): string {
  try {
    void new RegExp(source, 'u');
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw problem('invalid-input', 'pattern-invalid', { detail, field: 'text' });
  }
  return withinLines(source);
}

/** A text as a pattern. No line has a line feed in it, so a text with one is found nowhere. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll('\n', '(?!)');
}

/** As in `app/text/ansi.ts`, but within a line. */
const escapeSequence = /\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[ -/]*[0-~]?)/g;

function findRows({ text, rows, index }: SearchedRows, { bytes, anyBytes, characters }: Expressions): Uint32Array {
  const found = allRows(0, rows);
  if (rows === 0) return found;
  const asBytes = anyBytes || isAscii(text);
  const expression = asBytes ? bytes : characters;
  // Without the last line feed, behind which `^` would find a line more.
  let lines = asBytes ? text.toString('latin1', 0, text.length - 1) : text.toString('utf8', 0, text.length - 1);
  const stripped = text.includes(0x1b);
  if (stripped) lines = lines.replace(escapeSequence, '');
  expression.lastIndex = 0;
  if (!expression.test(lines)) return found;
  const starts = asBytes && !stripped ? startsOf(index(), rows) : lineStarts(lines, rows);
  let row: number;
  let next = 0;
  do {
    row = rowAt(starts, expression.lastIndex, next);
    next = row + 1;
    found[row >>> 5] = (found[row >>> 5] ?? 0) | (1 << (row & 31));
    expression.lastIndex = starts[next] ?? lines.length;
    // Rows only go up, so this ends whatever a damaged index says.
  } while (next < rows && expression.test(lines));
  return found;
}

function startsOf(index: Uint32Array, rows: number): Uint32Array {
  const starts = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) starts[row] = index[row * wordsPerLine] ?? 0;
  return starts;
}

function lineStarts(lines: string, rows: number): Uint32Array {
  const starts = new Uint32Array(rows);
  let at = 0;
  for (let row = 1; row < rows; row++) {
    at = lines.indexOf('\n', at) + 1;
    starts[row] = at;
  }
  return starts;
}

/** The row, `from` or later, that a position is in. Rows that match are often near to each other. */
function rowAt(starts: Uint32Array, position: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step < starts.length && (starts[low + step] ?? 0) <= position) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, starts.length);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle;
  }
  return low;
}

/** Bits for `rows` rows, the first `set` of them set. */
function allRows(set: number, rows: number = set): Uint32Array {
  const bits = new Uint32Array(Math.ceil(rows / 32)).fill(0xffff_ffff, 0, set >>> 5);
  if (set & 31) bits[set >>> 5] = ~(-1 << (set & 31));
  return bits;
}

/** For each value of the flags' low seven bits, whether such a row can match at all. Undefined: only marks cannot. */
function filterOf({ levels, stream }: LogQuery): Uint8Array | undefined {
  if (levels.length === 0 && stream === undefined) return undefined;
  return Uint8Array.from({ length: RowFlag.mark * 2 }, (_, flags) => {
    const level = levelOf(flags);
    const ofLevel = levels.length === 0 || (level !== undefined && levels.includes(level));
    const ofStream = stream === undefined || (stream === 'stderr') === ((flags & LineFlag.stderr) !== 0);
    return ofLevel && ofStream && (flags & RowFlag.mark) === 0 ? 1 : 0;
  });
}

function onlyAccepted({ rows, index }: SearchedRows, found: Uint32Array, accepts: Uint8Array | undefined): Uint32Array {
  let words: Uint32Array | undefined;
  for (let at = 0; at < found.length; at++) {
    let word = found[at] ?? 0;
    if (at === found.length - 1 && rows & 31) word &= ~(-1 << (rows & 31));
    let left = word;
    while (left !== 0) {
      words ??= index();
      const bit = 31 - Math.clz32(left & -left);
      left &= left - 1;
      const flags = (words[(at * 32 + bit) * wordsPerLine + 3] ?? 0) & (RowFlag.mark * 2 - 1);
      if (accepts ? accepts[flags] !== 1 : (flags & RowFlag.mark) !== 0) word &= ~(1 << bit);
    }
    found[at] = word;
  }
  return found;
}
