import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Container } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import { keyOf } from '../../../app/object-key.ts';
import type { ListChange } from '../../../app/rpc/live.ts';
import type { Reader, Stop } from '../../../app/rpc/operation.ts';
import { cause } from '../../../app/rpc/problem.ts';
import type { Link } from '../link/link.ts';
import { containerOf } from '../testing.ts';
import { applyChange as applyChangeBy, createListStore, isKnown, type LiveItems } from './list.ts';

const container = (id: string, name = id): Container => containerOf(0, name, { id });

const applyChange = (list: LiveItems<Container>, change: ListChange<Container>) =>
  applyChangeBy(list, change, ({ id }) => id);

const loading: LiveItems<Container> = { status: 'loading', complete: false, items: new Map(), unconfirmed: new Set() };
const ready = applyChange(loading, {
  reset: true,
  complete: true,
  changed: [container('a'), container('b')],
  removed: [],
});

describe('the list of containers in the page', () => {
  it('is ready with the first step, and failed no longer', () => {
    expect(ready.status).toBe('ready');
    const failed: LiveItems<Container> = {
      ...ready,
      status: 'failed',
      problem: { code: 'internal', reason: 'engine-failed', params: {} },
    };
    const back = applyChange(failed, { reset: true, complete: true, changed: [], removed: [] });
    expect([back.status, back.items.size, back.problem]).toEqual(['ready', 0, undefined]);
  });

  it('keeps what was known while it is read again, until the new list is complete', () => {
    const half = applyChange(ready, { reset: true, complete: false, changed: [container('b', 'new')], removed: [] });
    expect([...half.items.keys()]).toEqual(['a', 'b']);
    const patch = { reset: false, changed: [container('c')], removed: [] };
    expect([...applyChange(half, { ...patch, complete: false }).items.keys()]).toEqual(['a', 'b', 'c']);
    expect([...applyChange(half, { ...patch, complete: true }).items.keys()]).toEqual(['b', 'c']);
  });

  it('keeps the identity of items that did not change, also over a reset', () => {
    const patched = applyChange(ready, { reset: false, complete: true, changed: [container('b', 'new')], removed: [] });
    expect(patched.items.get('a')).toBe(ready.items.get('a'));
    expect(patched.items.get('b')?.name).toBe('new');
    const reset = applyChange(ready, { reset: true, complete: true, changed: [container('a')], removed: [] });
    expect(reset.items.get('a')).toBe(ready.items.get('a'));
    expect(reset.items.has('b')).toBe(false);
  });

  it('takes removed items away', () => {
    const patched = applyChange(ready, { reset: false, complete: true, changed: [], removed: ['a', 'unknown'] });
    expect([...patched.items.keys()]).toEqual(['b']);
  });
});

describe('the lists of several engines', () => {
  it('tell volumes of one name apart, and each knows its engine', () => {
    const [first, second] = ['e000000000001', 'e000000000002'];
    const stops: Stop[] = [];
    const readers = new Map<string, Reader<ListChange<{ id: string; driver: string }>>>();
    const link = { live: (open: (client: GantryClient) => Stop) => open({} as GantryClient) } as unknown as Link;
    const store = createListStore<{ id: string; driver: string }>(link, 'volume', (_client, engine, reader) => {
      readers.set(engine, reader);
      return () => undefined;
    });
    for (const [engine, driver] of [[first, 'local'] as const, [second, 'nfs'] as const]) {
      stops.push(store.watch(engine));
      void readers.get(engine)?.onItem({ reset: true, complete: true, changed: [{ id: 'data', driver }], removed: [] });
    }
    const key = keyOf({ engine: second, kind: 'volume', id: 'data' });
    expect([...store.of(second).items]).toEqual([[key, { id: 'data', driver: 'nfs', engine: second, key }]]);
    const both = [first, second];
    const joined = store.within(both);
    expect([joined.status, joined.complete, joined.items.size]).toEqual(['ready', true, 2]);
    expect(store.within(both)).toBe(joined);
    expect(store.within([second])).toBe(store.of(second));
    void readers.get(second)?.onItem({ reset: false, complete: true, changed: [], removed: ['data'] });
    expect([store.of(first).items.size, store.of(second).items.size]).toEqual([1, 0]);
    expect(store.within(both).items.size).toBe(1);
    readers.get(first)?.onEnd({ code: 'internal', reason: 'engine-failed', params: {} });
    expect(store.within(both)).toMatchObject({ status: 'failed', problem: { reason: 'engine-failed' } });
    for (const stop of stops) stop();
  });
});

