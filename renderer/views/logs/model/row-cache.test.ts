import { beforeEach, describe, expect, it } from 'vitest';
import type { LogListState, LogRow, LogRows, LogViewState } from '../../../../app/logs.ts';
import { RowCache } from './row-cache.ts';
import type { SourceChange } from './row-source.ts';

/** A log in this process that answers when it is told to. */
class Log {
  epoch = 1;
  shift: number | undefined = 0;
  first = 0;
  end = 0;
  /** What it would say of a number; the text stays with the row when numbers move. */
  textOf = (n: number) => `line ${n}`;
  readonly asked: { from: number; count: number; list?: string | undefined }[] = [];
  waiting: (() => void)[] = [];

  readonly client = {
    rows: (
      { epoch, from, count, list }: { epoch: number; from: number; count: number; list?: string | undefined },
      options?: { signal?: AbortSignal },
    ): Promise<LogRows> => {
      this.asked.push({ from, count, list });
      return new Promise((resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new Error('cancelled')));
        this.waiting.push(() => {
          const begin = list ? from : Math.max(from, this.first);
          const length = list ? count : Math.max(0, Math.min(from + count, this.end) - begin);
          const rows = Array.from({ length }, (_, at) => this.row(begin + at));
          resolve(epoch === this.epoch ? { epoch, from: begin, rows } : { epoch: this.epoch, from, rows: [] });
        });
      });
    },
    seek: ({ to }: { to: { kind: string; n?: number; time?: number } }) =>
      Promise.resolve({
        epoch: this.epoch,
        n: to.n ?? 0,
        position: to.kind === 'time' ? (to.time ?? 0) / 1000 : 1000 + (to.n ?? 0),
      }),
    text: ({ from, to }: { from: number; to: number }) => Promise.resolve({ text: `${from}-${to}` }),
  };

  row(n: number): LogRow {
    return { n, source: 0, time: new Date(n * 1000).toISOString(), text: this.textOf(n) };
  }

  state(): LogViewState {
    const { epoch, shift, first, end } = this;
    return {
      view: 'v1',
      epoch,
      ...(shift === undefined ? {} : { shift }),
      first,
      end,
      lines: end - first,
      dropped: 0,
      sources: [],
    };
  }

  async answer(): Promise<void> {
    for (const answer of this.waiting.splice(0)) answer();
    // The answer and what follows from it.
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }

  async answerAll(): Promise<void> {
    while (this.waiting.length > 0) await this.answer();
  }
}

const list = (state: Partial<LogListState>): LogListState => ({
  list: 'q1',
  epoch: 1,
  hits: 0,
  first: 0,
  end: 0,
  revision: 0,
  scanned: 0,
  total: 0,
  done: true,
  ticks: [],
  ...state,
});

