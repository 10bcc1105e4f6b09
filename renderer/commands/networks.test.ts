import { beforeEach, describe, expect, it } from 'vitest';
import type { Network } from '../../app/networks.ts';
import { keyOf } from '../../app/object-key.ts';
import { far, idOf, near, openWindow, type PlayedWindow, turn } from '../stores/testing.ts';
import { cliLines } from './cli.ts';
import { connect, createNetwork, disconnect, type NetworkTarget, pruneNetworks, remove } from './networks.ts';

const target = (name: string, more: Partial<Network> = {}, engine = near): NetworkTarget => ({
  engine,
  network: {
    id: idOf(name.length),
    name,
    driver: 'bridge',
    scope: 'local',
    internal: false,
    subnets: [],
    builtin: false,
    labels: {},
    created: 0,
    ...more,
  },
});

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});
const form = () => window.session.dialog.state.getState().open;

describe('a network', () => {
  it.each<[Partial<Network>, boolean, boolean]>([
    [{}, true, true],
    [{ builtin: true }, true, false],
    [{ builtin: true, driver: 'host' }, false, false],
    [{ builtin: true, driver: 'null' }, false, false],
    [{ driver: 'macvlan' }, true, true],
  ])('%j can be joined: %j, removed: %j', (more, joins, goes) => {
    const one = target('back', more);
    expect([connect.refusal(one) === undefined, connect.fits(one)]).toEqual([joins, joins]);
    expect([remove.refusal(one) === undefined, remove.fits(one)]).toEqual([goes, goes]);
  });

  it('says why not', () => {
    const host = target('host', { builtin: true, driver: 'host' });
    expect(connect.refusal(host)).toBe('Containers join it only when they are created.');
    expect(remove.refusal(host)).toBe('The engine needs it.');
    expect(cliLines(remove, [host, target('back end')])).toEqual(["docker network rm 'back end'"]);
  });

  it('opens the form that connects on its own engine', async () => {
    await connect.run([target('back', {}, far)], window.session);
    expect(form()).toEqual({ kind: 'networks.connect', with: { engine: far, network: idOf(4), name: 'back' } });
  });

  it('is removed after a question, and one that is in use is told of', async () => {
    const { host, session, said } = window;
    host.answer('networks.remove', ({ id }: { id: string }) => {
      if (id === idOf(4)) throw new Error('has active endpoints');
    });
    const removing = remove.run([target('back'), target('front', {}, far)], session);
    expect(session.question.state.getState().asked).toMatchObject({
      title: 'Remove 2 networks?',
      items: ['back', 'front'],
    });
    session.question.answer({ option: false });
    await removing;
    expect(host.callsOf('networks.remove')).toContainEqual({ engine: far, id: idOf(5) });
    expect(said()).toEqual(['failure: Removed 1 of 2 networks']);
    const again = remove.run([target('front')], session);
    session.question.answer(undefined);
    await again;
    expect(host.callsOf('networks.remove')).toHaveLength(2);
  });

  it('lets a container go, which is marked meanwhile', async () => {
    const { host, session, said } = window;
    let done: () => void = () => undefined;
    host.answer('networks.disconnect', () => new Promise<void>((resolve) => (done = resolve)));
    const leaving = disconnect(target('back', {}, far), { id: idOf(7), name: 'web' }, session);
    await turn();
    expect([...session.pending.state.getState()]).toEqual([
      [keyOf({ engine: far, kind: 'container', id: idOf(7) }), 'Disconnecting'],
    ]);
    done();
    await leaving;
    expect(host.callsOf('networks.disconnect')).toEqual([
      { engine: far, id: idOf(4), container: idOf(7), force: false },
    ]);
    expect(said()).toEqual(['success: Disconnected web']);
  });
});

it('forms open on the engine that is looked at', () => {
  void createNetwork.run(window.session);
  expect(form()).toEqual({ kind: 'networks.create', with: { engine: near } });
  void pruneNetworks.run(window.session);
  expect(form()).toEqual({ kind: 'networks.prune', with: { engine: near } });
});
