import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionState } from '../../app/engines/connections.ts';
import { cause } from '../../app/rpc/problem.ts';
import { near, openWindow, type PlayedWindow } from '../stores/testing.ts';
import { cliLines } from './cli.ts';
import { addConnection, edit, look, lower, raise, remove, retry, switchOff, switchOn } from './connections.ts';

const one = (name: string, more: Partial<ConnectionState> = {}): ConnectionState => ({
  id: near,
  name,
  foundName: name,
  address: 'tcp://build:2376',
  source: 'own',
  secure: false,
  colour: 'red',
  guard: 'none',
  used: true,
  place: 1,
  status: { kind: 'idle' },
  ...more,
});

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});

describe('a connection', () => {
  it('goes without a question, and comes back as it was', async () => {
    const { host, session, said } = window;
    host.answer('connections.add', () => near);
    const tls = { ca: '/ca.pem' };
    await remove.run([one('Build', { tls, used: false })], session);
    expect(host.callsOf('connections.remove')).toEqual([{ connection: near }]);
    expect(said()).toEqual(['success: Removed Build']);
    session.notices.state.getState()[0]?.offer?.run();
    await expect.poll(() => said().at(-1)).toBe('success: Added Build again');
    const again = { name: 'Build', address: 'tcp://build:2376', colour: 'red', guard: 'none', tls, place: 1 };
    expect(host.callsOf('connections.add')).toEqual([again]);
    expect(host.callsOf('connections.use')).toEqual([{ connection: near, used: false }]);
  });

  it('that cannot come back is told of', async () => {
    const { host, session, said } = window;
    host.refuse('connections.add', { code: 'conflict', ...cause('connection-known', { name: 'x' }) });
    await remove.run([one('Build')], session);
    session.notices.state.getState()[0]?.offer?.run();
    await expect.poll(() => said().at(-1)).toBe('failure: It could not be added again');
  });

  it.each<[Partial<ConnectionState>, readonly string[]]>([
    [{}, ['edit', 'off', 'raise', 'lower', 'remove', 'look']],
    [{ used: false }, ['edit', 'on', 'raise', 'lower', 'remove']],
    [{ source: 'context', place: 0 }, ['edit', 'off', 'lower', 'look']],
    [
      { status: { kind: 'unreachable', problem: { code: 'timeout', ...cause('engine-stuck') }, retryAt: 0, since: 0 } },
      ['edit', 'retry', 'off', 'raise', 'lower', 'remove', 'look'],
    ],
  ])('%j allows %j', (more, allowed) => {
    const commands = [edit, retry, switchOn, switchOff, raise, lower, remove, look];
    const fitting = commands.filter(({ refusal }) => refusal(one('a', more)) === undefined);
    expect(fitting.map(({ id }) => id.replace('connections.', ''))).toEqual(allowed);
  });

  it('is moved with others that are chosen, none past another', async () => {
    const { host, session } = window;
    const [a, b] = [one('a', { place: 1 }), one('b', { id: 'e111111111111', place: 2 })];
    await raise.run([b, a], session);
    await lower.run([a, b], session);
    expect(host.callsOf('connections.move').map((call) => (call as { place: number }).place)).toEqual([0, 1, 3, 2]);
  });

  it.each<[Partial<ConnectionState>, string]>([
    [{ source: 'context', foundName: 'my box', name: 'Office' }, "docker --context 'my box' ps -a"],
    [{ source: 'podman' }, 'podman --connection a ps -a'],
    [{ source: 'default', address: 'unix:///run/a b.sock' }, "docker --host 'unix:///run/a b.sock' ps -a"],
    [{ tls: { ca: '/ca.pem' } }, 'docker --host tcp://build:2376 --tlsverify --tlscacert /ca.pem ps -a'],
  ])('is reached by a terminal, too: %j', (more, line) => {
    expect(cliLines(look, [one('a', more)])).toEqual([line]);
  });

  it('has a form, and so has a new one', async () => {
    const { session } = window;
    const form = () => session.dialog.state.getState().open;
    await edit.run([one('a')], session);
    expect(form()).toEqual({ kind: 'connections.form', with: { connection: one('a') } });
    await addConnection.run(session);
    expect(form()).toEqual({ kind: 'connections.form', with: {} });
  });
});
