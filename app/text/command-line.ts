import { type Cause, cause } from '../rpc/problem.ts';

/** What reading a command line gives: its words, or why it has none. */
export type ParsedLine = { readonly words: readonly string[] } | { readonly fault: Cause };

/** Longer lines are not typed, and the engine's own limit for all arguments together is not far above. */
export const maxLine = 100_000;

/** `\n` and the like inside `$'…'`. */
const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * One word of a line, from where the last ended: bare text, `'…'`, `"…"`, `$'…'` and backslashes, in any mix. An open
 * quote is not matched.
 */
const piece = /\$'((?:[^'\\]|\\[\s\S])*)'|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\$]+|\$(?!'))/y;

/**
 * Reads what a person types as a command the way a POSIX shell splits it into words: quotes and backslashes are
 * honoured. Nothing is expanded: `$HOME`, `*` and `|` stay text, for no shell runs. Never throws.
 */
export function parseCommandLine(line: string): ParsedLine {
  if (line.length > maxLine) return { fault: cause('command-too-long', { most: maxLine }) };
  const words: string[] = [];
  let at = 0;
  for (;;) {
    at = skipBlanks(line, at);
    if (at >= line.length) return { words };
    let word = '';
    while (at < line.length && !isBlank(line, at)) {
      const read = readPiece(line, at);
      if ('fault' in read) return read;
      word += read.text;
      at = read.end;
    }
    words.push(word);
  }
}

/** A part of a word: how it was quoted, what it stands for, and where it ends in the line. */
export interface Piece {
  readonly quote: "$'" | "'" | '"' | '\\' | '';
  readonly text: string;
  readonly end: number;
}

/** The piece of a word that begins here, where there is one; why a shell would not take it, else. */
export function readPiece(line: string, at: number): Piece | { readonly fault: Cause } {
  piece.lastIndex = at;
  const match = piece.exec(line);
  if (!match) return { fault: faultOf(line[at] ?? '') };
  const [, dollar, single, double, escaped] = match;
  const quote =
    dollar !== undefined
      ? "$'"
      : single !== undefined
        ? "'"
        : double !== undefined
          ? '"'
          : escaped === undefined
            ? ''
            : '\\';
  return { quote, text: textOf(match), end: piece.lastIndex };
}

/** The line that reads back as exactly these words. */
export function formatCommandLine(words: readonly string[]): string {
  return words.map(cliWord).join(' ');
}

/**
 * A word of a POSIX shell's command line that stands for exactly this text. Control characters are written as `$'…'`
 * escapes, so that a pasted line never runs a hidden second command.
 */
export function cliWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!/[\p{Cc}\p{Cf}]/u.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => escapeOf(character.codePointAt(0) ?? 0));
  return `$'${escaped}'`;
}

function escapeOf(code: number): string {
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/** After blanks, and line ends that a backslash takes away. */
function skipBlanks(line: string, from: number): number {
  let at = from;
  for (;;) {
    if (at < line.length && isBlank(line, at)) at += 1;
    else if (line.startsWith('\\\n', at)) at += 2;
    else return at;
  }
}

function isBlank(line: string, at: number): boolean {
  const character = line[at];
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

function textOf([, dollar, single, double, escaped, bare]: RegExpExecArray): string {
  if (dollar !== undefined) return unescapeDollar(dollar);
  if (single !== undefined) return single;
  // In double quotes a backslash escapes only these; a line end after it is dropped, outside of quotes too.
  if (double !== undefined) return double.replace(/\\([$`"\\\n])/g, (_, character: string) => unlessLineEnd(character));
  if (escaped !== undefined) return unlessLineEnd(escaped);
  return bare ?? '';
}

function unlessLineEnd(character: string): string {
  return character === '\n' ? '' : character;
}

function unescapeDollar(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|x([0-9a-fA-F]{1,2})|([\s\S]))/g,
    (whole: string, u?: string, U?: string, x?: string, other?: string) => {
      const hex = u ?? U ?? x;
      if (hex === undefined) return other === undefined ? whole : (escapes[other] ?? plainEscape(other));
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Bash keeps the backslash before what it does not know. */
function plainEscape(character: string): string {
  return /['"\\?]/.test(character) ? character : `\\${character}`;
}

function faultOf(character: string): Cause {
  if (character === '\\') return cause('command-backslash');
  return cause('command-open-quote', { quote: character === '$' ? "$'" : character });
}
