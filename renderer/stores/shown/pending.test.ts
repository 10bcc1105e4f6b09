import { expect, it } from 'vitest';
import type { ObjectKey } from '../../../app/object-key.ts';
import { turn } from '../testing.ts';
import { createPendingStore } from './pending.ts';

const web: ObjectKey = 'e000000000001/container/web';
const db: ObjectKey = 'e000000000001/container/db';

/** Work that ends when it is told to. */
function work() {
  let end: (error?: Error) => void = () => undefined;
  const done = new Promise<string>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve('done'));
  });
  return { run: () => done, end };
}

it('what is worked on is marked until the work ends, however it does', async () => {
  const { state, during } = createPendingStore();
  const [stop, start] = [work(), work()];
  const stopping = during(web, 'Stopping', stop.run);
  const starting = during(db, 'Starting', start.run);
  expect([...state.getState()]).toEqual([
    [web, 'Stopping'],
    [db, 'Starting'],
  ]);
  stop.end();
  await expect(stopping).resolves.toBe('done');
  expect([...state.getState()]).toEqual([[db, 'Starting']]);
  start.end(new Error('No.'));
  await expect(starting).rejects.toThrow('No.');
  expect(state.getState().size).toBe(0);
});

it('what is worked on twice is marked until both have ended, with what was begun last of them', async () => {
  const { state, during } = createPendingStore();
  const [stop, kill, again] = [work(), work(), work()];
  void during(web, 'Stopping', stop.run);
  void during(web, 'Killing', kill.run);
  expect(state.getState().get(web)).toBe('Killing');
  kill.end();
  await turn();
  expect(state.getState().get(web)).toBe('Stopping');
  void during(web, 'Stopping', again.run);
  stop.end();
  await turn();
  expect(state.getState().get(web)).toBe('Stopping');
  again.end();
  await turn();
  expect(state.getState().size).toBe(0);
});
