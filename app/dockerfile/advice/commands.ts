import { sourceRange } from '../positions.ts';
import type { Dockerfile, Instruction, Range } from '../types.ts';

/** A word of a shell's command, with where it stands in the file. */
export interface CommandWord extends Range {
  /** Without its quotes. */
  readonly text: string;
}

/** One command of a RUN: its words, without what goes before its name. */
export interface Command extends Range {
  readonly words: readonly CommandWord[];
  /** Variables that are set for it alone. */
  readonly sets: readonly string[];
  /** What it writes goes into the next one. */
  readonly isPiped: boolean;
}

/** What a RUN has a shell do. */
export interface ShellRun {
  readonly instruction: Instruction;
  readonly commands: readonly Command[];
  /** Where one more command can be put behind all others, in the file; absent where a comment ends the line. */
  readonly end?: number;
  /** Its commands stand in a here-document, a line each. */
  readonly isScript: boolean;
}

/** The most commands of one RUN that are looked at. */
const mostCommands = 1_000;
/** Between commands. */
const separators = /[;&|\n()]/;
/** Words that a shell takes before a command. */
const before = new Set([
  'if',
  'then',
  'elif',
  'else',
  'do',
  'while',
  'until',
  '!',
  '{',
  '}',
  'time',
  'exec',
  'command',
  'sudo',
  'env',
]);
const assignment = /^([A-Za-z_]\w*)=/;

/**
 * The commands of a RUN as a POSIX shell would split them, without looking into quotes, variables or substitutions.
 * Undefined for anything else, for a list in JSON, and for a here-document of another interpreter. Takes time in proportion
 * to the instruction.
 */
export function shellRun(file: Dockerfile, instruction: Instruction): ShellRun | undefined {
  if (instruction.keyword !== 'RUN' || instruction.json) return undefined;
  const [script] = instruction.heredocs;
  const { joined, restAt, rest } = instruction;
  if (!script) {
    const place = (from: number, to: number) => sourceRange(joined, restAt + from, restAt + to);
    const { commands, comment } = split(rest, place);
    const end = comment || rest === '' ? {} : { end: place(rest.length - 1, rest.length).to };
    return { instruction, commands, isScript: false, ...end };
  }
  const { from, to } = script.body;
  const body = file.text.slice(from, to);
  // Other words beside `<<` give the text to a program.
  if (!/^<<-?\s*["']?[\w.-]+["']?$/.test(rest) || body.startsWith('#!')) return undefined;
  const { commands } = split(body, (at, end) => ({ from: from + at, to: from + end }));
  return { instruction, commands, isScript: true, end: to };
}

interface Split {
  readonly commands: readonly Command[];
  /** The text ends in a comment. */
  readonly comment: boolean;
}

function split(text: string, place: (from: number, to: number) => Range): Split {
  const commands: Command[] = [];
  let words: CommandWord[] = [];
  let comment = false;
  const end = (isPiped: boolean) => {
    const command = commandOf(words, isPiped);
    if (command) commands.push(command);
    words = [];
  };
  for (let at = 0; at < text.length && commands.length < mostCommands; ) {
    const char = text[at] ?? '';
    if (separators.test(char)) {
      end(char === '|' && text[at + 1] !== '|' && text[at - 1] !== '|');
      at += 1;
      comment = false;
    } else if (/\s/.test(char)) at += 1;
    else if (char === '#') {
      const line = text.indexOf('\n', at);
      comment = true;
      at = line < 0 ? text.length : line;
    } else {
      const { text: word, end: next } = wordAt(text, at);
      words.push({ text: word, ...place(at, next) });
      at = next;
    }
  }
  end(false);
  return { commands, comment };
}

/** A word from its first character on: quotes keep blanks and separators in it, a backslash keeps the next character. */
function wordAt(text: string, from: number): { readonly text: string; readonly end: number } {
  let word = '';
  let at = from;
  for (; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\\') {
      at += 1;
      // At a line's end it takes that away.
      if (text[at] !== '\n') word += text[at] ?? '';
    } else if (char === "'" || char === '"') {
      const close = closing(text, at, char);
      word += text.slice(at + 1, close);
      at = close;
    } else if (/\s/.test(char) || separators.test(char)) break;
    else word += char;
  }
  return { text: word, end: Math.min(at, text.length) };
}

function closing(text: string, open: number, quote: string): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === quote) return at;
    if (quote === '"' && text[at] === '\\') at += 1;
  }
  return text.length;
}

function commandOf(words: readonly CommandWord[], isPiped: boolean): Command | undefined {
  const sets: string[] = [];
  let first = 0;
  for (; first < words.length; first += 1) {
    const text = words[first]?.text ?? '';
    const name = assignment.exec(text)?.[1];
    if (name !== undefined) sets.push(name);
    else if (!before.has(text)) break;
  }
  const rest = words.slice(first);
  const [start, end] = [rest[0], rest.at(-1)];
  return start && end && { words: rest, sets, isPiped, from: start.from, to: end.to };
}
