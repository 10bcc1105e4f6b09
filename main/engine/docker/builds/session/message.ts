/** Protobuf messages to send: each function gives a field, which are joined. What is zero or empty is left out. */
export function numberField(number: number, value: number | bigint): Buffer {
  return BigInt(value) === 0n ? empty : Buffer.concat([varint(number * 8), varint(value)]);
}

/** The same for text, bytes and messages inside; an empty message is told by `undefined` being left out instead. */
export function bytesField(number: number, value: string | Uint8Array | undefined): Buffer {
  if (value === undefined) return empty;
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

const empty = Buffer.alloc(0);

function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
