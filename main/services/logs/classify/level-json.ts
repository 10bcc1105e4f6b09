import type { LogLevel } from '../../../../app/logs.ts';
import { ascii, byteOf, isDigit, numberAt, skipSpace, startsWith } from './level-bytes.ts';
import { Word } from './level-word.ts';
import { levelOfLetter, levelOfWord } from './level-words.ts';

const { quote, backslash, colon } = byteOf;

/** Bytes of a JSON line that are looked through for its level. */
const jsonBytes = 4096;

/** What structured loggers call the field. */
const keys = 'level severity lvl loglevel logLevel log.level log_level levelname level_name @l @level Level LogLevel'
  .concat(' Severity SeverityText severityText severity_text')
  .split(' ')
  .map(ascii);

const keysByLetter = new Map<number, readonly Uint8Array[]>(
  keys.map(([first = 0]) => [first, keys.filter((key) => key[0] === first)]),
);

/** MongoDB's lines begin so, and their severity is one letter: `"s":"I"`. */
const mongo = ascii('{"t":{"$date"');
const mongoKey = [ascii('s')];

/** The value of `"level"` and its like; a key inside of a string has a backslash before its quote. */
export function levelInJson(bytes: Uint8Array, from: number, end: number): LogLevel | undefined {
  const to = Math.min(end, from + jsonBytes);
  const ofMongo = startsWith(bytes, from, mongo);
  for (let at = from + 1; at < to; at += 1) {
    if (bytes[at] !== quote || bytes[at - 1] === backslash) continue;
    const among = ofMongo ? mongoKey : keysByLetter.get(bytes[at + 1] ?? 0);
    const key = among?.find((key) => bytes[at + key.length + 1] === quote && startsWith(bytes, at + 1, key));
    if (!key) continue;
    let value = skipSpace(bytes, at + key.length + 2, to);
    if (bytes[value] !== colon) continue;
    value = skipSpace(bytes, value + 1, to);
    const level = bytes[value] === quote ? quotedLevel(bytes, value + 1, to) : numbered(numberAt(bytes, value, to));
    if (level) return level;
  }
  return undefined;
}

/** Whether bytes are a key of logfmt that names the level. */
export function isLevelKey(bytes: Uint8Array, from: number, end: number): boolean {
  const among = keysByLetter.get(bytes[from] ?? 0);
  return among?.some((key) => key.length === end - from && startsWith(bytes, from, key)) ?? false;
}

/** A word, or MongoDB's letter, which `D` has a digit behind. */
function quotedLevel(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const end = from + 1 + (isDigit(bytes[from + 1]) ? 1 : 0);
  if (bytes[end] === quote) return levelOfLetter(bytes[from]);
  const word = new Word(bytes, from, to);
  return bytes[skipSpace(bytes, word.end, to)] === quote ? levelOfWord(word.number) : undefined;
}

/** Bunyan's and pino's numbers. */
function numbered(number: number): LogLevel | undefined {
  if (number < 10 || number > 60 || number % 10 !== 0) return undefined;
  return (['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)[number / 10 - 1];
}
