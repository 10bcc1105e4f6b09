import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../../../app/logs.ts';
import { MemoryRows } from '../model/memory-rows.ts';
import { TailEnd } from './tail-end.ts';

/** Rows of which only some are here. */
class Sparse extends MemoryRows {
  readonly here = new Set<number>();
  override row(position: number): LogRow | undefined {
    return this.here.has(position) ? super.row(position) : undefined;
  }
  fetch(from: number, to: number): void {
    for (let at = from; at < to; at += 1) this.here.add(at);
  }
  grow(count: number): void {
    this.add(Array.from({ length: count }, () => ({ time: '', text: '' })));
  }
}

describe('the end of a followed log', () => {
  it('moves on only when a screen of rows before it is here', () => {
    const source = new Sparse();
    const tail = new TailEnd(source);
    source.grow(100);
    tail.advance(10);
    expect(tail.end).toBeUndefined();
    source.fetch(90, 100);
    tail.advance(10);
    expect(tail.end).toBe(100);
    source.grow(50);
    tail.advance(10);
    expect(tail.end).toBe(100);
    expect(tail.wanted({ from: 90, to: 100 }, 10, true)).toEqual([
      { from: 90, to: 100 },
      { from: 140, to: 150 },
    ]);
  });

  it('gets there although the log grows faster than rows come', () => {
    const source = new Sparse();
    const tail = new TailEnd(source);
    source.grow(100);
    source.fetch(90, 100);
    tail.advance(10);
    source.grow(1000);
    tail.advance(10);
    source.grow(1000);
    tail.advance(10);
    source.fetch(1090, 1100);
    tail.advance(10);
    expect(tail.end).toBe(1100);
    expect(tail.wanted({ from: 1090, to: 1100 }, 10, true).at(-1)).toEqual({ from: 2090, to: 2100 });
  });
});
