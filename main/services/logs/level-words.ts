import type { LogLevel } from '../../../app/logs.ts';

/** What programs call their levels; syslog's and journald's words among them. */
const words: Readonly<Record<LogLevel, readonly string[]>> = {
  trace: ['trace', 'trc', 'finest', 'finer', 'silly'],
  debug: ['debug', 'dbg', 'debg', 'fine', 'verbose', 'config'],
  info: ['info', 'inf', 'information', 'notice', 'note', 'log', 'informational', 'success'],
  warn: ['warn', 'warning', 'wrn', 'caution'],
  error: ['error', 'err', 'eror', 'severe', 'failure'],
  fatal: ['fatal', 'ftl', 'crit', 'critical', 'alert', 'emerg', 'emergency', 'panic', 'dpanic'],
};

/** Letters that make a number which JavaScript holds exactly: 27^11 < 2^53. */
export const longestWord = 11;

/** A letter's place in the alphabet, 1 to 26; 0 for any other byte. */
export function letter(byte: number): number {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? lower - 0x60 : 0;
}

/** A word as a number in base 27, whatever its case; longer ones than `longestWord` are none. */
function numberOf(word: string): number {
  return [...word].reduce((sum, char) => sum * 27 + letter(char.charCodeAt(0)), 0);
}

const levels = new Map(
  (Object.entries(words) as [LogLevel, readonly string[]][]).flatMap(([level, names]) =>
    names.filter(({ length }) => length <= longestWord).map((name) => [numberOf(name), level] as const),
  ),
);

/** The level that a word names, given as a number in base 27. */
export function levelOfWord(word: number): LogLevel | undefined {
  return levels.get(word);
}

/** `log`, which is a level only where it stands in capitals, as Postgres writes it. */
export const logWord = numberOf('log');
