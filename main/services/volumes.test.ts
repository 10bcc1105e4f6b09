import { expect, test } from 'vitest';
import type { VolumeSizes } from '../../app/volumes.ts';
import { shareMeasures } from './volumes.ts';

const engine = 'e000000000000';

function measured() {
  const signals: AbortSignal[] = [];
  const ends: ((sizes: VolumeSizes) => void)[] = [];
  const measure = shareMeasures(
    (_, signal) =>
      new Promise<VolumeSizes>((resolve, reject) => {
        signals.push(signal);
        ends.push(resolve);
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  );
  return { signals, ends, measure };
}

test('callers at the same time share one measurement, later ones get a new one', async () => {
  const { signals, ends, measure } = measured();
  const caller = new AbortController();
  const both = [measure(engine, caller.signal), measure(engine, caller.signal)];
  expect(signals).toHaveLength(1);
  ends[0]?.({ a: 1 });
  expect(await Promise.all(both)).toEqual([{ a: 1 }, { a: 1 }]);
  const again = measure(engine, caller.signal);
  expect(signals).toHaveLength(2);
  ends[1]?.({ a: 2 });
  expect(await again).toEqual({ a: 2 });
});

test('it goes on while anybody waits, and ends with the last', async () => {
  const { signals, measure } = measured();
  const [one, two] = [new AbortController(), new AbortController()];
  const waiting = [measure(engine, one.signal), measure(engine, two.signal)];
  const ended = Promise.allSettled(waiting);
  one.abort();
  expect(signals[0]?.aborted).toBe(false);
  two.abort();
  expect(signals[0]?.aborted).toBe(true);
  await ended;
});
