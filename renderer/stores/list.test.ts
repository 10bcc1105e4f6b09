import { describe, expect, it } from 'vitest';
import type { Container } from '../../app/containers.ts';
import type { GantryClient } from '../../app/contract.ts';
import type { ListChange } from '../../app/live.ts';
import { keyOf } from '../../app/object-key.ts';
import type { Reader, Stop } from '../../app/rpc/operation.ts';
import type { Link } from './link.ts';
import { applyChange as applyChangeBy, createListStore, type LiveItems } from './list.ts';

const container = (id: string, name = id): Container => ({
  id,
  name,
  image: 'busybox',
  imageId: '',
  created: 0,
  state: 'running',
  health: 'none',
  ports: [],
  labels: {},
  volumes: [],
  networks: [],
});

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
    const failed: LiveItems<Container> = { ...ready, status: 'failed', problem: { code: 'internal', message: 'No.' } };
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
    readers.get(first)?.onEnd({ code: 'internal', message: 'No.' });
    expect(store.within(both)).toMatchObject({ status: 'failed', problem: { message: 'No.' } });
    for (const stop of stops) stop();
  });
});