describe('the lists of several engines in quick succession', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function follow(...engines: string[]) {
    const readers = new Map<string, Reader<ListChange<Container>>>();
    const link = { live: (open: (client: GantryClient) => Stop) => open({} as GantryClient) } as unknown as Link;
    const store = createListStore<Container>(link, 'container', (_client, engine, reader) => {
      readers.set(engine, reader);
      return () => undefined;
    });
    let told = 0;
    store.state.subscribe(() => (told += 1));
    const stops = engines.map((engine) => store.watch(engine));
    const tell = (engine: string, ...ids: string[]) =>
      void readers
        .get(engine)
        ?.onItem({ reset: false, complete: true, changed: ids.map((id) => container(id)), removed: [] });
    return { store, tell, stops, told: () => told };
  }
  const [a, b] = ['e000000000001', 'e000000000002'];

  it('are told of at once, then every 50 ms, and the last change is never left out', () => {
    const { store, tell, told } = follow(a, b);
    tell(a, 'x');
    expect(told()).toBe(1);
    for (let n = 0; n < 20; n++) tell(n % 2 === 0 ? a : b, `y${n}`);
    expect(told()).toBe(1);
    // Whoever asks meanwhile hears the newest.
    expect(store.within([a, b]).items.size).toBe(21);
    vi.advanceTimersByTime(50);
    expect(told()).toBe(2);
    expect([...store.state.getState().values()].reduce((sum, { items }) => sum + items.size, 0)).toBe(21);
    vi.advanceTimersByTime(500);
    expect(told()).toBe(2);
    tell(b, 'z');
    expect(told()).toBe(3);
  });

  it('of one engine alone are told of as they come', () => {
    const { tell, stops, told } = follow(a, b);
    stops[1]?.();
    for (let n = 0; n < 5; n++) tell(a, `x${n}`);
    expect(told()).toBe(5);
  });

  it('say which engines are not read yet, and whose could not be', () => {
    const { store, tell } = follow(a, b);
    tell(a, 'x');
    const list = store.within([a, b]);
    expect([list.status, list.complete, isKnown(list, a), isKnown(list, b)]).toEqual(['ready', false, true, false]);
    expect(isKnown(store.within([a]), a)).toBe(true);
  });
});

describe('a list that could not be read', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked for again, ever more seldom, until it comes, and no more once it is stopped', () => {
    const engine = 'e000000000001';
    const readers: Reader<ListChange<Container>>[] = [];
    const link = { live: (open: (client: GantryClient) => Stop) => open({} as GantryClient) } as unknown as Link;
    const store = createListStore<Container>(link, 'container', (_client, _engine, reader) => {
      readers.push(reader);
      return () => undefined;
    });
    const stop = store.watch(engine);
    const fail = () => readers.at(-1)?.onEnd({ code: 'engine-unreachable', ...cause('engine-unreachable') });
    const pauses = [1000, 2000, 4000, 8000, 10_000, 10_000];
    for (const [n, pause] of pauses.entries()) {
      fail();
      expect(store.of(engine)).toMatchObject({ status: 'failed', problem: { reason: 'engine-unreachable' } });
      vi.advanceTimersByTime(pause - 1);
      expect(readers).toHaveLength(n + 1);
      vi.advanceTimersByTime(1);
      expect(readers).toHaveLength(n + 2);
    }
    void readers.at(-1)?.onItem({ reset: true, complete: true, changed: [container('a')], removed: [] });
    expect(store.of(engine).status).toBe('ready');
    // It came: the next pause is the first again.
    fail();
    vi.advanceTimersByTime(1000);
    expect(readers).toHaveLength(pauses.length + 2);
    fail();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(readers).toHaveLength(pauses.length + 2);
    // A link that is lost is no failure of the list.
    store.watch(engine);
    readers.at(-1)?.onEnd({ code: 'cancelled', ...cause('connection-lost') });
    vi.advanceTimersByTime(60_000);
    expect(readers).toHaveLength(pauses.length + 3);
  });
});
