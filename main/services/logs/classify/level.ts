import type { LogLevel } from '../../../../app/logs.ts';
import { ascii, byteOf, endsWith, isCapital, isDigit, letter, skipAnsi, skipSpace, startsWith } from './level-bytes.ts';
import { isLevelKey, levelInJson } from './level-json.ts';
import { levelByShape } from './level-shapes.ts';
import { Word } from './level-word.ts';
import { failWord, fatalWord, levelOfLetter, levelOfWord, logWord } from './level-words.ts';

/** Bytes in which a level stands that is not in JSON: a time, a host, a logger's name may come before it. */
const prefixBytes = 100;

const { tab, space, quote, apostrophe, opening, closing, comma, minus, dot, slash } = byteOf;
const { colon, less, equals, greater, openBracket, backslash, closeBracket, brace, pipe, escape } = byteOf;

/**
 * The level of a line `bytes[from…to)`: from its JSON or logfmt field, its shape, or from a word at its beginning with
 * nothing but times, names in brackets and the like before it. No strings are made: it runs for every line of every log.
 */
export function levelIn(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const start = skipAnsi(bytes, from, to);
  if (start >= to) return undefined;
  if (bytes[start] === brace) return levelInJson(bytes, start, to);
  return levelByShape(bytes, start, to) ?? inPrefix(bytes, start, to);
}

