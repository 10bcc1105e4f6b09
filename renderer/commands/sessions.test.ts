import { beforeEach, describe, expect, it } from 'vitest';
import { keyOf, ofHost } from '../../app/object-key.ts';
import { cause } from '../../app/rpc/problem.ts';
import { tabsOf } from '../stores/kept/dock-tree.ts';
import { attentionOf, type KeyedSession, unseen } from '../stores/lists/sessions.ts';
import { idOf, near, openWindow, type PlayedWindow } from '../stores/testing.ts';
import { runAllowed } from './running/run-allowed.ts';
import { endSession, offerShells, showSession } from './sessions.ts';

const one = (digit: string, more: Partial<KeyedSession> = {}): KeyedSession => ({
  id: digit.repeat(32),
  key: keyOf({ engine: ofHost, kind: 'session', id: digit.repeat(32) }),
  engine: near,
  container: idOf(1),
  name: 'web',
  title: '',
  rung: false,
  how: { kind: 'exec' },
  started: 1,
  seen: 1,
  used: 1,
  readers: 0,
  ...more,
});

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});
const shown = () => tabsOf(window.session.dock.state.getState().root).map(({ content }) => content);

describe('a shell that runs', () => {
  it('is shown in a new tab where it has lost its own, and in that one ever after', async () => {
    const { session } = window;
    await runAllowed(showSession, [one('a')], session);
    await runAllowed(showSession, [one('a')], session);
    expect(shown()).toMatchObject([{ kind: 'shell', session: one('a').id, container: idOf(1), name: 'web' }]);
  });

  it('is ended with its tab', async () => {
    const { session, host } = window;
    await runAllowed(showSession, [one('a'), one('b')], session);
    await runAllowed(endSession, [one('a')], session);
    expect(host.callsOf('terminal.close')).toEqual([{ session: one('a').id }]);
    expect(shown()).toMatchObject([{ session: one('b').id }]);
  });

  it('is marked when nobody looked at it for a day', () => {
    const day = 86_400_000;
    expect(attentionOf({ readers: 1, seen: 0 }, day)).toBe('seen');
    expect(attentionOf({ readers: 0, seen: 1 }, day)).toBe('unseen');
    expect(attentionOf({ readers: 0, seen: 0 }, day)).toBe('idle');
  });

  it('is one of those that may go where nobody looks at it and it has not ended', () => {
    const all = [one('a', { seen: 5 }), one('b', { readers: 1 }), one('c', { exit: { code: 0 } }), one('d')];
    expect(unseen(all).map(({ id }) => id[0])).toEqual(['d', 'a']);
  });

  it('is offered to be seen with all others where one more is too many', () => {
    const { session } = window;
    session.dialog.show({ kind: 'volumes.create', with: { engine: near } });
    expect(offerShells({ code: 'conflict', ...cause('shell-not-running') }, session)).toBeUndefined();
    offerShells({ code: 'conflict', ...cause('shells-too-many', { most: 64 }) }, session)?.run();
    expect(session.place.state.getState().section).toBe('activity');
    expect(session.dialog.state.getState().open).toBeUndefined();
  });
});
