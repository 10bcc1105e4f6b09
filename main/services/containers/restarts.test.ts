import { describe, expect, it } from 'vitest';
import type { Container } from '../../../app/containers.ts';
import { Restarts } from './restarts.ts';

const one = { engine: 'e000000000001', id: 'a' };
const never = new AbortController().signal;

function deferred() {
  let resolve = (): void => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { promise, resolve, reject };
}

/** Whether a promise has settled, once all that is due now has run. */
async function settled(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

describe('the row of a container', () => {
  const row = { id: 'a', state: 'exited', exitCode: 137, stopped: true } as unknown as Container;

  it('is not ended while it is restarted, and is as its engine says before and after', async () => {
    const restarts = new Restarts();
    expect(restarts.mark(one.engine, row)).toBe(row);
    const first = deferred();
    const running = restarts.during(one, () => first.promise);
    expect(restarts.mark(one.engine, row)).toEqual({ id: 'a', state: 'restarting' });
    expect(restarts.mark('e000000000002', row)).toBe(row);
    const up = { ...row, state: 'running' } as const;
    expect(restarts.mark(one.engine, up)).toBe(up);
    first.resolve();
    await running;
    expect(restarts.mark(one.engine, row)).toBe(row);
  });
});

describe('what waits for a restart', () => {
  it('goes on when that is over, also if it failed, and when another has begun meanwhile is over', async () => {
    const restarts = new Restarts();
    const [first, second] = [deferred(), deferred()];
    const running = restarts.during(one, () => first.promise);
    const waiting = restarts.over(one, never);
    expect(await settled(waiting)).toBe(false);
    void restarts.during(one, () => second.promise);
    first.reject(new Error('no'));
    await expect(running).rejects.toThrow('no');
    expect(await settled(waiting)).toBe(false);
    second.resolve();
    expect(await settled(waiting)).toBe(true);
  });

  it('does not wait for another container, for the same id on another engine, or once it is aborted', async () => {
    const restarts = new Restarts();
    void restarts.during(one, () => deferred().promise);
    expect(await settled(restarts.over({ ...one, id: 'b' }, never))).toBe(true);
    expect(await settled(restarts.over({ ...one, engine: 'e000000000002' }, never))).toBe(true);
    expect(await settled(restarts.over(one, AbortSignal.abort()))).toBe(true);
    const stop = new AbortController();
    const waiting = restarts.over(one, stop.signal);
    expect(await settled(waiting)).toBe(false);
    stop.abort();
    expect(await settled(waiting)).toBe(true);
  });
});
