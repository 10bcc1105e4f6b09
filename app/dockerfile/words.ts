import { isBlank, isSpace } from './chars.ts';
import { sourceRange } from './positions.ts';
import type { Escape, Flag, Instruction, JoinedLine, Word } from './types.ts';

/** Words of one instruction that are read. */
const mostWords = 10_000;

/** A part of a joined line: its text and where that begins. */
interface Piece {
  readonly text: string;
  readonly at: number;
}

/** The words of an instruction that are parted by blanks alone, as in FROM and COPY: quotes mean nothing. */
export function blankWords({ joined, rest, restAt }: Instruction): Word[] {
  const words: Word[] = [];
  let start = -1;
  for (let at = 0; at <= rest.length && words.length < mostWords; at += 1) {
    const isPart = at < rest.length && !isBlank(rest.charCodeAt(at));
    if (isPart && start < 0) start = at;
    if (isPart || start < 0) continue;
    words.push({ text: rest.slice(start, at), ...sourceRange(joined, restAt + start, restAt + at) });
    start = -1;
  }
  return words;
}

/** The words of an instruction in which quotes hold spaces, as in ENV and ARG. Quotes and escapes stay in them. */
export function quotedWords({ joined, rest, restAt }: Instruction, escape: Escape): Word[] {
  const words: Word[] = [];
  let start = -1;
  let quote = '';
  let end = rest.length;
  for (let at = 0; at < rest.length && words.length < mostWords; at += 1) {
    const char = rest[at] ?? '';
    if (quote === '' && isSpace(rest.charCodeAt(at))) {
      if (start >= 0) words.push(wordOf(start, at));
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (char === escape && quote !== "'") {
      at += 1;
      // At the very end it escapes nothing, and is no part of the word.
      if (at === rest.length) end -= 1;
    } else if (quote === '' && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = '';
  }
  if (start >= 0 && start < end && words.length < mostWords) words.push(wordOf(start, end));
  return words;

  function wordOf(from: number, to: number): Word {
    return { text: rest.slice(from, to), ...sourceRange(joined, restAt + from, restAt + to) };
  }
}

/** `name=value` of ENV, LABEL or ARG, as written. */
export interface Assignment extends Word {
  readonly name: string;
  /** With its quotes and escapes; absent where there is no `=`. */
  readonly value?: string;
}

/** What ENV, LABEL or ARG sets. The old form `ENV name value` sets one. */
export function assignmentsOf(instruction: Instruction, escape: Escape): Assignment[] {
  const words = quotedWords(instruction, escape);
  const [first] = words;
  if (!first) return [];
  if (instruction.keyword !== 'ARG' && !first.text.includes('=')) return [oldForm(instruction, first)];
  return words.map((word) => {
    const equals = word.text.indexOf('=');
    if (equals < 0) return { ...word, name: word.text };
    return { ...word, name: word.text.slice(0, equals), value: word.text.slice(equals + 1) };
  });
}

function oldForm({ rest, joined, restAt }: Instruction, first: Word): Assignment {
  const blank = rest.search(/[\t\v\f\r ]/);
  if (blank < 0) return { ...first, name: rest };
  const range = sourceRange(joined, restAt, restAt + rest.length);
  return { ...range, text: rest, name: rest.slice(0, blank), value: rest.slice(blank).replace(/^[\t\v\f\r ]+/, '') };
}

/** The flags at the beginning of an instruction's words, and where what follows them begins. */
export function readFlags(joined: JoinedLine, { text, at }: Piece): { flags: Flag[]; restAt: number } {
  const flags: Flag[] = [];
  let place = 0;
  for (;;) {
    while (place < text.length && isSpace(text.charCodeAt(place))) place += 1;
    if (!text.startsWith('--', place)) return { flags, restAt: at + place };
    const start = place;
    let value = '';
    let quote = '';
    for (; place < text.length; place += 1) {
      const char = text[place] ?? '';
      if (quote === '' && isSpace(text.charCodeAt(place))) break;
      if (char === '\\') {
        place += 1;
        value += text[place] ?? '';
      } else if (char === quote) quote = '';
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
      else value += char;
    }
    place = Math.min(place, text.length);
    if (value === '--') return { flags, restAt: at + place };
    flags.push(flagOf(value, joined, at + start, at + place));
  }
}

function flagOf(word: string, joined: JoinedLine, from: number, to: number): Flag {
  const equals = word.indexOf('=');
  const range = sourceRange(joined, from, to);
  if (equals < 0) return { ...range, name: word.slice(2) };
  return { ...range, name: word.slice(2, equals), value: word.slice(equals + 1) };
}