describe('rows of a log', () => {
  let log: Log;
  let cache: RowCache;
  let changes: SourceChange[];
  const show = () => cache.show(log.client, log.state());
  const want = (from: number, to: number) => cache.want([{ from, to }]);

  beforeEach(() => {
    log = new Log();
    cache = new RowCache();
    changes = [];
    cache.onChange((change) => changes.push(change));
    log.end = 1_000_000;
    show();
  });

  it('are fetched a block at a time, each once', async () => {
    want(480, 520);
    want(481, 521);
    expect(log.asked).toEqual([
      { from: 400, count: 100, list: undefined },
      { from: 500, count: 100, list: undefined },
    ]);
    expect(cache.row(481)).toBeUndefined();
    await log.answerAll();
    expect(cache.row(481)?.text).toBe('line 481');
    want(480, 520);
    expect(log.asked).toHaveLength(2);
  });

  it('are asked for at most four blocks at a time', async () => {
    want(0, 1000);
    expect(log.asked).toHaveLength(4);
    await log.answerAll();
    expect(log.asked).toHaveLength(10);
  });

  it('that are no longer seen are not fetched', async () => {
    want(0, 1000);
    want(500_000, 500_050);
    expect(log.asked.at(-1)?.from).toBe(500_000);
    await log.answerAll();
    expect(log.asked).toHaveLength(5);
    expect(cache.row(0)).toBeUndefined();
    expect(cache.row(500_049)?.n).toBe(500_049);
  });

  it('are let go when many others came', async () => {
    for (let at = 0; at < 200; at += 1) {
      want(at * 100, at * 100 + 50);
      await log.answerAll();
    }
    expect(cache.row(0)).toBeUndefined();
    expect(cache.row(19_910)?.n).toBe(19_910);
    const kept = Array.from({ length: 200 }, (_, at) => cache.row(at * 100)).filter(Boolean);
    expect(kept.length).toBeLessThanOrEqual(65);
  });

  it('of a last block that grows are fetched from where it ended', async () => {
    log.end = 1_000_030;
    show();
    want(1_000_000, 1_000_030);
    await log.answerAll();
    const before = cache.row(1_000_029);
    log.end = 1_000_060;
    show();
    want(1_000_010, 1_000_060);
    expect(log.asked.at(-1)).toEqual({ from: 1_000_030, count: 30, list: undefined });
    await log.answerAll();
    expect(cache.row(1_000_029)).toBe(before);
    expect(cache.row(1_000_059)?.text).toBe('line 1000059');
  });

  it('move with their numbers, without being fetched again', async () => {
    want(100, 200);
    await log.answerAll();
    log.epoch = 2;
    log.shift = 30;
    log.end += 30;
    show();
    expect(changes.at(-1)).toEqual({ kind: 'moved', shift: 30 });
    expect(cache.row(229)).toMatchObject({ n: 229, text: 'line 199' });
    expect(cache.row(150)).toMatchObject({ n: 150, text: 'line 120' });
    expect(log.asked).toHaveLength(1);
  });

  it('whose numbers moved while they were on their way are thrown away and fetched anew', async () => {
    want(100, 150);
    log.epoch = 2;
    log.shift = 7;
    log.textOf = (n) => `line ${n - 7}`;
    await log.answer();
    expect(cache.row(100)).toBeUndefined();
    // Not asked again with numbers that are known to be wrong.
    expect(log.asked).toHaveLength(1);
    show();
    want(107, 157);
    await log.answerAll();
    expect(cache.row(107)?.text).toBe('line 100');
  });

  it('are dropped when numbers moved by no rule, or by more than one step', async () => {
    want(100, 150);
    await log.answerAll();
    const row = cache.row(120);
    log.epoch = 2;
    log.shift = undefined;
    show();
    expect(changes.at(-1)).toEqual({ kind: 'lost', by: 'time' });
    expect(cache.row(120)).toBeUndefined();
    expect(row && (await cache.locate(row, 'time'))).toBe(120);
    want(100, 150);
    await log.answerAll();
    log.epoch = 4;
    log.shift = 5;
    show();
    expect(changes.at(-1)).toEqual({ kind: 'lost', by: 'time' });
  });

  it('that were dropped at the front are not asked for again and again', async () => {
    log.first = 150;
    want(100, 160);
    await log.answerAll();
    expect(log.asked).toHaveLength(1);
    expect(cache.row(149)).toBeUndefined();
    expect(cache.row(150)?.n).toBe(150);
  });

  it('of a list have positions of their own, below zero too', async () => {
    want(0, 50);
    await log.answerAll();
    cache.showList(list({ first: -130, end: 20 }));
    expect(changes.at(-1)).toEqual({ kind: 'lost', by: 'number' });
    expect([cache.first, cache.end, cache.whole]).toEqual([-130, 20, false]);
    expect(cache.row(0)).toBeUndefined();
    want(-130, -90);
    expect(log.asked.slice(1)).toEqual([
      { from: -130, count: 30, list: 'q1' },
      { from: -100, count: 100, list: 'q1' },
    ]);
    await log.answerAll();
    const row = cache.row(-95);
    cache.showList(list({ first: -200, end: 25 }));
    expect(changes.at(-1)).toEqual({ kind: 'rows' });
    expect(cache.row(-95)).toBe(row);
    cache.showList(list({ first: -200, end: 25, revision: 1 }));
    expect(changes.at(-1)).toEqual({ kind: 'lost', by: 'number' });
    cache.showList(undefined);
    expect(cache.whole).toBe(true);
  });

  it('end where they ended while the picture is held still, and their numbers still move', () => {
    cache.still = true;
    log.end += 500;
    show();
    expect(cache.end).toBe(1_000_000);
    log.epoch = 2;
    log.shift = 10;
    log.end += 10;
    show();
    expect(cache.end).toBe(1_000_010);
    cache.still = false;
    expect(cache.end).toBe(1_000_510);
  });

  it('are hidden by clearing and there again afterwards', () => {
    cache.hideBefore(cache.end);
    expect([cache.first, cache.end]).toEqual([1_000_000, 1_000_000]);
    log.end += 5;
    show();
    expect([cache.first, cache.end]).toEqual([1_000_000, 1_000_005]);
    cache.hideBefore(undefined);
    expect(cache.first).toBe(0);
  });
});
