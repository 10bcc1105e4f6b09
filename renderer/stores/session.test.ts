import { beforeEach, describe, expect, it } from 'vitest';
import { keyOf } from '../../app/object-key.ts';
import { cause } from '../../app/rpc/problem.ts';
import { containerOf, engineOf, far, near, openWindow, type PlayedWindow, turn, wholeList } from './testing.ts';

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});
const followed = () => window.host.following('containers.watch');

describe('an engine that is known no more', () => {
  const tell = (...names: readonly [id: string, name: string][]) =>
    window.host.tell('engine.watch', {
      engines: names.map(([id, name]) => engineOf(id, { name })),
      selected: names[0]?.[0] ?? '',
    });

  it('is told of, with what the window looks at instead, if it was looked at', async () => {
    await tell([near, 'work'], [far, 'Docker']);
    await tell([far, 'Docker']);
    expect(window.said()).toEqual(['success: work: no longer there. This window looks at Docker now.']);
  });

  it('is not told of if nobody looked at it, or if it is there by another way', async () => {
    await tell([near, 'work'], [far, 'Docker']);
    await tell([near, 'work']);
    await tell(['e222222222222', 'work']);
    expect(window.said()).toEqual([]);
  });
});

describe('the containers that a window follows', () => {
  it('are those of the engine that it looks at', async () => {
    const { host, session } = window;
    expect(followed()).toEqual([{ engine: near }]);
    await host.tell('containers.watch', wholeList(containerOf(1, 'web')), near);
    expect([...session.containers.of(near).items.values()].map(({ name, engine }) => [name, engine])).toEqual([
      ['web', near],
    ]);
    await session.select(far);
    await turn();
    expect(followed()).toEqual([{ engine: far }]);
    // What was known of the other is there when it is looked at again.
    expect(session.containers.of(near).items.size).toBe(1);
    expect(session.containers.of(far).status).toBe('loading');
  });

  it('are those of the next one as soon as it is chosen, and stay if that works', async () => {
    const { host, session } = window;
    let done: () => void = () => undefined;
    host.answer('engine.select', () => new Promise<void>((resolve) => (done = resolve)));
    const selecting = session.select(far);
    await turn();
    expect(followed()).toEqual([{ engine: far }]);
    await host.tell('engine.watch', { engines: [engineOf(near), engineOf(far)], selected: far });
    done();
    await selecting;
    await turn();
    expect(followed()).toEqual([{ engine: far }]);
    expect(session.scope.getState()).toEqual([far]);
  });

  it('are those of the first one again when the other cannot be chosen', async () => {
    const { host, session } = window;
    host.refuse('engine.select', { code: 'engine-unreachable', ...cause('unforeseen'), detail: 'Away.' });
    await expect(session.select(far)).rejects.toMatchObject({ problem: { code: 'engine-unreachable' } });
    await turn();
    expect(followed()).toEqual([{ engine: near }]);
  });

  it('are those of the one that was chosen last, in whatever order the answers come', async () => {
    const { host, session } = window;
    const done: (() => void)[] = [];
    host.answer('engine.select', () => new Promise<void>((resolve) => done.push(resolve)));
    const [there, back] = [session.select(far), session.select(near)];
    await turn();
    done[0]?.();
    await there;
    await turn();
    expect(followed()).toEqual([{ engine: near }]);
    done[1]?.();
    await back;
    await turn();
    expect(followed()).toEqual([{ engine: near }]);
  });
});

describe('a window that looks at several engines', () => {
  it('follows each, keeps to what it chose, and tells the host', async () => {
    const { host, session } = window;
    await session.look('all');
    await turn();
    expect(followed()).toEqual([{ engine: near }, { engine: far }]);
    expect(host.callsOf('engine.look')).toEqual([{ scope: 'all' }]);
    await host.tell('engine.watch', { engines: [engineOf(near), engineOf(far)], selected: far });
    expect(followed()).toEqual([{ engine: near }, { engine: far }]);
    await session.look([near]);
    await turn();
    expect(followed()).toEqual([{ engine: near }]);
  });
});

describe('a list', () => {
  it('shows changes under the key of their engine, and what was known while the link is lost', async () => {
    const { host, session } = window;
    await host.tell('containers.watch', wholeList(containerOf(1, 'web'), containerOf(2, 'db')), near);
    await host.tell(
      'containers.watch',
      { reset: false, complete: true, changed: [], removed: [containerOf(2, '').id] },
      near,
    );
    const key = keyOf({ engine: near, kind: 'container', id: containerOf(1, '').id });
    expect([...session.containers.of(near).items.keys()]).toEqual([key]);
    await host.leave();
    expect(session.containers.of(near)).toMatchObject({ status: 'ready', complete: true });
    expect(session.containers.of(near).items.size).toBe(1);
  });

  it('of an engine that fails says so and keeps what was known', async () => {
    const { host, session } = window;
    await host.tell('containers.watch', wholeList(containerOf(1, 'web')), near);
    await host.end('containers.watch', { code: 'engine-unreachable', ...cause('unforeseen'), detail: 'Away.' });
    expect(session.containers.of(near)).toMatchObject({ status: 'failed', problem: { detail: 'Away.' } });
    expect(session.containers.of(near).items.size).toBe(1);
  });
});

describe('a window whose program ends', () => {
  it('sends what it has, and stops watching once that is answered', async () => {
    const { host, session } = window;
    let written: () => void = () => undefined;
    host.answer('settings.update', () => new Promise<void>((resolve) => (written = resolve)));
    session.settings.update({ theme: 'dark' });
    session.settings.update({ theme: 'light' });
    await host.tell('host.watch', { ending: true, faults: 0 });
    expect(session.host.getState().ending).toBe(true);
    expect(host.callsOf('settings.update')).toEqual([{ theme: 'dark' }, { theme: 'light' }]);
    expect(host.following('host.watch')).toHaveLength(1);
    written();
    await turn();
    expect(host.following('host.watch')).toEqual([]);
  });
});

describe('the home folder', () => {
  it('is known from the start', () => {
    expect(window.session.home.getState().answer).toBe('/home/person');
  });
});

describe('sizes of volumes', () => {
  it('are measured once at a time and kept when a later measurement fails', async () => {
    const { host, session } = window;
    const { volumeSizes } = session;
    let tell: (sizes: object) => void = () => undefined;
    host.answer('volumes.sizes', () => new Promise((resolve) => (tell = resolve)));
    const first = volumeSizes.measure(near);
    await volumeSizes.measure(near);
    await turn();
    expect(host.callsOf('volumes.sizes')).toEqual([{ engine: near }]);
    expect(volumeSizes.of(near)).toEqual({ measuring: true });
    expect(volumeSizes.of(far)).toEqual({ measuring: false });
    tell({ data: 5 });
    await first;
    expect(volumeSizes.of(near)).toEqual({ measuring: false, sizes: { data: 5 } });
    host.refuse('volumes.sizes', { code: 'timeout', ...cause('unforeseen'), detail: 'It takes too long.' });
    await volumeSizes.measure(near);
    expect(volumeSizes.of(near)).toEqual({ measuring: false, sizes: { data: 5 } });
  });
});

describe('the place of a window', () => {
  it('is in its address, and follows it', () => {
    const { page, session } = window;
    session.place.go({ section: 'images', engine: near, item: 'abc' });
    expect(page.location.hash).toBe(`#/images/${near}/abc`);
    page.location.hash = '#/volumes';
    page.fire('hashchange');
    expect(session.place.state.getState()).toEqual({ section: 'volumes' });
  });
});
