import { beforeEach, describe, expect, it } from 'vitest';
import { noEnd } from '../../../app/containers.ts';
import { cause } from '../../../app/rpc/problem.ts';
import { containerOf, far, near, openWindow, type PlayedWindow, turn } from '../../stores/testing.ts';
import { cliLines } from '../cli.ts';
import { endedOn, sendSignal, signalTo, stopWith, stopWithin } from './ending.ts';

const web = { engine: near, container: containerOf(1, 'web') };
const db = { engine: near, container: containerOf(2, 'db') };
const job = { engine: far, container: containerOf(3, 'job', { state: 'exited' }) };

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});

describe('ending containers in a way of one’s own', () => {
  it('asks how in a form, of what runs only', async () => {
    for (const command of [stopWith, sendSignal]) {
      expect([web, job].map((target) => command.refusal(target))).toEqual([undefined, 'It is not running.']);
      expect([web, job].map((target) => command.fits(target))).toEqual([true, false]);
      await command.run([web, db], window.session, 3);
      const { open } = window.session.dialog.state.getState();
      expect(open).toEqual({ kind: command.id, with: { targets: [web, db], of: 3 } });
    }
    expect(cliLines(sendSignal, [web, job])).toEqual(['docker kill --signal SIGNAL web']);
    expect(cliLines(stopWith, [web, job])).toEqual(['docker stop --time SECONDS web']);
  });

  it('names the engines of its line only where they are several', () => {
    expect(endedOn([web, db], window.session)).toEqual([{ names: ['web', 'db'] }]);
    const hosts = endedOn([web, job, db], window.session).map(({ host, names }) => [typeof host, names]);
    expect(hosts).toEqual([
      ['string', ['web', 'db']],
      ['string', ['job']],
    ]);
  });

  it('stops within some seconds, tells one thing of many, and of each that failed', async () => {
    const { host, session, said } = window;
    host.answer('containers.stop', ({ id }: { id: string }) => {
      if (id === db.container.id) throw new Error('no');
    });
    await stopWithin(30, [web, db, job], 4, session);
    expect(host.callsOf('containers.stop')).toContainEqual({ engine: near, id: web.container.id, seconds: 30 });
    expect(said()).toEqual(['failure: Stopped 2 of 4 containers']);
    await stopWithin(undefined, [web], 1, session);
    expect(host.callsOf('containers.stop').at(-1)).toEqual({ engine: near, id: web.container.id });
  });

  it('waits without end until a person has enough of it, which is told of no more', async () => {
    const { host, session, said } = window;
    host.answer('containers.stop', () => new Promise(() => undefined));
    const stopping = stopWithin(noEnd, [web, db], 2, session);
    await turn();
    const [standing] = session.notices.state.getState();
    expect(standing).toMatchObject({ tone: 'standing', text: 'Waiting for 2 containers to end' });
    standing?.offer?.run();
    await stopping;
    expect(said()).toEqual([]);
    expect(session.pending.state.getState().size).toBe(0);
  });

  it('tells which signal was sent, and which was not', async () => {
    const { host, session, said } = window;
    await signalTo('HUP', [web, db], 2, session);
    expect(host.asked.at(-1)).toEqual(['containers.kill', { engine: near, id: db.container.id, signal: 'HUP' }]);
    host.refuse('containers.kill', { code: 'invalid-input', ...cause('signal-unknown', { signal: 'POLL' }) });
    await signalTo('POLL', [web], 1, session);
    expect(said()).toEqual(['success: Sent HUP to 2 containers', 'failure: Couldn’t send POLL to web']);
  });

  it.each(['hup', '0', '65', '-9', 'A B', '../x', 'A'.repeat(19)])('sends nothing like %s', async (signal) => {
    await signalTo(signal, [web], 1, window.session);
    expect(window.host.callsOf('containers.kill')).toEqual([]);
    expect(window.said()).toEqual([`failure: Couldn’t send ${signal} to web`]);
  });
});
