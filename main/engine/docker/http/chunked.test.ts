import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChunkedBody } from './chunked.ts';

function decode(pieces: readonly Buffer[]): { payload: Buffer; done: boolean } {
  const payload: Buffer[] = [];
  const body = new ChunkedBody((bytes, from, to) => payload.push(Buffer.from(bytes.subarray(from, to))));
  for (const piece of pieces) body.push(piece, 0, piece.length);
  return { payload: Buffer.concat(payload), done: body.done };
}

const encode = (chunks: readonly Uint8Array[], extension: string) =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('0\r\nX-Trailer: yes\r\n\r\n'),
  ]);

describe('a chunked body', () => {
  test('is the same wherever it is cut, and is done only at its end', () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(chunk, { maxLength: 10 }),
        fc.constantFrom('', ';a=b', ';a;b="c\\"; d"'),
        fc.nat(),
        (chunks, extension, cut) => {
          const bytes = encode(chunks, extension);
          const payload = Buffer.concat(chunks);
          const at = cut % bytes.length;
          expect(decode([bytes.subarray(0, at), bytes.subarray(at)])).toEqual({ payload, done: true });
          expect(decode(Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual({ payload, done: true });
          expect(decode([bytes.subarray(0, at)]).done).toBe(false);
        },
      ),
    );
  });

  test('that is none is refused instead of read on and on', () => {
    for (const text of ['2  \r\nab\r\n', '2 x\r\nab\r\n', '2\nab\r\n', '2\r\nab\n2\r\n', '2\r\nab\r\r\n'])
      expect(() => decode([Buffer.from(text)])).toThrow(/chunk/);
    for (const text of ['2;\r\nab\r\n', '2;a="b\r\nab\r\n', '2;a\u0007\r\n', '2\rab', '0\r\n\n', '0\r\nA: b\n\n'])
      expect(() => decode([Buffer.from(text)])).toThrow(/chunk/);
    for (const text of ['<html>', 'ffffffffffffff\r\n', '\r\n', '2\r\nabc\r\n', `1;${'x'.repeat(20_000)}\r\n`]) {
      expect(() => decode([Buffer.from(text)])).toThrow(/chunk/);
    }
  });
});
