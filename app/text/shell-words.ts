import { type Cause, cause } from '../rpc/problem.ts';
import { maxLine, readPiece } from './command-line.ts';

/** A word of a line that a shell would run. */
export interface ShellWord {
  /** What it says with its quotes taken away. */
  readonly text: string;
  /** As it stands in the line. */
  readonly source: string;
  /** Only a shell can say what it stands for: it has a variable, a command or a pattern in it. */
  readonly expands: boolean;
}

/** The first command of a text, and what follows it. */
export interface ShellLine {
  readonly words: readonly ShellWord[];
  /** From the first `|`, `>`, `&&`, `;` or line end on; '' where nothing follows. */
  readonly rest: string;
}

/** Ends a command, or sends it elsewhere. */
const operators = /[|&;<>()]/;
/** What a shell looks for in `$…`; a dollar before anything else is one. */
const variable = /[\w{(@*#?$!"-]/;
/** Text without quotes, up to where something else begins. */
const bareText = /[^\s'"\\$|&;<>()`]+|\$(?!')/y;
/** Names of files, and alternatives. */
const pattern = /[*?]|\[[^\][:]*\]|\{[^{}]*\}/;

/**
 * Reads the first command of what was copied from a terminal or a document into its words, as a POSIX shell splits it:
 * comments and empty lines before it do not count. Nothing is expanded; words that a shell would expand are marked. Takes
 * time in proportion to the text, which is bounded. Never throws.
 */
export function readShellLine(text: string): ShellLine | { readonly fault: Cause } {
  if (text.length > maxLine) return { fault: cause('command-too-long', { most: maxLine }) };
  const line = text.replaceAll('\r\n', '\n');
  const words: ShellWord[] = [];
  let at = 0;
  for (;;) {
    at = skip(line, at, words.length === 0);
    const next = line[at];
    if (next === undefined || next === '\n' || operators.test(next)) return { words, rest: line.slice(at).trim() };
    const read = readWord(line, at);
    if ('fault' in read) return read;
    // `2>` is one thing.
    if (/^\d+$/.test(read.source) && /[<>]/.test(line[read.end] ?? '')) return { words, rest: line.slice(at).trim() };
    words.push({ text: read.text, source: read.source, expands: read.expands });
    at = read.end;
  }
}

/** After blanks, line ends that a backslash takes away, and a comment; before the first word also after line ends. */
function skip(line: string, from: number, first: boolean): number {
  let at = from;
  for (;;) {
    const next = line[at];
    // Copied text has other blanks between words than a shell knows.
    if (next !== undefined && (next === '\n' ? first : /\s/.test(next))) at += 1;
    else if (line.startsWith('\\\n', at)) at += 2;
    else if (next === '#') {
      const end = line.indexOf('\n', at);
      at = end < 0 ? line.length : end;
    } else return at;
  }
}

interface ReadWord extends ShellWord {
  readonly end: number;
}

function readWord(line: string, from: number): ReadWord | { readonly fault: Cause } {
  let [at, text, expands] = [from, '', /^~(?:[\s/]|$)/.test(line.slice(from, from + 2))];
  while (at < line.length && !/\s/.test(line[at] ?? '') && !operators.test(line[at] ?? '')) {
    const bracket = line[at] === '$' ? line[at + 1] : line[at];
    const isCommand = bracket === '`' || (line[at] === '$' && (bracket === '(' || bracket === '{'));
    if (isCommand) {
      const end = endOf(line, at);
      if (end === undefined) return { fault: cause('command-open-quote', { quote: line.slice(at, at + 2).trim() }) };
      text += line.slice(at, end);
      expands = true;
      at = end;
      continue;
    }
    bareText.lastIndex = at;
    const bare = bareText.exec(line)?.[0];
    if (bare !== undefined) {
      text += bare;
      at += bare.length;
      expands ||= bare === '$' ? variable.test(line[at] ?? '') : pattern.test(bare);
      continue;
    }
    const piece = readPiece(line, at);
    if ('fault' in piece) return piece;
    text += piece.text;
    expands ||= piece.quote === '"' && hasVariable(line.slice(at + 1, piece.end - 1));
    at = piece.end;
  }
  return { text, source: line.slice(from, at), expands, end: at };
}

/** The end of `$(…)`, `${…}` or what stands in backticks, with others within it; undefined where it does not end. */
function endOf(line: string, from: number): number | undefined {
  if (line[from] === '`') {
    const end = line.indexOf('`', from + 1);
    return end < 0 ? undefined : end + 1;
  }
  let open = 0;
  for (let at = from + 1; at < line.length; at += 1) {
    const next = line[at];
    if (next === '(' || next === '{') open += 1;
    else if (next === ')' || next === '}') open -= 1;
    if (open === 0) return at + 1;
  }
  return undefined;
}

/** Whether a shell would put something in between double quotes. */
function hasVariable(quoted: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*(?:\$[\w{(@*#?$!-]|`)/.test(quoted);
}
