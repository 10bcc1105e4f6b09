import { expect, test } from 'vitest';
import type { HostState } from '../../app/machine/host.ts';
import { createHost } from './host.ts';

const info = { kind: 'browser', version: '1', platform: 'linux' } as const;

test('the end waits for the windows that watch, and no longer than it may', async () => {
  const host = createHost(info);
  const stop = new AbortController();
  const seen: HostState[] = [];
  const window = async () => {
    for await (const state of host.watch({}, { signal: AbortSignal.any([stop.signal]) })) {
      seen.push(state);
      if (state.ending) break;
    }
  };
  const [one, other] = [window(), window()];
  await new Promise(setImmediate);
  let left = false;
  const waiting = host.left(new AbortController().signal).then(() => (left = true));
  await new Promise(setImmediate);
  expect(left).toBe(false);
  host.tell((state) => ({ ...state, ending: true }));
  await Promise.all([one, other, waiting]);
  expect(seen).toHaveLength(4);

  const hung = host.watch({}, { signal: stop.signal })[Symbol.asyncIterator]();
  await hung.next();
  const enough = new AbortController();
  enough.abort();
  await host.left(enough.signal);
  await hung.return?.();
  stop.abort();
});
