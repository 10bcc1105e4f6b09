import type { LogLevel } from '../../../../app/logs.ts';
import { letter } from './level-bytes.ts';

/** What programs call their levels; syslog's and journald's words among them, and what columns of four letters leave. */
const words: Readonly<Record<LogLevel, readonly string[]>> = {
  trace: ['trace', 'trc', 'trac', 'trce', 'finest', 'finer', 'silly'],
  debug: ['debug', 'dbg', 'debg', 'debu', 'dbug', 'fine', 'verbose', 'config'],
  info: ['info', 'inf', 'information', 'notice', 'note', 'log', 'informational', 'success'],
  warn: ['warn', 'warning', 'wrn', 'caution'],
  error: ['error', 'err', 'eror', 'erro', 'severe', 'failure', 'fail'],
  fatal: ['fatal', 'ftl', 'fata', 'crit', 'critical', 'alert', 'emerg', 'emergency', 'panic', 'pani', 'dpanic'],
};

/** Letters that make a number which JavaScript holds exactly: 27^11 < 2^53. */
export const longestWord = 11;

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

/** `log`, which is a level only where it stands in capitals, as Postgres and Nest write it. */
export const logWord = numberOf('log');
/** `fail`, which is one only as `fail:`, as .NET writes it. */
export const failWord = numberOf('fail');
/** `fatal`, which may be followed by `error:`. */
export const fatalWord = numberOf('fatal');

/** The level that a letter stands for where programs write letters: glog, klog, MongoDB, Gitea. */
export function levelOfLetter(byte: number | undefined): LogLevel | undefined {
  return byte === undefined ? undefined : letters.get(byte);
}

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
