import { beforeEach, describe, expect, it, test } from 'vitest';
import type { EngineGuard } from '../../../app/engines/engine.ts';
import { globalCommands } from '../../sections/global-commands.ts';
import { containerOf, engineOf, far, near, openWindow, type PlayedWindow, turn } from '../../stores/testing.ts';
import { said } from '../../words/problems.ts';
import { buildCommands } from '../builds.ts';
import { composeCommands, downWithFile } from '../compose.ts';
import { signalTo, stopWithin } from '../container/ending.ts';
import { logs } from '../container-open.ts';
import { containerCommands, kill, remove, start, stop } from '../containers.ts';
import { openRun } from '../create.ts';
import { imageCommands } from '../images.ts';
import { networkCommands } from '../networks.ts';
import { taskCommands } from '../tasks.ts';
import { volumeCommands } from '../volumes.ts';
import type { Command } from './command.ts';
import { allowed, runAllowed } from './run-allowed.ts';

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});

const target = (name: string, engine = near) => ({ engine, container: containerOf(1, name) });
const asked = () => window.session.question.state.getState().asked;
const why = () => window.session.notices.state.getState().map(({ problem }) => problem && said(problem));

/** The window looks at an engine called prod, which is guarded; the other is not. */
function guard(guard: EngineGuard): Promise<void> {
  const prod = engineOf(near, { name: 'prod', guard });
  return window.host.tell('engine.watch', { engines: [prod, engineOf(far)], selected: near });
}

describe('on an engine that may only be read', () => {
  const refusal = 'The connection prod is read-only: nothing is changed there.';
  beforeEach(() => guard('read-only'));

  it('a verb that changes something is refused with the reason, and main is not even asked', async () => {
    const { host, session } = window;
    await runAllowed(stop, [target('web')], session);
    expect(why()).toEqual([refusal]);
    expect(host.callsOf('containers.stop')).toEqual([]);
    expect(allowed(stop, [target('web')], session)).toEqual([]);
  });

  it('a selection that spans engines is worked on where it may be', async () => {
    const { host, session, said } = window;
    await runAllowed(stop, [target('web'), target('db', far)], session);
    expect(host.callsOf('containers.stop')).toEqual([{ engine: far, id: containerOf(1, '').id }]);
    expect(said()).toEqual(['success: Stopped 1 of 2 containers']);
  });

  it('what only reads goes on', () => {
    expect(allowed(logs, [target('web')], window.session)).toHaveLength(1);
  });

  it('forms that would change it do not open', () => {
    const { session } = window;
    const changing = globalCommands.filter(({ id }) =>
      /^(containers\.run|(images|volumes|networks)\.\w+|transfers\.(pull|push|load))$/.test(id),
    );
    expect(changing).toHaveLength(9);
    for (const command of changing) void command.run(session);
    openRun({ engine: near, image: 'busybox' }, session);
    expect(session.dialog.state.getState().open).toBeUndefined();
    expect(why().every((text) => text === refusal)).toBe(true);
    void globalCommands.find(({ id }) => id === 'transfers.save')?.run(session);
    expect(session.dialog.state.getState().open).toMatchObject({ kind: 'transfers.save' });
  });
});

/** What only reads, or is Gantry's own business. */
const safe = [
  'builds.open',
  'builds.cancel',
  'builds.compare',
  'builds.log',
  'builds.remove',
  'compose.logs',
  'compose.edit',
  'compose.close',
  'containers.copy',
  'containers.logs',
  'containers.logs-together',
  'containers.open',
  'containers.write',
  'images.copy',
  'images.save',
  'tasks.cancel',
  'tasks.forget',
  'transfers.export',
];

test('every other verb says which engine it changes', () => {
  const all = [
    buildCommands,
    composeCommands,
    [downWithFile],
    containerCommands,
    imageCommands,
    networkCommands,
    taskCommands,
    volumeCommands,
  ] as unknown as readonly (readonly Command<unknown>[])[];
  const silent = all.flatMap((commands) => commands.filter(({ changes }) => !changes).map(({ id }) => id));
  expect(silent.toSorted()).toEqual(safe.toSorted());
});

describe('a question', () => {
  it('says which engines it is about', async () => {
    void remove.run([target('web'), target('db', far)], window.session);
    await turn();
    expect(asked()?.engines).toEqual([near, far]);
  });

  it('is asked before what kills at once on a protected engine: the signal KILL, and a stop that leaves no time', async () => {
    const { host, session } = window;
    await guard('protected');
    await signalTo('HUP', [target('web')], 1, session);
    await stopWithin(1, [target('web')], 1, session);
    for (const kills of [
      () => signalTo('SIGKILL', [target('web')], 1, session),
      () => stopWithin(0, [target('web')], 1, session),
    ]) {
      const killing = kills();
      await turn();
      expect(asked()).toMatchObject({ title: 'Kill web?', engines: [near] });
      session.question.answer(undefined);
      await killing;
    }
    expect([host.callsOf('containers.kill'), host.callsOf('containers.stop')].map(({ length }) => length)).toEqual([
      1, 1,
    ]);
  });

  it('is asked before a kill on a protected engine, and on no other', async () => {
    const { host, session } = window;
    await kill.run([target('web')], session);
    expect(host.callsOf('containers.kill')).toHaveLength(1);
    await guard('protected');
    const killing = kill.run([target('web')], session);
    await turn();
    expect(asked()).toMatchObject({ title: 'Kill web?', engines: [near], confirm: 'Kill' });
    session.question.answer(undefined);
    await killing;
    expect(host.callsOf('containers.kill')).toHaveLength(1);
    await runAllowed(start, [{ engine: near, container: containerOf(2, 'db', { state: 'exited' }) }], session);
    expect(host.callsOf('containers.start')).toHaveLength(1);
  });
});
