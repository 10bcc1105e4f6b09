import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './codec.ts';

describe('the WebSocket codec', () => {
  it('gives back what it was given, binary fields as bytes', () => {
    const body = fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.oneof(fc.uint8Array(), fc.string(), fc.integer(), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(fc.nat(), body, (id, value) => {
        const plain = { ...value };
        expect(decode(encode({ t: 'item', id, value: plain }))).toEqual({ t: 'item', id, value: plain });
      }),
    );
  });

  it('sends text when there are no bytes', () => {
    expect(encode({ t: 'end', id: 1 })).toBe('{"t":"end","id":1}');
    expect(encode({ t: 'result', id: 1, value: [1, 2] })).toBeTypeOf('string');
    expect(encode({ t: 'result', id: 1, value: undefined })).toBeTypeOf('string');
  });

  it('copies bytes out of the frame, so that nothing else of it is reachable', () => {
    const frame = encode({ t: 'item', id: 1, value: { data: new Uint8Array([1, 2, 3]) } });
    const { value } = decode(frame) as { value: { data: Uint8Array } };
    expect(value.data.buffer.byteLength).toBe(3);
  });

  it('throws on any bytes that are not a frame, and never hangs or crashes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => decode(bytes)).toThrow();
      }),
    );
  });

  it('throws on a frame cut anywhere', () => {
    const frame = encode({ t: 'item', id: 1, value: { data: new Uint8Array(40), kind: 'output' } }) as Uint8Array;
    for (let end = 0; end < frame.byteLength; end++) expect(() => decode(frame.slice(0, end))).toThrow();
  });

  it('does not let a part reach the prototype', () => {
    const head = new TextEncoder().encode('[{"t":"item","id":1,"value":{}},[["__proto__",0]]]');
    const frame = new Uint8Array(4 + head.byteLength);
    new DataView(frame.buffer).setUint32(0, head.byteLength);
    frame.set(head, 4);
    expect(() => decode(frame)).toThrow();
  });
});
