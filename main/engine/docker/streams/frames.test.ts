import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../../../app/rpc/problem.ts';
import { frame } from '../../../../e2e/fake/engine.ts';
import { FrameParser } from './frames.ts';

function parse(chunks: readonly Buffer[]): [string, string][] {
  const seen: [string, string][] = [];
  let open: Buffer[] = [];
  const parser = new FrameParser({
    start: () => (open = []),
    data: (_, chunk, from, to) => open.push(Buffer.from(chunk.subarray(from, to))),
    end: (source) => seen.push([source, Buffer.concat(open).toString('hex')]),
  });
  for (const chunk of chunks) parser.push(chunk);
  return seen;
}

function thrown(run: () => void): ProblemError {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error;
  }
  throw new Error('nothing was thrown');
}

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, n) => bytes.subarray(at[n], end));
}

const frames = fc.array(fc.tuple(fc.constantFrom<1 | 2>(1, 2), fc.uint8Array({ maxLength: 40 })), { maxLength: 20 });

describe('FrameParser', () => {
  test('finds the same frames in the same order wherever the bytes are cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { maxLength: 30 }), (list, cuts) => {
        const bytes = Buffer.concat(list.map(([stream, data]) => frame(stream, Buffer.from(data))));
        const wanted = list.map(([stream, data]) => [
          stream === 1 ? 'stdout' : 'stderr',
          Buffer.from(data).toString('hex'),
        ]);
        expect(parse(cutAt(bytes, cuts))).toEqual(wanted);
        expect(parse(Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(wanted);
      }),
    );
  });

  test('passes the payload of a frame that claims 4 GB on as it comes', () => {
    const sizes: number[] = [];
    const parser = new FrameParser({
      start: () => {},
      data: (_, _chunk, from, to) => sizes.push(to - from),
      end: () => {},
    });
    parser.push(Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]));
    parser.push(Buffer.alloc(1000));
    expect(sizes).toEqual([1000]);
  });

  test.each([
    ['an unknown type', [9, 0, 0, 0, 0, 0, 0, 1]],
    ['bytes where zeros belong', [1, 0, 7, 0, 0, 0, 0, 1]],
    ['plain text', [...Buffer.from('<!DOCTYPE html>')]],
  ])('refuses a header with %s', (_, header) => {
    expect(() => parse([Buffer.from(header)])).toThrow(ProblemError);
  });

  test('throws the engine’s own error with its words, bounded', () => {
    const bytes = frame(1, `Error grabbing logs: ${'x'.repeat(5000)}`);
    bytes[0] = 3;
    const error = thrown(() => parse([bytes]));
    expect(error.problem.detail).toMatch(/^Error grabbing logs: x+$/);
    expect(error.problem.detail).toHaveLength(2000);
  });
});
