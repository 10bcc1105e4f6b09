import { beforeEach, describe, expect, it } from 'vitest';
import { containerOf, engineOf, far, near, openWindow, type PlayedWindow } from '../../stores/testing.ts';
import { runAllowed } from '../running/run-allowed.ts';
import { changeLimits, limits } from './limits.ts';

const web = { engine: near, container: containerOf(1, 'web') };
const now = { restart: 'no', autoRemove: false } as const;

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});

const change = async (wanted: object) => {
  const { session } = window;
  (await session.link.ask((client) => changeLimits(client, web, wanted, session)))();
};

describe('the limits of a container', () => {
  it('are changed in a form, where its engine changes any', async () => {
    const { host, session, said } = window;
    await runAllowed(limits, [web], session);
    expect(session.dialog.state.getState().open).toEqual({ kind: 'containers.limits', with: web });
    session.dialog.close();
    const { status } = engineOf(near);
    if (status.kind !== 'connected') throw new Error('not connected');
    const features = { ...status.version.features, updates: false };
    const old = engineOf(near, { status: { ...status, version: { ...status.version, features } } });
    await host.tell('engine.watch', { engines: [old, engineOf(far)], selected: near });
    await runAllowed(limits, [web], session);
    expect(session.dialog.state.getState().open).toBeUndefined();
    expect(said()).toEqual(['failure: Changing limits is not possible']);
  });

  it('are told of once they are changed, and what the engine left out', async () => {
    const { host, session, said } = window;
    host.answer('containers.update', () => ({ limits: now, ignored: [] }));
    await change({ pids: 5 });
    expect(host.asked.at(-1)).toEqual([
      'containers.update',
      { engine: near, id: web.container.id, change: { pids: 5 } },
    ]);
    host.answer('containers.update', () => ({ limits: now, ignored: ['memorySwap', 'cpus'] }));
    await change({ cpus: 1 });
    expect(said()).toEqual(['success: Changed limits of web', 'failure: Not all limits of web were changed']);
    const params = session.notices.state.getState()[1]?.problem?.params;
    expect(params).toEqual({ limits: 'memory and swap, CPUs' });
  });

  it.each([
    {},
    { cpus: 0 },
    { memory: 1 },
    { pids: 0 },
    { memory: 2 ** 30, memorySwap: 2 ** 20 * 64 },
    { restart: { policy: 'always', maxRetries: 2 } },
    { restart: { policy: 'sometimes' } },
  ])('are not changed to %j', async (wanted) => {
    await expect(change(wanted)).rejects.toThrow();
    expect(window.host.callsOf('containers.update')).toEqual([]);
  });
});
