import { beforeEach, describe, expect, it } from 'vitest';
import type { BuildRecord } from '../../app/builds.ts';
import { ofHost } from '../../app/object-key.ts';
import { cause } from '../../app/rpc/problem.ts';
import type { TaskState } from '../../app/tasks.ts';
import { saying } from '../../app/text/sayings.ts';
import { near, openWindow, type PlayedWindow, turn, wholeList } from '../stores/testing.ts';
import { build, buildCommands, choosing, openFolder } from './builds.ts';
import { runAllowed } from './running/run-allowed.ts';

const id = (digit: number) => `t${String(digit).repeat(32)}`;
const record = (digit: number, state: TaskState): BuildRecord => ({
  id: id(digit),
  engine: near,
  folder: '/srv/web',
  dockerfile: 'Dockerfile',
  tags: ['web:2'],
  argNames: ['TOKEN'],
  noCache: false,
  pull: false,
  state,
  started: 0,
  builder: 'buildkit',
  steps: [],
  stepCount: 0,
  cachedCount: 0,
  contextBytes: 0,
  contextFiles: 0,
  warnings: [],
});
const [running, done] = [record(1, 'running'), record(2, 'succeeded')];
const command = (verb: string) => {
  const found = buildCommands.find((one) => one.id === `builds.${verb}`);
  if (!found) throw new Error(`no ${verb}`);
  return found;
};

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});

describe('a build in the history', () => {
  it.each([
    ['again', 'It runs already.', undefined],
    ['cancel', undefined, 'It has ended.'],
    ['remove', 'It still runs.', undefined],
  ])('%s is refused while it runs: %s, and after that: %s', (verb, before, after) => {
    expect([running, done].map((one) => command(verb).refusal(one))).toEqual([before, after]);
    expect([running, done].map((one) => command(verb).fits(one))).toEqual([!before, !after]);
  });

  it('is built again by what was kept of it', async () => {
    const { host, session, said } = window;
    host.answer('builds.again', ({ build }: { build: string }) => {
      if (build === id(2)) throw new Error('The folder is gone.');
      return { task: id(3) };
    });
    await runAllowed(command('again'), [done, record(4, 'failed')], session);
    expect(host.callsOf('builds.again')).toEqual([{ build: id(2) }, { build: id(4) }]);
    expect(said()).toEqual(['failure: Build again failed']);
  });

  it('is compared with the one before it, or with another that is chosen', async () => {
    const { host, session, said } = window;
    const [first, second, third] = [record(5, 'failed'), record(6, 'succeeded'), record(7, 'succeeded')].map(
      (one, started) => ({ ...one, started }),
    );
    if (!first || !second || !third) throw new Error('no builds');
    session.builds.watch(ofHost);
    await turn();
    await host.tell('builds.watch', wholeList(third, first, second));
    const shown = () => session.dialog.state.getState().open?.with;
    await runAllowed(command('compare'), [third], session);
    expect(shown()).toMatchObject({ before: second, after: third });
    await runAllowed(command('compare'), [third, first], session);
    expect(shown()).toMatchObject({ before: first, after: third });
    expect(said()).toEqual([]);
    await runAllowed(command('compare'), [first], session);
    expect(said()).toEqual(['failure: Compare is not possible']);
  });

  it('that was made elsewhere shows its log, and nothing that is ours is done to it', async () => {
    const other = { ...record(8, 'succeeded'), folder: '', elsewhere: true as const };
    expect(buildCommands.filter((one) => one.fits(other)).map((one) => one.id)).toEqual(['builds.log']);
    await runAllowed(command('log'), [other], window.session);
    const place = { section: 'builds', item: 'other', tab: `${near}/${id(8)}` };
    expect(window.session.place.state.getState()).toEqual(place);
  });

  it('is cancelled as the task that it is, and told of when that fails', async () => {
    const { host, session, said } = window;
    await runAllowed(command('cancel'), [running], session);
    expect(host.callsOf('tasks.cancel')).toEqual([{ task: id(1) }]);
    host.refuse('tasks.cancel', { code: 'not-found', ...cause('unforeseen'), detail: 'It has ended.' });
    await runAllowed(command('cancel'), [running], session);
    expect(said()).toEqual(['failure: Couldn’t cancel web:2']);
  });

  it('goes from the history with all that were chosen', async () => {
    const { host, session, said } = window;
    await runAllowed(command('remove'), [done, record(4, 'failed')], session);
    expect(host.callsOf('builds.remove')).toEqual([{ builds: [id(2), id(4)] }]);
    host.refuse('builds.remove', { code: 'no-space', ...cause('unforeseen'), detail: 'The disk is full.' });
    await runAllowed(command('remove'), [done], session);
    expect(said()).toEqual(['failure: Remove from history failed']);
  });

  it('opens in its folder, with itself in front', async () => {
    await command('open').run([done], window.session);
    expect(window.session.place.state.getState()).toEqual({ section: 'builds', item: '/srv/web', tab: id(2) });
    void openFolder.run(window.session);
    expect(window.session.place.state.getState()).toEqual({ section: 'builds', item: choosing });
  });
});

describe('a new build', () => {
  const { folder, dockerfile, tags, noCache, pull } = done;
  const order = { engine: near, folder, dockerfile, tags, noCache, pull, args: { TOKEN: 'secret' } };

  it('is known by its task, and its end is told', async () => {
    const { host, session, said } = window;
    host.answer('builds.start', () => ({ task: id(1) }));
    expect(await build(order, session)).toBe(id(1));
    expect(host.callsOf('builds.start')).toEqual([order]);
    const problem = { code: 'internal', ...cause('unforeseen'), detail: 'RUN make failed.' };
    const task = { id: id(1), title: saying('build', { name: 'web:2' }), state: 'failed', subject: folder, problem };
    await host.tell('tasks.watch', { reset: true, complete: true, changed: [task], removed: [] });
    expect(said()).toEqual(['failure: Build web:2 failed']);
  });

  it('that does not begin is told of', async () => {
    const { host, session, said } = window;
    host.refuse('builds.start', { code: 'not-found', ...cause('unforeseen'), detail: 'No such folder.' });
    expect(await build(order, session)).toBeUndefined();
    expect(said()).toEqual(['failure: Build failed']);
  });
});
