import { describe, expect, it, vi } from 'vitest';
import { matchSpans } from './match-spans.ts';
import { type MatchOrder, type MatchWorker, PatternMatcher } from './matcher.ts';

/** A worker that answers when it is told to. */
class Scripted implements MatchWorker {
  readonly orders: MatchOrder[] = [];
  ended = false;
  #listener: ((event: MessageEvent) => void) | undefined;

  addEventListener(_: string, listener: EventListenerOrEventListenerObject): void {
    if (typeof listener === 'function') this.#listener = listener as (event: MessageEvent) => void;
  }

  postMessage(order: MatchOrder): void {
    this.orders.push(order);
  }

  terminate(): void {
    this.ended = true;
  }

  answer(): void {
    const { source, flags, texts } = this.orders.at(-1) ?? { source: '', flags: '', texts: [] };
    const data = texts.map((text) => matchSpans(text, new RegExp(source, flags)));
    this.#listener?.(new MessageEvent('message', { data }));
  }
}

describe('the matches of a row', () => {
  it('are those of a pattern, without empty ones, and not more than can be drawn', () => {
    expect(matchSpans('a1b22', /\d*/g)).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 5 },
    ]);
    expect(matchSpans('x'.repeat(1000), /x/g)).toHaveLength(200);
  });

  it('of a person’s pattern are asked of a worker, the rows of a frame together, each once', async () => {
    const worker = new Scripted();
    const found = vi.fn<() => void>();
    const matcher = new PatternMatcher(/\d/g, worker, found);
    expect(matcher.spansOf('a1')).toEqual([]);
    expect(matcher.spansOf('b')).toEqual([]);
    await Promise.resolve();
    expect(worker.orders.map(({ texts }) => texts)).toEqual([['a1', 'b']]);
    // The next frame comes before the answer.
    matcher.spansOf('a1');
    matcher.spansOf('c2');
    await Promise.resolve();
    expect(worker.orders).toHaveLength(1);
    worker.answer();
    expect(found).toHaveBeenCalledTimes(1);
    expect(matcher.spansOf('a1')).toEqual([{ from: 1, to: 2 }]);
    expect(worker.orders.map(({ texts }) => texts)).toEqual([['a1', 'b'], ['c2']]);
    worker.answer();
    expect(matcher.spansOf('c2')).toEqual([{ from: 1, to: 2 }]);
    matcher.dispose();
  });

  it('are none where the worker does not answer in time', async () => {
    vi.useFakeTimers();
    const worker = new Scripted();
    const matcher = new PatternMatcher(/(a+)+$/g, worker, () => {});
    matcher.spansOf('aaaa!');
    await vi.advanceTimersByTimeAsync(1000);
    expect(worker.ended).toBe(true);
    expect(matcher.spansOf('other')).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(worker.orders).toHaveLength(1);
    vi.useRealTimers();
  });
});
