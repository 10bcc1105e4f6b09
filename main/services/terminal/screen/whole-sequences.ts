/** Bytes of one escape sequence; a longer one (an image, a flood of a title) is left out, whoever it was meant for. */
const longestSequence = 64 * 1024;

const escape = 0x1b;
/** They end a sequence without effect, wherever they come. */
const isAbort = (byte: number) => byte === 0x18 || byte === 0x1a;

/** What a byte of a sequence leads to. `string`: it goes on until a terminator, however long that takes. */
type State = 'ground' | 'escape' | 'sequence' | 'string';

/**
 * Cuts an endless output where no escape sequence and no character is cut: the part that is incomplete waits for its
 * rest. So whoever begins to read after any piece sees what the others see. Each byte is looked at a few times, in
 * however many pieces it comes.
 */
export class WholeSequences {
  /** Begins with what is incomplete; of its room so much is in use. */
  #held: Uint8Array = new Uint8Array();
  #used = 0;
  /** What is held has come to this: `ground` within a character. */
  #state: State = 'ground';
  /** Within a sequence that was too long. */
  #leavingOut = false;

  /** What is complete of all that came so far. */
  push(chunk: Uint8Array): Uint8Array {
    let rest = chunk;
    if (this.#leavingOut) {
      const end = endOfString(chunk);
      if (end === undefined) return new Uint8Array();
      this.#leavingOut = false;
      rest = chunk.subarray(end);
    }
    if (this.#goesOn(rest)) {
      this.#hold(rest);
      return new Uint8Array();
    }
    const all = this.#used > 0 ? join(this.#held.subarray(0, this.#used), rest) : rest;
    const { end, state } = completeUntil(all);
    this.#used = 0;
    this.#state = state;
    this.#hold(all.subarray(end));
    return all.subarray(0, end);
  }

  /** Whether all of it belongs to the sequence that is held, and does not complete it. */
  #goesOn(rest: Uint8Array): boolean {
    if (this.#used === 0 || this.#state === 'ground') return false;
    let state: State = this.#state;
    let before = this.#held[this.#used - 1] ?? 0;
    for (const byte of rest) {
      if (byte === escape || (before === 0xc2 && byte >= 0x80 && byte <= 0x9f)) return false;
      state = next(state, byte, before);
      if (state === 'ground') return false;
      before = byte;
    }
    this.#state = state;
    return true;
  }

  #hold(bytes: Uint8Array): void {
    const size = this.#used + bytes.byteLength;
    if (size > longestSequence) {
      this.#held = new Uint8Array();
      this.#used = 0;
      this.#leavingOut = true;
      return;
    }
    if (size > this.#held.byteLength) {
      const room = new Uint8Array(Math.min(longestSequence, size * 2));
      room.set(this.#held.subarray(0, this.#used));
      this.#held = room;
    }
    this.#held.set(bytes, this.#used);
    this.#used = size;
  }
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.byteLength + second.byteLength);
  all.set(first);
  all.set(second, first.byteLength);
  return all;
}

/** Where the last sequence or character begins that is not complete, and what it has come to; the length if all are. */
function completeUntil(bytes: Uint8Array): { readonly end: number; readonly state: State } {
  // An escape ends whatever was before it, so only what follows the last one can be incomplete.
  const begin = lastIntroducer(bytes);
  const state = begin === undefined ? 'ground' : scan(bytes, begin);
  return { end: begin === undefined || state === 'ground' ? characterEnd(bytes) : begin, state };
}

/** The last byte that begins a sequence: ESC, or one of the C1 controls, which come as two bytes of UTF-8. */
function lastIntroducer(bytes: Uint8Array): number | undefined {
  const last = bytes.lastIndexOf(escape);
  for (let at = bytes.lastIndexOf(0xc2); at > last; at = at > 0 ? bytes.lastIndexOf(0xc2, at - 1) : -1) {
    const next = bytes[at + 1] ?? 0;
    if (next >= 0x80 && next <= 0x9f && next !== 0x9c) return at;
  }
  return last < 0 ? undefined : last;
}

function scan(bytes: Uint8Array, from: number): State {
  const isC1 = bytes[from] !== escape;
  let state: State = isC1 ? afterControl((bytes[from + 1] ?? 0) - 0x40) : 'escape';
  for (let at = from + (isC1 ? 2 : 1); at < bytes.length && state !== 'ground'; at += 1) {
    state = next(state, bytes[at] ?? 0, bytes[at - 1] ?? 0);
  }
  return state;
}

function next(state: State, byte: number, before: number): State {
  if (isAbort(byte)) return 'ground';
  switch (state) {
    case 'escape':
      // Intermediate bytes, then one that says what it is; other controls take effect in between.
      return byte < 0x30 ? 'escape' : before === escape ? afterControl(byte) : 'ground';
    case 'sequence':
      return byte >= 0x40 && byte <= 0x7e ? 'ground' : 'sequence';
    case 'string':
      return endsString(byte, before) ? 'ground' : 'string';
    case 'ground':
      return 'ground';
  }
}

/** What the byte after an ESC begins: CSI, or one of the strings (DCS, SOS, OSC, PM, APC). */
function afterControl(byte: number): State {
  if (byte === 0x5b) return 'sequence';
  return [0x50, 0x58, 0x5d, 0x5e, 0x5f].includes(byte) ? 'string' : 'ground';
}

/** BEL ends an OSC only; that it may cut another string short harms none but a hostile one. */
function endsString(byte: number, before: number): boolean {
  return byte === 0x07 || (byte === 0x9c && before === 0xc2);
}

/** Where a string ends in what follows its beginning; an ESC, which ends it, too, is left for whatever it begins. */
function endOfString(bytes: Uint8Array): number | undefined {
  for (const [at, byte] of bytes.entries()) {
    if (byte === escape) return at;
    if (isAbort(byte) || endsString(byte, bytes[at - 1] ?? 0)) return at + 1;
  }
  return undefined;
}

/** The end of the last character of UTF-8 that is complete, or that nothing can complete. */
function characterEnd(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back += 1) {
    const byte = bytes[length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    return byte > 0xf4 || size <= back ? length : length - back;
  }
  return length;
}
