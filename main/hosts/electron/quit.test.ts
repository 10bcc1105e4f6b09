import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { app, fake } from '../../../e2e/fake/electron.ts';
import { cleanUpBeforeQuit, cleanUpLimit } from './quit.ts';

vi.mock('./log.ts', () => ({ log: () => undefined }));

beforeEach(() => {
  fake.reset();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('the process ends after the clean-up, not before', async () => {
  const work = new EventEmitter();
  cleanUpBeforeQuit(async () => void (await once(work, 'done')));
  app.quit();
  await vi.advanceTimersByTimeAsync(cleanUpLimit - 1);
  expect(fake.calls).toEqual([['app.quit']]);
  work.emit('done');
  await vi.advanceTimersByTimeAsync(0);
  expect(fake.calls).toEqual([['app.quit'], ['app.exit', 0]]);
});

test('quitting again while it cleans up neither hurries nor repeats it', async () => {
  const cleanUp = vi.fn<() => Promise<void>>(() => new Promise<void>((resolve) => setTimeout(resolve, 100)));
  cleanUpBeforeQuit(cleanUp);
  app.quit();
  app.quit();
  await vi.advanceTimersByTimeAsync(100);
  app.quit();
  expect(cleanUp).toHaveBeenCalledOnce();
  expect(fake.callsOf('app.exit')).toEqual([[0]]);
  expect(fake.callsOf('the process ends')).toEqual([]);
});

test('a clean-up that hangs ends after the limit', async () => {
  cleanUpBeforeQuit(() => new Promise(() => undefined));
  app.quit();
  await vi.advanceTimersByTimeAsync(cleanUpLimit);
  expect(fake.callsOf('app.exit')).toEqual([[0]]);
});

test('a clean-up that fails ends at once', async () => {
  cleanUpBeforeQuit(() => Promise.reject(new Error('no')));
  app.quit();
  await vi.advanceTimersByTimeAsync(0);
  expect(fake.callsOf('app.exit')).toEqual([[0]]);
});
