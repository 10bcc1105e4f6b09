import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scrollback } from './scrollback.ts';

describe('a scrollback', () => {
  it('gives back the last bytes in order, however they came and are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), fc.integer({ min: 1, max: 30 }), (chunks, most) => {
        const scrollback = new Scrollback(64);
        for (const chunk of chunks) scrollback.append(chunk);
        const all = chunks.flatMap((chunk) => [...chunk]);
        expect(scrollback.end).toBe(all.length);
        const read: number[] = [];
        for (let at = scrollback.start; at < scrollback.end; ) {
          const part = scrollback.read(at, most);
          read.push(...part);
          at += part.byteLength;
        }
        expect(read).toEqual(all.slice(scrollback.start));
        expect(read.length).toBeGreaterThanOrEqual(Math.min(64, all.length));
        expect(read.length).toBeLessThan(64 + 50);
      }),
    );
  });

  it('grows from little to its limit without losing its place', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 12 }), (lengths) => {
        const scrollback = new Scrollback(20_000);
        let all = new Uint8Array();
        for (const length of lengths) {
          const chunk = Uint8Array.from({ length }, (_, n) => (all.length + n) % 251);
          scrollback.append(chunk);
          all = Uint8Array.from([...all, ...chunk]);
          expect(scrollback.end).toBe(all.length);
          expect(all.length - scrollback.start).toBe(Math.min(all.length, 20_000));
          expect(Buffer.from(scrollback.read(0, 50_000)).equals(all.subarray(scrollback.start))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('continues at the oldest byte kept when asked for one that is gone', () => {
    const scrollback = new Scrollback(4);
    for (const byte of [1, 2, 3, 4, 5, 6]) scrollback.append(new Uint8Array([byte]));
    expect([...scrollback.read(0, 100)]).toEqual([3, 4, 5, 6]);
    expect([...scrollback.read(6, 100)]).toEqual([]);
  });

  it('does not change when the buffer that it was given does', () => {
    const scrollback = new Scrollback(10);
    const chunk = new Uint8Array([1, 2]);
    scrollback.append(chunk);
    chunk.fill(9);
    expect([...scrollback.read(0, 10)]).toEqual([1, 2]);
  });
});
