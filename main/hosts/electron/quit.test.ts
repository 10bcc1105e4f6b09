import { EventEmitter, once } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { app, BrowserWindow as FakeWindow, fake } from '../../../e2e/fake/electron.ts';
import type { GantryApp } from '../../app.ts';
import { endLimit } from '../../ending.ts';
import { Quit } from './quit.ts';

vi.mock('./log.ts', () => ({ log: () => undefined }));

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = signals.map((signal) => process.listeners(signal));
beforeEach(() => {
  fake.reset();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  for (const [at, signal] of signals.entries()) {
    for (const listener of process.listeners(signal))
      if (!before[at]?.includes(listener)) process.off(signal, listener);
  }
});

const settled = () => vi.advanceTimersByTimeAsync(0);

function quit(
  end: () => Promise<void>,
  running = '',
): { readonly quit: Quit; readonly window: InstanceType<typeof FakeWindow> } {
  const services = { end, running: () => running } as unknown as GantryApp;
  const window = new FakeWindow({});
  const made = new Quit({
    services: () => Promise.resolve(services),
    window: () => window as unknown as BrowserWindow,
  });
  made.listen();
  made.guard(window as unknown as BrowserWindow);
  return { quit: made, window };
}

beforeEach(async () => {
  vi.useRealTimers();
  await fake.becomeReady();
  vi.useFakeTimers();
});

test('the process ends after the services, not before, and the window is there until then', async () => {
  const work = new EventEmitter();
  const { window } = quit(async () => void (await once(work, 'done')));
  window.close();
  await vi.advanceTimersByTimeAsync(endLimit - 1);
  expect(fake.callsOf('hide')).toHaveLength(1);
  expect(window.isDestroyed()).toBe(false);
  expect(fake.callsOf('app.exit')).toEqual([]);
  work.emit('done');
  await settled();
  expect(fake.callsOf('app.exit')).toEqual([[0]]);
});

test('quitting again while it ends neither hurries nor repeats it', async () => {
  const end = vi.fn<() => Promise<void>>(() => new Promise<void>((resolve) => setTimeout(resolve, 100)));
  quit(end);
  app.quit();
  app.quit();
  await vi.advanceTimersByTimeAsync(100);
  app.quit();
  await settled();
  expect(end).toHaveBeenCalledOnce();
  expect(fake.callsOf('app.exit')).toEqual([[0]]);
  expect(fake.callsOf('the process ends')).toEqual([]);
});

test.each([
  ['hangs', () => new Promise<void>(() => undefined)],
  ['fails', () => Promise.reject(new Error('no'))],
])('services whose end %s do not keep it', async (_, end) => {
  quit(end);
  app.quit();
  await vi.advanceTimersByTimeAsync(endLimit);
  expect(fake.callsOf('app.exit')).toEqual([[0]]);
});

test('what runs is asked about once, and kept running if a person wants that', async () => {
  const end = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const { window } = quit(end, '2 builds and 1 shell');
  fake.answerWith(0);
  window.close();
  window.close();
  app.quit();
  await settled();
  expect(fake.callsOf('dialog.showMessageBox')).toMatchObject([
    [{ message: 'Quit Gantry? 2 builds and 1 shell would end.' }],
  ]);
  expect(end).not.toHaveBeenCalled();
  fake.answerWith(1);
  app.quit();
  await settled();
  expect(end).toHaveBeenCalledOnce();
  expect(fake.callsOf('app.exit')).toEqual([[0]]);
});

test('neither a signal nor the end of a session asks', async () => {
  const end = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const { window } = quit(end, '1 build');
  process.emit('SIGTERM');
  window.emit('session-end', {});
  await settled();
  expect(fake.callsOf('dialog.showMessageBox')).toEqual([]);
  expect(end).toHaveBeenCalledOnce();
  expect(fake.callsOf('app.exit')).toEqual([[0]]);
});
