import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ListChange } from '../../../app/rpc/live.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { Task, TaskOutput } from '../../../app/tasks.ts';
import { saying, told } from '../../../app/text/sayings.ts';
import { outputLineOf } from '../../../renderer/words/tasks.ts';
import { createTasks, type TaskHandle, type TaskStart } from './tasks.ts';

const pull: TaskStart = {
  kind: 'pull',
  title: saying('pull', { image: 'node:22' }),
  engine: 'e000000000000',
  subject: 'node:22',
};
const context = () => ({ signal: new AbortController().signal });

/** Runs until cancelled. */
const forever = ({ signal }: TaskHandle) =>
  new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('socket hang up'))));

async function collect<T>(steps: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const step of steps) all.push(step);
  return all;
}

afterEach(() => vi.useRealTimers());

describe('a task', () => {
  it('ends as succeeded with what it said last and what it answered', async () => {
    const tasks = createTasks();
    const { task } = tasks.start(pull, async (handle) => {
      handle.say(told('Image is up to date'));
      handle.result({ image: 'sha256:1' });
      handle.result({ bytes: 7 });
    });
    expect(task).toMatch(/^t[0-9a-f]{32}$/);
    const ended = await tasks.wait(task);
    expect(ended).toMatchObject({ state: 'succeeded', text: told('Image is up to date'), subject: 'node:22' });
    expect(ended.result).toEqual({ image: 'sha256:1', bytes: 7 });
    expect(ended.ended).toBeGreaterThanOrEqual(ended.started);
  });

  it('fails with the problem that its work threw, and with an internal one for anything else', async () => {
    const tasks = createTasks();
    const known = tasks.start(pull, async () => Promise.reject(problem('no-space', 'disk-full')));
    const unknown = tasks.start(pull, async () => Promise.reject(new TypeError('x is not a function')));
    const thrown = tasks.start(pull, () => {
      throw new Error('before any await');
    });
    expect(await tasks.wait(known.task)).toMatchObject({ state: 'failed', problem: { code: 'no-space' } });
    expect(await tasks.wait(unknown.task)).toMatchObject({ state: 'failed', problem: { code: 'internal' } });
    expect(await tasks.wait(thrown.task)).toMatchObject({ state: 'failed', problem: { code: 'internal' } });
  });

  it('is cancelled, not failed, when it was asked to stop, whatever it throws then', async () => {
    const tasks = createTasks();
    const { task } = tasks.start(pull, async (handle) => {
      handle.part('layer', { state: 'running', current: 1, total: 4 });
      await forever(handle);
    });
    await tasks.cancel({ task });
    const ended = await tasks.wait(task);
    expect(ended.state).toBe('cancelled');
    expect(ended.problem).toBeUndefined();
    expect(ended.parts[0]).toMatchObject({ state: 'cancelled', label: 'layer' });
  });

  it('is as far as its parts are together, those of unknown size counting as the average, until it says otherwise', async () => {
    const tasks = createTasks();
    const { task } = tasks.start(pull, async (handle) => {
      handle.part('a', { state: 'done', total: 100 });
      handle.part('b', { state: 'running', current: 50, total: 100 });
      handle.part('c', { state: 'waiting' });
      handle.part('d', { state: 'cached' });
      await forever(handle);
    });
    const [first] = await take(tasks.watch({}, context()), 1);
    expect(first?.changed[0]?.id).toBe(task);
    await vi.waitFor(async () => {
      const [step] = await take(tasks.watch({}, context()), 1);
      expect(step?.changed[0]?.progress).toEqual({ current: 150, total: 300 });
    });
    const other = tasks.start(pull, async (handle) => {
      handle.part('a', { current: 1, total: 2 });
      handle.progress(3, 7);
    });
    expect((await tasks.wait(other.task)).progress).toEqual({ current: 3, total: 7 });
    await tasks.dispose();
  });

  it('keeps at most 1,200 parts', async () => {
    const tasks = createTasks();
    const { task } = tasks.start(pull, async (handle) => {
      for (let n = 0; n < 1_300; n++) handle.part(`p${n}`, { state: 'done' });
      handle.part('p0', { text: told('still heard') });
    });
    const { parts } = await tasks.wait(task);
    expect(parts).toHaveLength(1_200);
    expect(parts[0]?.text).toEqual(told('still heard'));
  });

  it('tells a burst of changes in few steps, the newest last', async () => {
    const tasks = createTasks();
    const stop = new AbortController();
    const steps: ListChange<Task>[] = [];
    const reading = (async () => {
      for await (const step of tasks.watch({}, { signal: stop.signal })) steps.push(step);
    })();
    const { task } = tasks.start(pull, async (handle) => {
      for (let n = 1; n <= 100; n++) {
        handle.progress(n, 100);
        await sleep(2);
      }
    });
    await tasks.wait(task);
    await sleep(0);
    stop.abort();
    await reading;
    expect(steps.length).toBeLessThan(20);
    expect(steps.at(-1)?.changed[0]).toMatchObject({ state: 'succeeded', progress: { current: 100, total: 100 } });
  });
});

