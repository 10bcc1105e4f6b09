/** Longest timestamp an engine puts before a line: RFC 3339 with nanoseconds and an offset. */
export const maxStamp = 35;

const pattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/**
 * An engine's timestamp as RFC 3339 with nine digits, UTC; undefined if it is none. Docker writes just that; Podman
 * leaves trailing zeros out and writes the offset of its machine.
 */
export function readStamp(text: string): string | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, seconds = '', fraction = '', zone] = match;
  if (zone === 'Z' && fraction.length === 9) return text;
  const ms = Date.parse(`${seconds}${zone}`);
  if (!Number.isFinite(ms)) return undefined;
  return `${new Date(ms).toISOString().slice(0, 19)}.${fraction.padEnd(9, '0')}Z`;
}

/** RFC 3339 → `seconds.nanoseconds`, the only form of `since` that every engine takes; undefined if it is no time. */
export function toSince(time: string): string | undefined {
  const stamp = readStamp(time);
  if (stamp === undefined) return undefined;
  return `${Date.parse(`${stamp.slice(0, 19)}Z`) / 1000}.${stamp.slice(20, 29)}`;
}
