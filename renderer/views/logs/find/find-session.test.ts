import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { GantryClient } from '../../../../app/contract.ts';
import type { LogListState, LogViewState } from '../../../../app/logs.ts';
import type { Link } from '../../../stores/link/link.ts';
import { RowCache } from '../model/row-cache.ts';
import { FindSession } from './find-session.ts';
import { isSearching } from './find-state.ts';

/** A log's search as main does it: the newest rows first, and rows get other numbers when what was before is joined. */
class Log {
  /** Numbers of the rows that match, as far as they were found. */
  matches: number[] = [];
  /** What was searched for, the latest last. */
  readonly asked: unknown[] = [];
  epoch = 1;
  end = 100;
  #found: (list: LogListState) => void = () => {};
  readonly cache = new RowCache();

  readonly client = {
    logs: {
      list: ({ query }: { query: unknown }, { onItem }: { onItem: (list: LogListState) => void }) => {
        this.asked.push(query);
        this.#found = onItem;
        return () => {};
      },
      seek: async ({ epoch, to }: { epoch: number; to: { kind: 'next' | 'previous'; n: number } }) => {
        if (epoch !== this.epoch) return undefined;
        const ordinal =
          to.kind === 'next' ? this.matches.findIndex((n) => n > to.n) : this.matches.findLastIndex((n) => n < to.n);
        const n = this.matches[ordinal];
        return n === undefined ? undefined : { epoch, n, ordinal, hits: this.matches.length, position: ordinal };
      },
    },
  } as unknown as GantryClient;

  readonly link = {
    ask: (question: (client: GantryClient) => Promise<unknown>) => question(this.client),
    live: (open: (client: GantryClient) => () => void) => open(this.client),
  } as unknown as Link;

  tellView(shift?: number): void {
    const { epoch, end } = this;
    const view = { view: 'v', epoch, first: 0, end, lines: end, dropped: 0, sources: [] };
    this.cache.show(this.client.logs, (shift === undefined ? view : { ...view, shift }) as LogViewState);
  }

  tellList(): void {
    const { epoch, matches } = this;
    const hits = matches.length;
    const state = { list: 'q', epoch, hits, first: 0, end: hits, revision: 0, scanned: 0, total: 0, done: false };
    this.#found({ ...state, ticks: [] });
  }

  /** Older rows were read: all others have higher numbers. */
  join(count: number): void {
    this.epoch += 1;
    this.end += count;
    this.matches = this.matches.map((n) => n + count);
  }
}

let log: Log;
let find: FindSession;
const current = () => find.state.getState().current;

beforeEach(() => {
  vi.useFakeTimers();
  log = new Log();
  find = new FindSession(log.link, log.cache);
  // What is on screen is the end of the log.
  const place = {
    get visible() {
      return { from: log.end - 10, to: log.end };
    },
  };
  find.drawOn({ place, scrollTo: () => {}, setMarks: () => {} } as never);
  log.tellView();
  find.searchIn('v');
  find.open();
  find.ask({ text: 'x' });
  vi.runAllTimers();
  vi.useRealTimers();
});

test('the place among the matches follows the match while older ones are found', async () => {
  log.matches = [80, 95];
  log.tellList();
  await expect.poll(current).toMatchObject({ n: 95, ordinal: 1 });
  log.matches = [10, 20, 30, 80, 95];
  log.tellList();
  await expect.poll(current).toMatchObject({ n: 95, ordinal: 4, hits: 5 });
  await find.go('previous');
  expect(current()).toMatchObject({ n: 80, ordinal: 3 });
});

test.each(['view first', 'list first'])('and it is the same match when older rows are joined (%s)', async (order) => {
  log.matches = [80, 95];
  log.tellList();
  await expect.poll(current).toMatchObject({ n: 95 });
  await find.go('previous');
  log.join(1000);
  log.matches.unshift(7);
  if (order === 'view first') log.tellView(1000);
  log.tellList();
  if (order === 'list first') log.tellView(1000);
  await expect.poll(current).toMatchObject({ n: 1080, ordinal: 1 });
});

test('a key that is pressed while rows get other numbers is not lost', async () => {
  log.matches = [80, 95];
  log.tellList();
  await expect.poll(current).toMatchObject({ n: 95 });
  log.join(1000);
  await find.go('previous');
  log.tellView(1000);
  log.tellList();
  await expect.poll(current).toMatchObject({ n: 1080, ordinal: 0 });
});

describe('levels that are chosen beside the search', () => {
  const state = () => find.state.getState();
  const asked = () => log.asked.at(-1);
  const wait = () => vi.waitFor(() => expect(asked()).toBeDefined());
  beforeEach(() => {
    find.close();
    log.asked.length = 0;
  });

  test('hide all other lines without a field, and look for no text of before', async () => {
    find.narrow({ levels: ['error'] });
    await wait();
    expect(asked()).toMatchObject({ text: '', levels: ['error'] });
    expect(state()).toMatchObject({ open: false, filter: true });
    expect(isSearching(state())).toBe(true);
    find.narrow({ levels: [] });
    expect(state()).toMatchObject({ filter: false });
    expect(isSearching(state())).toBe(false);
  });

  test('stay while a text is looked for in them, and the log is whole again after that', async () => {
    find.narrow({ levels: ['error'] });
    find.open();
    await wait();
    expect(asked()).toMatchObject({ text: 'x', levels: ['error'] });
    expect(state()).toMatchObject({ open: true, filter: true });
    find.close();
    expect(state()).toMatchObject({ open: false, filter: false, query: { levels: [] } });
  });

  test('leave it as it was when the person hid the others before', () => {
    find.open();
    find.show({ filter: true });
    find.narrow({ stream: 'stderr' });
    find.narrow({ stream: undefined });
    expect(state()).toMatchObject({ filter: true });
  });

  test('are let go when a line is shown in the whole log', () => {
    find.narrow({ levels: ['warn'] });
    find.showInLog(7);
    expect(state()).toMatchObject({ filter: false, query: { levels: [] }, current: { n: 7 } });
  });
});

test('a search that begins while rows get other numbers arrives all the same', async () => {
  log.matches = [80, 95];
  log.tellList();
  // Before main could answer where the first match is.
  log.join(1000);
  log.tellView(1000);
  log.tellList();
  await expect.poll(current).toMatchObject({ n: 1095, ordinal: 1 });
});
