import { describe, expect, it } from 'vitest';
import type { ListChange } from '../../app/rpc/live.ts';
import { Listeners } from './listeners.ts';
import { LiveList, latest } from './live.ts';

interface Item {
  readonly id: string;
  readonly n: number;
}

const never = new AbortController().signal;

async function next<T>(steps: AsyncIterator<T>): Promise<T> {
  const { value, done } = await steps.next();
  if (done) throw new Error('it ended');
  return value;
}

/** A list that fails before anything is known. */
function failing(): LiveList<Item> {
  const list = new LiveList<Item>();
  queueMicrotask(() => list.fail(new Error('no')));
  return list;
}

const idsOf = ({ changed }: ListChange<Item>) => changed.map(({ id }) => id);

describe('a live list', () => {
  it('starts a reader with all that is known, and says whether that is all', async () => {
    const list = new LiveList<Item>();
    list.merge([{ id: 'a', n: 1 }]);
    expect(await next(list.read(never))).toEqual({
      reset: true,
      complete: false,
      changed: [{ id: 'a', n: 1 }],
      removed: [],
    });
    list.replace([{ id: 'a', n: 1 }]);
    expect(await next(list.read(never))).toMatchObject({ reset: true, complete: true });
  });

  it('says nothing before anything is known', async () => {
    const list = new LiveList<Item>();
    const steps = list.read(never);
    const first = next(steps);
    list.merge([{ id: 'a', n: 1 }]);
    list.merge([{ id: 'a', n: 2 }]);
    expect(await first).toEqual({ reset: true, complete: false, changed: [{ id: 'a', n: 2 }], removed: [] });
    list.merge([{ id: 'b', n: 1 }]);
    expect(idsOf(await next(steps))).toEqual(['b']);
    await expect(next(failing().read(never))).rejects.toThrow('no');
  });

  it('tells a reader what changed, and what went', async () => {
    const list = new LiveList<Item>();
    list.replace([
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ]);
    const steps = list.read(never);
    await next(steps);
    list.merge([{ id: 'b', n: 2 }], ['a']);
    expect(await next(steps)).toEqual({ reset: false, complete: true, changed: [{ id: 'b', n: 2 }], removed: ['a'] });
  });

  it('sends nothing for items that are as they were', async () => {
    const list = new LiveList<Item>();
    list.replace([{ id: 'a', n: 1 }]);
    const steps = list.read(never);
    await next(steps);
    list.replace([{ id: 'a', n: 1 }]);
    list.merge([{ id: 'a', n: 1 }], ['unknown']);
    list.merge([{ id: 'b', n: 1 }]);
    expect(idsOf(await next(steps))).toEqual(['b']);
  });

  it('folds what a slow reader missed into one step with the newest state', async () => {
    const list = new LiveList<Item>();
    list.replace([]);
    const steps = list.read(never);
    await next(steps);
    for (let n = 0; n < 1000; n++) list.merge([{ id: 'a', n }]);
    list.merge([{ id: 'b', n: 1 }]);
    list.merge([], ['b']);
    expect(await next(steps)).toEqual({ reset: false, complete: true, changed: [{ id: 'a', n: 999 }], removed: ['b'] });
  });

  it('says when the list became complete, even if nothing was added', async () => {
    const list = new LiveList<Item>();
    list.merge([{ id: 'a', n: 1 }]);
    const steps = list.read(never);
    await next(steps);
    list.replace([{ id: 'a', n: 1 }]);
    expect(await next(steps)).toMatchObject({ reset: false, complete: true, changed: [] });
  });

  it('ends its readers with a failure', async () => {
    const list = new LiveList<Item>();
    list.replace([]);
    const steps = list.read(never);
    await next(steps);
    list.fail(new Error('the engine said no'));
    await expect(steps.next()).rejects.toThrow('the engine said no');
  });

  it('ends a waiting reader when its signal aborts', async () => {
    const stop = new AbortController();
    const steps = new LiveList<Item>().read(stop.signal);
    const end = steps.next();
    stop.abort();
    expect(await end).toMatchObject({ done: true });
  });
});

describe('a live value', () => {
  it('gives the value now and the newest after changes', async () => {
    let value = 1;
    const changed = new Listeners();
    const values = latest(
      () => value,
      (fire) => changed.add(fire),
      never,
    );
    expect(await next(values)).toBe(1);
    value = 2;
    changed.fire();
    value = 3;
    changed.fire();
    expect(await next(values)).toBe(3);
  });
});
