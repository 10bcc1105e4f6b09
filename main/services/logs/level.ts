import type { LogLevel } from '../../../app/logs.ts';
import { letter, levelOfWord, logWord, longestWord } from './level-words.ts';

/** Bytes in which a level stands that is not in JSON: a time, a host, a logger's name may come before it. */
const prefixBytes = 100;
/** Bytes of a JSON line that are looked through for its level. */
const jsonBytes = 4096;

const [tab, space, quote, hash, apostrophe, star, minus, dot, zero, nine] = [
  0x09, 0x20, 0x22, 0x23, 0x27, 0x2a, 0x2d, 0x2e, 0x30, 0x39,
];
const [colon, less, equals, greater, bracket, backslash, closing, brace, pipe, escape] = [
  0x3a, 0x3c, 0x3d, 0x3e, 0x5b, 0x5c, 0x5d, 0x7b, 0x7c, 0x1b,
];

/**
 * The level of a line `bytes[from…to)`: from its JSON or logfmt field, or from a word at its beginning with nothing but
 * times, names in brackets and the like before it. No strings are made: it runs for every line of every log.
 */
export function levelIn(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const start = skipAnsi(bytes, from, to);
  if (start >= to) return undefined;
  switch (bytes[start]) {
    case brace:
      return inJson(bytes, start, Math.min(to, start + jsonBytes));
    case less: {
      const priority = numberAt(bytes, start + 1, to);
      if (priority >= 0 && bytes[start + 1 + digits(priority)] === greater) return syslog[priority % 8];
      break;
    }
    default:
  }
  return glog(bytes, start, to) ?? redis(bytes, start, to) ?? inPrefix(bytes, start, Math.min(to, start + prefixBytes));
}

/** RFC 5424's severities. */
const syslog: readonly LogLevel[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];

const keys = ['level', 'severity', 'lvl', 'loglevel', 'log.level', 'log_level', 'levelname', '@l'].map((key) =>
  Uint8Array.from(key, (char) => char.charCodeAt(0)),
);

const keyLetters = new Set(keys.map(([first = 0]) => first));

/** The value of `"level"` and its like; a key inside of a string has a backslash before its quote. */
function inJson(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  for (let at = from + 1; at < to; at += 1) {
    if (bytes[at] !== quote || bytes[at - 1] === backslash || !keyLetters.has(bytes[at + 1] ?? 0)) continue;
    const key = keys.find((key) => bytes[at + key.length + 1] === quote && startsWith(bytes, at + 1, key));
    if (!key) continue;
    let value = skipSpace(bytes, at + key.length + 2, to);
    if (bytes[value] !== colon) continue;
    value = skipSpace(bytes, value + 1, to);
    const level = bytes[value] === quote ? wordAt(bytes, value + 1, to) : numbered(numberAt(bytes, value, to));
    if (level) return level;
  }
  return undefined;
}

