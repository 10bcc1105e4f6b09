import { expect, test } from 'vitest';
import { problem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import { pruneEach } from './prune.ts';
import { createTasks } from './tasks.ts';

const what = {
  kind: 'prune',
  title: saying('prune', { noun: 'volume', count: 3 }),
  engine: 'e000000000000',
  subject: 'volumes',
} as const;
const three = ['a', 'b', 'c'].map((id) => ({ id, name: id }));

async function pruned(remove: (id: string) => Promise<void>) {
  const tasks = createTasks();
  const { task } = tasks.start(what, (handle) => pruneEach(handle, 'volume', three, remove));
  const ended = await tasks.wait(task);
  await tasks.dispose();
  return ended;
}

test('removes exactly what was named, and keeps what has come into use', async () => {
  const asked: string[] = [];
  const task = await pruned(async (id) => {
    asked.push(id);
    if (id === 'b') throw problem('in-use', 'image-has-children');
  });
  expect(asked).toEqual(['a', 'b', 'c']);
  expect(task).toMatchObject({
    state: 'succeeded',
    text: saying('pruned', { noun: 'volume', removed: 2, kept: 1 }),
    result: { removed: 2, kept: 1 },
  });
});

test('any other failure ends it', async () => {
  const asked: string[] = [];
  const task = await pruned(async (id) => {
    asked.push(id);
    if (id === 'b') throw problem('permission-denied', 'engine-failed');
  });
  expect(asked).toEqual(['a', 'b']);
  expect(task).toMatchObject({ state: 'failed', problem: { code: 'permission-denied' } });
});
