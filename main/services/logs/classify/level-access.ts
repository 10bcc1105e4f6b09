import type { LogLevel } from '../../../../app/logs.ts';
import { ascii, byteOf, find, isDigit, letter, numberAt, skipAnsi, skipSpace, startsWith } from './level-bytes.ts';

const { space, quote, minus, colon, openBracket, backslash, closeBracket, pipe, dot } = byteOf;

/** Bytes of what stands before the time of a request: an address, a host's name, a user's. */
const mostBefore = 200;
/** Bytes of a name, an address, a time. */
const mostName = 64;
/** `25/Nov/2026 16:04:11`, without its first byte. */
const shortestTime = 17;
/** Bytes of a request: servers take some kB. */
const mostRequest = 16 * 1024;

const gin = ascii('[GIN] ');

/**
 * The level of a line that logs a request, by its status: an error from 500 on, a warning from 400 on. Lines are those of
 * the Common Log Format and what is made after it (Apache, nginx, Envoy, Django: `[time] "request" status`), and Gin's.
 */
export function levelOfStatus(bytes: Uint8Array, from: number, to: number): LogLevel | undefined {
  const start = afterName(bytes, skipAnsi(bytes, from, to), to);
  if (startsWith(bytes, start, gin)) return levelOf(bytes, skipAnsi(bytes, find(bytes, pipe, start, to) + 1, to), to);
  const time = timeOfRequest(bytes, start, to);
  if (time === undefined) return undefined;
  const closed = find(bytes, closeBracket, time, Math.min(to, time + mostName));
  if (closed - time < shortestTime || bytes[closed + 1] !== space || bytes[closed + 2] !== quote) return undefined;
  const end = Math.min(to, closed + mostRequest);
  let at = closed + 3;
  while (at < end && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return bytes[at + 1] === space ? levelOf(bytes, at + 2, to) : undefined;
}

/** Behind `app-1  | `, which Compose puts before a line. */
export function afterName(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isInName(bytes[at] ?? 0)) at += 1;
  if (at === from || bytes[at] !== space) return from;
  at = skipSpace(bytes, at, to);
  return bytes[at] === pipe && bytes[at + 1] === space ? skipAnsi(bytes, at + 1, to) : from;
}

function isInName(byte: number): boolean {
  return letter(byte) > 0 || isDigit(byte) || byte === minus || byte === dot || byte === 0x5f;
}

/** Where the time begins: at once, or behind an address, `-` for who owns the connection (RFC 1413), and a user's name. */
function timeOfRequest(bytes: Uint8Array, from: number, to: number): number | undefined {
  if (bytes[from] === openBracket) return isDigit(bytes[from + 1]) ? from + 1 : undefined;
  const end = Math.min(to, from + mostBefore);
  let at = find(bytes, space, from, Math.min(end, from + mostName));
  // A host's name or another address may come first.
  if (bytes[at + 1] !== minus) at = find(bytes, space, at + 1, Math.min(end, at + 1 + mostName));
  if (bytes[at + 1] !== minus || bytes[at + 2] !== space) return undefined;
  for (at += 3; at < end; at += 1) {
    if (bytes[at] === openBracket && bytes[at - 1] === space && isDigit(bytes[at + 1])) return at + 1;
  }
  return undefined;
}

/** A status of three digits with nothing behind it that makes it another number. */
function levelOf(bytes: Uint8Array, at: number, to: number): LogLevel | undefined {
  const status = at + 3 <= to ? numberAt(bytes, at, to) : -1;
  const after = bytes[at + 3] ?? space;
  if (isDigit(after) || after === dot || after === colon || status < 400 || status > 599) return undefined;
  return status < 500 ? 'warn' : 'error';
}