/** Bunyan's and pino's numbers. */
function numbered(number: number): LogLevel | undefined {
  if (number < 10 || number > 60 || number % 10 !== 0) return undefined;
  return (['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)[number / 10 - 1];
}

/** Go's and Kubernetes' `E1125 16:04:11.123456       1 file.go:12] …`. */
function glog(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  if (to - from < 12 || bytes[from + 5] !== space) return undefined;
  for (let at = from + 1; at < from + 5; at += 1) if (!isDigit(bytes[at])) return undefined;
  if (!isDigit(bytes[from + 6]) || bytes[from + 8] !== colon) return undefined;
  return letters.get(bytes[from] ?? 0);
}

/** `1:M 25 Nov 2026 16:04:11.123 * Ready`: a process, its role, a time, a sign. */
function redis(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const pid = numberAt(bytes, from, to);
  const role = from + (pid < 0 ? 0 : digits(pid)) + 1;
  if (pid < 0 || bytes[role - 1] !== colon || bytes[role + 1] !== space) return undefined;
  if (!roles.has(bytes[role] ?? 0)) return undefined;
  for (let at = role + 20; at < Math.min(to - 1, role + 34); at += 1) {
    if (bytes[at - 1] === space && bytes[at + 1] === space) {
      const level = signs.get(bytes[at] ?? 0);
      if (level) return level;
    }
  }
  return undefined;
}

const roles = new Set([...'MSCX'].map((char) => char.charCodeAt(0)));
const signs = new Map<number, LogLevel>([
  [dot, 'debug'],
  [minus, 'debug'],
  [star, 'info'],
  [hash, 'warn'],
]);
const letters = new Map<number, LogLevel>(
  (
    [
      ['T', 'trace'],
      ['D', 'debug'],
      ['I', 'info'],
      ['W', 'warn'],
      ['E', 'error'],
      ['F', 'fatal'],
      ['C', 'fatal'],
    ] as const
  ).map(([char, level]) => [char.charCodeAt(0), level]),
);

/** Goes from word to word for as long as what it meets belongs before a message. */
function inPrefix(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  let at = from;
  /** A month was met: the word after its day and time is the host's name. */
  let syslogTime = false;
  while (at < to) {
    at = skipAnsi(bytes, at, to);
    const byte = bytes[at] ?? 0;
    if (letter(byte) === 0) {
      // Numbers, times, brackets: all that is not a word may stand before a level.
      at += 1;
      continue;
    }
    const word = new Word(bytes, at, to);
    const before = at > from ? (bytes[at - 1] ?? 0) : 0;
    const level = levelWord(word, before, at === from);
    if (level) return level;
    const next = word.end;
    if (bytes[next] === equals) {
      const value = next + (bytes[next + 1] === quote ? 2 : 1);
      const named = isKey(bytes, at, next) ? wordAt(bytes, value, to) : undefined;
      if (named) return named;
      // Other fields of logfmt may come before the level.
      at = skipValue(bytes, next + 1, to);
      continue;
    }
    const ofSyslog = syslogTime;
    syslogTime = isMonth(bytes, word, bytes[skipSpace(bytes, word.end, to)] ?? 0);
    if (!ofSyslog && !mayComeBefore(bytes, word, before, to)) return exceptionOf(bytes, from, to);
    at = next;
  }
  return undefined;
}

/** A word of letters, with what its letters are. */
class Word {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly end: number;
  /** In base 27; 0 if it is too long to be a level. */
  readonly number: number;
  readonly capitals: boolean;
  /** Digits, dots, dashes and the like are in it: an id, a host, a logger's name. */
  readonly mixed: boolean;

  constructor(bytes: Uint8Array, from: number, to: number) {
    let number = 0;
    let capitals = true;
    let at = from;
    for (; at < to; at += 1) {
      const value = letter(bytes[at] ?? 0);
      if (value === 0) break;
      number = number * 27 + value;
      capitals &&= ((bytes[at] ?? 0) & 0x20) === 0;
    }
    const letters = at - from;
    while (at < to && isInName(bytes, at, to)) at += 1;
    this.bytes = bytes;
    this.from = from;
    this.end = at;
    this.mixed = at > from + letters;
    this.number = letters <= longestWord && !this.mixed ? number : 0;
    this.capitals = capitals;
  }
}

/** A level's word counts by how it stands there: in capitals, in brackets, or before a colon and the like. */
function levelWord(word: Word, before: number, first: boolean): LogLevel | undefined {
  if (word.number === 0) return undefined;
  const after = word.bytes[word.end] ?? space;
  if (word.end - word.from === 1) return single(word, before, after);
  const level = levelOfWord(word.number);
  if (!level || (word.number === logWord && !(word.capitals && after === colon))) return undefined;
  const closed = after === closing || after === greater || after === 0x29;
  if (
    word.capitals &&
    (closed ||
      after === colon ||
      after === space ||
      after === tab ||
      after === pipe ||
      after === escape ||
      after === 0x21)
  )
    return level;
  const opened = before === bracket || before === less || before === 0x28 || before === quote || before === apostrophe;
  if (closed && opened) return level;
  if (after === colon) return level;
  return !first || before === 0 ? separated(word, level) : undefined;
}

/** `[E]`, or MongoDB's ` I NETWORK `. */
function single(word: Word, before: number, after: number): LogLevel | undefined {
  const level = word.capitals ? letters.get(word.bytes[word.from] ?? 0) : undefined;
  if (!level) return undefined;
  if (before === bracket && after === closing) return level;
  const next = word.bytes[skipSpace(word.bytes, word.end, word.end + 3)] ?? 0;
  const inCapitals = next >= 0x41 && next <= 0x5a;
  const second = word.bytes[skipSpace(word.bytes, word.end, word.end + 3) + 1] ?? 0;
  return before === space && after === space && inCapitals && second >= 0x41 && second <= 0x5a ? level : undefined;
}

/** ` info | `, ` warn - `, or a tab after it: columns of a console logger. */
function separated(word: Word, level: LogLevel): LogLevel | undefined {
  const { bytes, end } = word;
  if (bytes[end] === tab || bytes[end] === escape || bytes[end] === pipe) return level;
  const next = skipSpace(bytes, end, end + 8);
  const sign = bytes[next];
  return next > end && (sign === pipe || (sign === minus && bytes[next + 1] === space)) ? level : undefined;
}

/** Whether a word that is no level can belong to what stands before a message: a name, a month, a time zone. */
function mayComeBefore(bytes: Uint8Array, word: Word, before: number, to: number): boolean {
  const { end, from, mixed, capitals } = word;
  if (mixed || before === bracket || before === 0x28) return true;
  // `T` and `Z` of a time, `UTC`, `CEST`.
  if (isDigit(before) || (capitals && end - from <= 5 && from > 0)) return true;
  const after = bytes[end];
  if (after === colon || after === closing || after === bracket) return true;
  const next = skipSpace(bytes, end, Math.min(to, end + 20));
  const sign = bytes[next] ?? 0;
  // `app | …`, `logger - …`, `Nov 25`, `npm ERR!`.
  return (
    sign === pipe || (sign === minus && bytes[next + 1] === space) || isMonth(bytes, word, sign) || isNpm(bytes, from)
  );
}

/** `java.lang.IllegalStateException: …`, `TypeError: …`, `panic: …` and `Traceback` at the very beginning. */
function exceptionOf(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  if (startsWith(bytes, from, traceback) || startsWith(bytes, from, exceptionIn)) return 'error';
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === colon)
      return endsWith(bytes, from, at, errorEnd) || endsWith(bytes, from, at, exceptionEnd) ? 'error' : undefined;
    if (letter(byte) === 0 && byte !== dot && byte !== 0x24 && byte !== 0x5f && !isDigit(byte)) return undefined;
  }
  return undefined;
}

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const traceback = ascii('Traceback (most recent');
const exceptionIn = ascii('Exception in thread');
const errorEnd = ascii('Error');
const exceptionEnd = ascii('Exception');
const npm = ascii('npm ');