/** Goes from word to word for as long as what it meets belongs before a message. */
function inPrefix(bytes: Uint8Array, from: number, end: number): LogLevel | undefined {
  const to = Math.min(end, from + prefixBytes);
  let at = from;
  /** A month was met: the word after its day and time is the host's name. */
  let syslogTime = false;
  while (at < to) {
    at = skipAnsi(bytes, at, to);
    const byte = bytes[at] ?? 0;
    if (letter(byte) === 0) {
      // What Compose puts before a line ends with it.
      const level =
        byte === pipe && bytes[at + 1] === space ? levelByShape(bytes, skipAnsi(bytes, at + 1, to), end) : undefined;
      if (level) return level;
      if (byte === brace && bytes[at + 1] === quote) return levelInJson(bytes, at, end);
      // A request: what follows is a client's.
      if (byte === quote && bytes[at - 1] === space && bytes[at - 2] === closeBracket) return undefined;
      // Numbers, times, brackets: all that is not a word may stand before a level.
      at += 1;
      continue;
    }
    const word = new Word(bytes, at, to);
    const before = at > from ? (bytes[at - 1] ?? 0) : 0;
    const level = levelWord(word, before, at === from) ?? ofNpm(word, from);
    if (level) return level;
    const next = word.end;
    if (bytes[next] === equals) {
      const value = next + (bytes[next + 1] === quote ? 2 : 1);
      const named = isLevelKey(bytes, at, next) ? levelOfWord(new Word(bytes, value, to).number) : undefined;
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

/** A level's word counts by how it stands there: in capitals, in brackets, or before a colon and the like. */
function levelWord(word: Word, before: number, first: boolean): LogLevel | undefined {
  if (word.stem === 0) return undefined;
  if (word.mixed) return inName(word, before);
  const after = word.bytes[word.end] ?? space;
  if (word.end - word.from === 1) return single(word, before, after);
  const level = levelOfWord(word.stem);
  if (!level || !mayBeLevel(word, after)) return undefined;
  const closed = after === closeBracket || after === greater || after === closing;
  if (word.capitals && (closed || after === openBracket || endsCapitals(after))) {
    // logrus: `INFO[0012] …`.
    return after !== openBracket || isDigit(word.bytes[word.end + 1]) ? level : undefined;
  }
  if (closed && isOpened(word, before)) return level;
  if (after === colon) return level;
  return !first || before === 0 ? separated(word, before, level) : undefined;
}

/** Words that are levels in one spelling only. */
function mayBeLevel({ bytes, stem, capitals, end }: Word, after: number): boolean {
  // Nest: `LOG [NestFactory] …`.
  if (stem === logWord) return capitals && (after === colon || bytes[skipAnsi(bytes, end, end + 40)] === openBracket);
  return stem !== failWord || (after === colon && !capitals);
}

/** What may follow a level in capitals. */
function endsCapitals(after: number): boolean {
  return after === colon || after === space || after === tab || after === pipe || after === escape || after === 0x21;
}

/** `[error]`, `<error>`, `(error)`, `"error"`, Fluent Bit's `[ error]`, and Apache's `[core:error]`. */
function isOpened({ bytes, from, end }: Word, before: number): boolean {
  if (before === openBracket || before === less || before === opening || before === quote || before === apostrophe)
    return true;
  let at = from - 1;
  if (before === colon && bytes[end] === closeBracket) {
    do at -= 1;
    while (from - at < 40 && (letter(bytes[at] ?? 0) > 0 || bytes[at] === 0x5f));
  } else while (from - at < 8 && bytes[at] === space) at -= 1;
  return bytes[at] === openBracket;
}

/**
 * A level within a name: Monolog's `local.ERROR:`, Minecraft's `[Server thread/INFO]`, Celery's `: INFO/MainProcess]`,
 * and with a digit Apache's `[core:trace3]` and Postgres' `DEBUG2:`.
 */
function inName(word: Word, before: number): LogLevel | undefined {
  const { bytes, from, letters, end, capitals } = word;
  const after = bytes[end];
  if (end === letters + 1 && isDigit(bytes[letters])) {
    const level = levelOfWord(word.stem);
    const stands = capitals ? after === colon : after === closeBracket && isOpened(word, before);
    return (level === 'debug' || level === 'trace') && stands ? level : undefined;
  }
  if (after !== colon && after !== closeBracket) return undefined;
  if (capitals && bytes[letters] === slash && before === space && bytes[from - 2] === colon)
    return after === closeBracket ? levelOfWord(word.stem) : undefined;
  const last = word.lastCapitals;
  const separator = last < end ? bytes[last - 1] : undefined;
  const found = (separator === dot && after === colon) || (separator === slash && after === closeBracket);
  return found && last > from ? levelOfWord(new Word(bytes, last, end).number) : undefined;
}

/** `[E]`, MongoDB's ` I NETWORK `, or TensorFlow's `: E external/…`. */
function single({ bytes, from, end, capitals }: Word, before: number, after: number): LogLevel | undefined {
  const level = capitals ? levelOfLetter(bytes[from]) : undefined;
  if (!level) return undefined;
  if (before === openBracket && after === closeBracket) return level;
  if (before !== space || after !== space) return undefined;
  const next = skipSpace(bytes, end, end + 3);
  if (isCapital(bytes[next]) && isCapital(bytes[next + 1])) return level;
  if (bytes[from - 2] !== colon || !isDigit(bytes[from - 3])) return undefined;
  let at = next;
  while (letter(bytes[at] ?? 0) > 0) at += 1;
  return at > next && bytes[at] === slash ? level : undefined;
}

/** ` info | `, ` warn - `, or a tab after it: columns of a console logger. */
function separated(word: Word, before: number, level: LogLevel): LogLevel | undefined {
  const { bytes, end, stem } = word;
  if (bytes[end] === tab || bytes[end] === escape || bytes[end] === pipe) return level;
  const next = skipSpace(bytes, end, end + 20);
  const sign = bytes[next];
  if (next === end) return undefined;
  if (sign === pipe || sign === escape || (sign === minus && bytes[next + 1] === space)) return level;
  if (sign === closeBracket) return isOpened(word, before) ? level : undefined;
  if (stem === fatalWord && startsWith(bytes, next, errorColon)) return level;
  // Windows: `2026-11-25 16:04:11, Info                  CBS    …`.
  const column = before === space && bytes[word.from - 2] === comma && isDigit(bytes[word.from - 3]);
  return column && next - end >= 4 && isCapital(sign) ? level : undefined;
}

/** `npm error …`. */
function ofNpm({ bytes, from, end, number }: Word, start: number): LogLevel | undefined {
  if (from !== start + npm.length || bytes[end] !== space || !isNpm(bytes, start)) return undefined;
  const level = levelOfWord(number);
  return level === 'warn' || level === 'error' ? level : undefined;
}

/** Whether a word that is no level can belong to what stands before a message: a name, a month, a time zone. */
function mayComeBefore(bytes: Uint8Array, word: Word, before: number, to: number): boolean {
  const { end, from, mixed, capitals } = word;
  if (mixed || before === openBracket || before === opening) return true;
  // `T` and `Z` of a time, `UTC`, `CEST`.
  if (isDigit(before) || (capitals && end - from <= 5)) return true;
  const after = bytes[end];
  if (after === colon || after === closeBracket || after === openBracket) return true;
  // Gitea: `…/web.go:99:Run() [I] …`.
  if (before === colon && after === opening && bytes[end + 1] === closing) return true;
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

const traceback = ascii('Traceback (most recent');
const exceptionIn = ascii('Exception in thread');
const errorEnd = ascii('Error');
const exceptionEnd = ascii('Exception');
const errorColon = ascii('error:');
const npm = ascii('npm ');

function isNpm(bytes: Uint8Array, from: number): boolean {
  return startsWith(bytes, from, npm);
}

function isMonth(bytes: Uint8Array, { from, end }: Word, sign: number): boolean {
  return end - from === 3 && ((bytes[from] ?? 0) & 0x20) === 0 && isDigit(sign);
}

/** After a value of logfmt, quoted or not. */
function skipValue(bytes: Uint8Array, from: number, to: number): number {
  const quoted = bytes[from] === quote;
  let at = quoted ? from + 1 : from;
  while (
    at < to &&
    (quoted ? bytes[at] !== quote || bytes[at - 1] === backslash : bytes[at] !== space && bytes[at] !== tab)
  )
    at += 1;
  return quoted ? at + 1 : at;
}
