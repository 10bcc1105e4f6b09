import { expect, test } from 'vitest';
import { ServiceThread, type ServiceWorker, type ThreadAnswer, type ThreadAsk } from './service-thread.ts';

/** Answers, or dies, when told. */
class HandWorker implements ServiceWorker {
  readonly asked: ThreadAsk[] = [];
  readonly #listeners = new Map<string, (event: { readonly data: ThreadAnswer }) => void>();
  ended = false;

  postMessage(ask: ThreadAsk): void {
    this.asked.push(ask);
  }

  addEventListener(type: string, then: (event: { readonly data: ThreadAnswer }) => void): void {
    this.#listeners.set(type, then);
  }

  terminate(): void {
    this.ended = true;
  }

  say(answer: ThreadAnswer): void {
    this.#listeners.get('message')?.({ data: answer });
  }

  die(): void {
    this.#listeners.get('error')?.({ data: { id: 0 } });
  }
}

function handThread() {
  const workers: HandWorker[] = [];
  const thread = new ServiceThread(() => {
    const worker = new HandWorker();
    workers.push(worker);
    return worker;
  });
  return { thread, workers };
}

test('each ask gets its own answer, in whatever order they come, from one thread', async () => {
  const { thread, workers } = handThread();
  expect(workers).toEqual([]);
  const [first, second] = [thread.ask('format', 'a'), thread.ask('format', 'b')];
  const [worker] = workers;
  const [one, two] = worker?.asked ?? [];
  expect([one?.args, two?.args]).toEqual([['a'], ['b']]);
  worker?.say({ id: two?.id ?? 0, value: 'B' });
  worker?.say({ id: one?.id ?? 0, value: 'A' });
  expect([await first, await second, workers.length]).toEqual(['A', 'B', 1]);
});

test('what the service fails at is rejected, and the thread goes on', async () => {
  const { thread, workers } = handThread();
  const asked = thread.ask('hover', 'a', 0);
  workers[0]?.say({ id: 1, failed: 'no' });
  await expect(asked).rejects.toThrow('no');
  const next = thread.ask('hover', 'a', 0);
  workers[0]?.say({ id: 2, value: undefined });
  expect(await next).toBeUndefined();
});

test('a thread that died leaves nobody waiting, and the next ask starts another', async () => {
  const { thread, workers } = handThread();
  const asked = thread.ask('format', 'a');
  workers[0]?.die();
  await expect(asked).rejects.toThrow('could not be loaded');
  expect(workers[0]?.ended).toBe(true);
  const next = thread.ask('format', 'a');
  workers[1]?.say({ id: 2, value: 'A' });
  expect(await next).toBe('A');
});
