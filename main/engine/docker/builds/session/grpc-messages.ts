/** Before each message: whether it is compressed, which nobody here does, and how long it is. */
const prefixSize = 5;

/** A message as it goes over a stream of gRPC. */
export function framed(message: Uint8Array): readonly [prefix: Buffer, message: Uint8Array] {
  const prefix = Buffer.alloc(prefixSize);
  prefix.writeUInt32BE(message.length, 1);
  return [prefix, message];
}

/**
 * The messages of a stream of gRPC, however it is cut. Throws a RangeError at one of more bytes than `most`; half a message
 * at the end is left out.
 */
export async function* messagesOf(chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer, void> {
  let waiting: Buffer[] = [];
  let size = 0;
  // Joined only once a message is whole: a long one comes in many pieces.
  let wanted = prefixSize;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < wanted) continue;
    let rest = Buffer.concat(waiting);
    for (;;) {
      const length = rest.length < prefixSize ? 0 : rest.readUInt32BE(1);
      if (length > most) throw new RangeError('a message is too long');
      wanted = prefixSize + length;
      if (rest.length < wanted) break;
      yield rest.subarray(prefixSize, wanted);
      rest = rest.subarray(wanted);
    }
    waiting = [rest];
    size = rest.length;
  }
}
