/** One field of a protobuf message: a number (varint) or bytes (strings and messages inside). */
export interface Field {
  readonly number: number;
  /** 0 where the field holds bytes. */
  readonly value: number;
  /** Empty where the field holds a number. */
  readonly bytes: Uint8Array;
}

const empty = new Uint8Array(0);
/** A trace holds some thousand fields; far more is no trace. */
const mostFields = 100_000;

/** The fields of a message in their order. Throws a RangeError at anything cut off or malformed. */
export function readFields(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  const at = { offset: 0 };
  while (at.offset < message.length) {
    if (fields.length >= mostFields) throw new RangeError('too many fields');
    const key = varint(message, at);
    const number = Math.floor(key / 8);
    if (number < 1) throw new RangeError('no field number');
    const field = readField(message, at, number, key % 8);
    if (field) fields.push(field);
  }
  return fields;
}

function readField(message: Uint8Array, at: { offset: number }, number: number, wire: number): Field | undefined {
  if (wire === 0) return { number, value: varint(message, at), bytes: empty };
  if (wire === 2) return { number, value: 0, bytes: take(message, at, varint(message, at)) };
  // Fixed-size numbers: nothing that is read here uses them.
  if (wire === 1 || wire === 5) {
    take(message, at, wire === 1 ? 8 : 4);
    return undefined;
  }
  throw new RangeError('unknown wire type');
}

function take(message: Uint8Array, at: { offset: number }, size: number): Uint8Array {
  const end = at.offset + size;
  if (!(size >= 0 && end <= message.length)) throw new RangeError('cut off');
  const bytes = message.subarray(at.offset, end);
  at.offset = end;
  return bytes;
}

/** Numbers beyond 2^53 lose their last digits, and negative ones (ten bytes) come out as 0: neither is meant here. */
function varint(message: Uint8Array, at: { offset: number }): number {
  let value = 0;
  for (let index = 0; index < 10; index += 1) {
    const byte = message[at.offset];
    if (byte === undefined) throw new RangeError('cut off');
    at.offset += 1;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return index === 9 ? 0 : value;
  }
  throw new RangeError('number too long');
}
