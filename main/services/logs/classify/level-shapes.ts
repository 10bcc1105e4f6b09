import type { LogLevel } from '../../../../app/logs.ts';
import { byteOf, find, isDigit, letter, numberAt, skipDigits, skipSpace } from './level-bytes.ts';
import { levelOfLetter } from './level-words.ts';

const { space, colon, minus, dot, less, greater, slash, opening, closing, openBracket } = byteOf;

/** The level of a line that is told by its shape alone: syslog's priority, glog, Redis, Android's logcat. */
export function levelByShape(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const first = bytes[from] ?? 0;
  if (letter(first) > 0) return glog(bytes, from, to) ?? logcatTag(bytes, from, to);
  if (isDigit(first)) return redis(bytes, from, to) ?? logcat(bytes, from, to);
  if (first === less) return priority(bytes, from, to);
  // Its long format: `[ 11-25 16:04:11.123  1234: 5678 E/Tag ]`.
  return first === openBracket && bytes[from + 1] === space ? logcat(bytes, from + 2, to) : undefined;
}

/** RFC 5424's severities. */
const severities: readonly LogLevel[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];

/** `<14>…`. */
function priority(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const number = numberAt(bytes, from + 1, to);
  return number >= 0 && bytes[skipDigits(bytes, from + 1, to)] === greater ? severities[number % 8] : undefined;
}

/**
 * Go's and Kubernetes' `E1125 16:04:11.123456       1 file.go:12] …`; also with a year of two digits (CockroachDB) or
 * four (glog in C++).
 */
function glog(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  if (!isDigit(bytes[from + 1])) return undefined;
  const after = skipDigits(bytes, from + 1, Math.min(to, from + 10));
  const size = after - from - 1;
  if ((size !== 4 && size !== 6 && size !== 8) || bytes[after] !== space || to - after < 7) return undefined;
  return isDigit(bytes[after + 1]) && bytes[after + 3] === colon ? levelOfLetter(bytes[from]) : undefined;
}

/** `1:M 25 Nov 2026 16:04:11.123 * Ready`: a process, its role, a time, a sign. */
function redis(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const role = skipDigits(bytes, from, Math.min(to, from + 7)) + 1;
  if (bytes[role - 1] !== colon || bytes[role + 1] !== space || !roles.has(bytes[role] ?? 0)) return undefined;
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
  [0x2a, 'info'],
  [0x23, 'warn'],
]);

/** Android's letters: V is below D, S is silence. */
const priorities = new Map<number, LogLevel>(
  (
    [
      ['V', 'trace'],
      ['D', 'debug'],
      ['I', 'info'],
      ['W', 'warn'],
      ['E', 'error'],
      ['F', 'fatal'],
    ] as const
  ).map(([char, level]) => [char.charCodeAt(0), level]),
);

/** Bytes of `11-25 16:04:11.1`. */
const shortestTime = 16;

/** `11-25 16:04:11.123  1234  5678 E Tag: …`, and with a year, a user's number, or `E/Tag` behind the time. */
function logcat(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const day = bytes[from + 4] === minus ? from + 5 : from;
  if (to - day < shortestTime) return undefined;
  if (bytes[day + 2] !== minus || bytes[day + 5] !== space || bytes[day + 8] !== colon) return undefined;
  if (bytes[day + 11] !== colon || bytes[day + 14] !== dot) return undefined;
  const time = skipDigits(bytes, day + 15, to);
  let at = skipSpace(bytes, time, to);
  // A process and a thread, and whose they are, or `1234-5678/com.example`.
  let numbers = 0;
  while (isDigit(bytes[at]) && numbers < 3) {
    numbers += 1;
    const end = find(bytes, space, at, Math.min(to, at + 100));
    at = skipSpace(bytes, end, to);
  }
  const level = priorities.get(bytes[at] ?? 0);
  if (!level || at === time) return undefined;
  if (bytes[at + 1] === slash) return level;
  return numbers >= 2 && bytes[at + 1] === space ? level : undefined;
}

/** `E/Tag( 1234): …` and `E/Tag: …`, but not `I/O: …`. */
function logcatTag(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const level = bytes[from + 1] === slash ? priorities.get(bytes[from] ?? 0) : undefined;
  if (!level || letter(bytes[from + 3] ?? 0) === 0) return undefined;
  let end = from + 2;
  while (end < to && isInTag(bytes[end] ?? 0)) end += 1;
  const at = skipSpace(bytes, end, to);
  if (bytes[at] !== opening) return bytes[end] === colon && bytes[end + 1] === space ? level : undefined;
  const process = skipSpace(bytes, at + 1, to);
  const closed = skipDigits(bytes, process, to);
  return closed > process && bytes[closed] === closing && bytes[closed + 1] === colon ? level : undefined;
}

function isInTag(byte: number): boolean {
  return letter(byte) > 0 || isDigit(byte) || byte === dot || byte === minus || byte === 0x5f;
}
