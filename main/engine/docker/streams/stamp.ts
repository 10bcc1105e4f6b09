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

/** Length of Docker's timestamps: always nine digits, always `Z`, and of what comes before the fraction. */
const dockerStamp = 30;
const wholeSeconds = 19;
const [dot, zulu, space, zero, nine] = [0x2e, 0x5a, 0x20, 0x30, 0x39];

/** Reads timestamps to seconds since the epoch and nanoseconds. Neighbours mostly share their second, which is kept. */
export class StampReader {
  seconds = 0;
  nanos = 0;
  readonly #prefix = Buffer.alloc(wholeSeconds);
  #prefixSeconds = 0;

  /** Docker's fixed form and the space after it: their length; 0 if `bytes[from…to)` does not begin so. */
  readDocker(bytes: Buffer, from: number, to: number): number {
    if (to - from <= dockerStamp) return 0;
    if (
      bytes[from + dockerStamp] !== space ||
      bytes[from + dockerStamp - 1] !== zulu ||
      bytes[from + wholeSeconds] !== dot
    )
      return 0;
    let nanos = 0;
    for (let at = from + wholeSeconds + 1; at < from + dockerStamp - 1; at += 1) {
      const digit = bytes[at] ?? 0;
      if (digit < zero || digit > nine) return 0;
      nanos = nanos * 10 + digit - zero;
    }
    if (!this.#samePrefix(bytes, from) && !this.#readPrefix(bytes, from)) return 0;
    this.seconds = this.#prefixSeconds;
    this.nanos = nanos;
    return dockerStamp + 1;
  }

  /** Any form that engines write; false if it is no time. */
  read(text: string): boolean {
    const stamp = readStamp(text);
    if (stamp === undefined) return false;
    this.seconds = Date.parse(`${stamp.slice(0, wholeSeconds)}Z`) / 1000;
    this.nanos = Number(stamp.slice(wholeSeconds + 1, -1));
    return Number.isFinite(this.seconds) && this.seconds >= 0;
  }

  #samePrefix(bytes: Buffer, from: number): boolean {
    // Backwards: what changes from line to line stands last.
    for (let at = wholeSeconds - 1; at >= 0; at -= 1) if (bytes[from + at] !== this.#prefix[at]) return false;
    return true;
  }

  #readPrefix(bytes: Buffer, from: number): boolean {
    const text = bytes.toString('latin1', from, from + wholeSeconds);
    const seconds = readStamp(`${text}.000000000Z`) === undefined ? Number.NaN : Date.parse(`${text}Z`) / 1000;
    if (!Number.isFinite(seconds) || seconds < 0) return false;
    bytes.copy(this.#prefix, 0, from, from + wholeSeconds);
    this.#prefixSeconds = seconds;
    return true;
  }
}