function isNpm(bytes: Uint8Array, from: number): boolean {
  return startsWith(bytes, from, npm);
}

function isMonth(bytes: Uint8Array, { from, end }: Word, sign: number): boolean {
  return end - from === 3 && ((bytes[from] ?? 0) & 0x20) === 0 && isDigit(sign);
}

function isKey(bytes: Uint8Array, from: number, end: number): boolean {
  return keys.some((key) => key.length === end - from && startsWith(bytes, from, key));
}

/** The level that the word at a place names, if it is one to its end. */
function wordAt(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  return levelOfWord(new Word(bytes, from, to).number);
}

/** After a value of logfmt, quoted or not. */
function skipValue(bytes: Uint8Array, from: number, to: number): number {
  const quoted = bytes[from] === quote;
  let at = quoted ? from + 1 : from;
  while (at < to && (quoted ? bytes[at] !== quote || bytes[at - 1] === backslash : bytes[at] !== space)) at += 1;
  return quoted ? at + 1 : at;
}

/** Names go on over digits, dots, dashes, slashes; a dash or colon before a space ends them. */
function isInName(bytes: Uint8Array, at: number, to: number): boolean {
  const byte = bytes[at] ?? 0;
  if (letter(byte) > 0 || isDigit(byte) || byte === 0x5f || byte === 0x40 || byte === 0x2f || byte === 0x24)
    return true;
  const inside = byte === dot || byte === minus;
  const next = at + 1 < to ? (bytes[at + 1] ?? 0) : space;
  return inside && (letter(next) > 0 || isDigit(next));
}

/** After escape sequences and spaces. */
function skipAnsi(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    if (bytes[at] === space) at += 1;
    else if (bytes[at] === escape && bytes[at + 1] === bracket) {
      at += 2;
      // Parameters end with a letter (ECMA-48).
      while (at < to && letter(bytes[at] ?? 0) === 0) at += 1;
      at += 1;
    } else return at;
  }
  return to;
}

function skipSpace(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] === space) at += 1;
  return at;
}

function startsWith(bytes: Uint8Array, from: number, wanted: Uint8Array): boolean {
  for (let at = 0; at < wanted.length; at += 1) if (bytes[from + at] !== wanted[at]) return false;
  return true;
}

function endsWith(bytes: Uint8Array, from: number, end: number, wanted: Uint8Array): boolean {
  return end - from >= wanted.length && startsWith(bytes, end - wanted.length, wanted);
}

/** The number that begins here; -1 if there is none, or one of more than six digits. */
function numberAt(bytes: Uint8Array, from: number, to: number): number {
  let number = -1;
  for (let at = from; at < Math.min(to, from + 7) && isDigit(bytes[at]); at += 1) {
    number = Math.max(0, number) * 10 + (bytes[at] ?? 0) - zero;
  }
  return number < 1e6 ? number : -1;
}

function digits(number: number): number {
  return String(number).length;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}
