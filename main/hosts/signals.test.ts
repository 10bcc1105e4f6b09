import { afterEach, expect, test, vi } from 'vitest';
import { onEndSignals } from './signals.ts';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = names.map((name) => process.listeners(name));
afterEach(() => {
  for (const [at, name] of names.entries()) {
    for (const listener of process.listeners(name)) if (!before[at]?.includes(listener)) process.off(name, listener);
  }
});

test('the first signal ends, the second changes nothing, at the third nobody waits', () => {
  const end = vi.fn<() => void>();
  const leave = vi.fn<() => void>();
  onEndSignals(end, leave);
  process.emit('SIGINT');
  process.emit('SIGHUP');
  expect([end.mock.calls.length, leave.mock.calls.length]).toEqual([1, 0]);
  process.emit('SIGTERM');
  expect([end.mock.calls.length, leave.mock.calls.length]).toEqual([1, 1]);
});