describe('the list of tasks', () => {
  it('keeps the last 100 that ended, and every one that runs', async () => {
    const tasks = createTasks();
    const running = tasks.start(pull, forever);
    const ids: string[] = [];
    for (let n = 0; n < 105; n++) {
      const { task } = tasks.start(pull, async () => undefined);
      await tasks.wait(task);
      ids.push(task);
    }
    const [all] = await take(tasks.watch({}, context()), 1);
    expect(all?.changed).toHaveLength(101);
    expect(all?.changed[0]?.id).toBe(running.task);
    await expect(tasks.wait(ids[0]!)).rejects.toMatchObject({ problem: { code: 'not-found' } });
    await tasks.dispose();
  });

  it('forgets ended tasks only', async () => {
    const tasks = createTasks();
    const running = tasks.start(pull, forever);
    const ended = tasks.start(pull, async () => undefined);
    await tasks.wait(ended.task);
    await tasks.forget({ tasks: [running.task, ended.task] });
    const [all] = await take(tasks.watch({}, context()), 1);
    expect(all?.changed.map(({ id }) => id)).toEqual([running.task]);
    await tasks.dispose();
  });

  it("cancels what runs at the app's end, and does not wait for ever for what will not stop", async () => {
    vi.useFakeTimers();
    const tasks = createTasks();
    const { task } = tasks.start(pull, forever);
    tasks.start(pull, () => new Promise(() => undefined));
    const end = tasks.wait(task);
    let disposed = false;
    const disposing = tasks.dispose().then(() => (disposed = true));
    expect((await end).state).toBe('cancelled');
    await vi.advanceTimersByTimeAsync(2900);
    expect(disposed).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    await disposing;
    expect(() => tasks.start(pull, forever)).toThrow('gantry-closing');
  });
});

describe('the output of a task', () => {
  it('comes from its beginning, line by line, and ends with the task', async () => {
    const tasks = createTasks();
    const { task } = tasks.start(pull, async (handle) => {
      handle.print('one\ntwo\n');
      await sleep(20);
      handle.print('three', 'layer');
    });
    const steps = await collect(tasks.output({ task }, context()));
    expect(steps[0]).toEqual({ reset: true, lines: [{ text: 'one' }, { text: 'two' }], dropped: 0 });
    expect(steps.slice(1).flatMap(({ lines }) => lines)).toEqual([{ text: 'three', part: 'layer' }]);
    expect(await collect(tasks.output({ task }, context()))).toHaveLength(1);
  });

  it('is bounded, and tells a reader that comes late or lags how many lines it missed', async () => {
    const tasks = createTasks();
    let more: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (more = resolve));
    const { task } = tasks.start(pull, async (handle) => {
      handle.print('first');
      await gate;
      for (let n = 0; n < 20_000; n++) handle.print(`line ${n}`);
    });
    const slow = tasks.output({ task }, context());
    const first = (await slow.next()).value as TaskOutput;
    more();
    await tasks.wait(task);
    for (const steps of [[first, ...(await collect(slow))], await collect(tasks.output({ task }, context()))]) {
      const lines = steps.flatMap((step) => step.lines);
      const dropped = steps.reduce((sum, step) => sum + step.dropped, 0);
      expect(lines.length).toBeLessThanOrEqual(5001);
      expect(lines.length + dropped).toBe(20_001);
      expect(lines.at(-1)).toEqual({ text: 'line 19999' });
    }
  });

  it('is bounded in size too, with one line or many', async () => {
    const tasks = createTasks();
    const { task } = tasks.start(pull, async (handle) => {
      for (let n = 0; n < 300; n++) handle.print('x'.repeat(100_000));
    });
    await tasks.wait(task);
    const lines = (await collect(tasks.output({ task }, context()))).flatMap((step) => step.lines);
    const units = lines.reduce((sum, line) => sum + outputLineOf(line).length, 0);
    expect(units).toBeGreaterThan(500_000);
    expect(units).toBeLessThan(1.1 * 1024 * 1024);
  });
});

async function take<T>(steps: AsyncIterable<T>, n: number): Promise<T[]> {
  const all: T[] = [];
  for await (const step of steps) {
    all.push(step);
    if (all.length === n) break;
  }
  return all;
}
