import { beforeEach, describe, expect, it } from 'vitest';
import type { Container, ContainerState } from '../../app/containers.ts';
import { keyOf } from '../../app/object-key.ts';
import { cause } from '../../app/rpc/problem.ts';
import { containerOf, far, idOf, near, openWindow, type PlayedWindow, turn, wholeList } from '../stores/testing.ts';
import { cliLines } from './cli.ts';
import { kill, pause, remove, restart, start, stop, unpause } from './containers.ts';

const target = (container: Container, engine = near) => ({ engine, container });
const web = containerOf(1, 'web');
const key = keyOf({ engine: near, kind: 'container', id: web.id });

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});

describe('a verb on containers of several engines', () => {
  it('goes to each at its own pace: one that does not answer holds up no other', async () => {
    const { host, session } = window;
    const names = Array.from({ length: 30 }, (_, n) => containerOf(n, `c${n}`));
    host.answer('containers.stop', ({ engine }) => (engine === near ? new Promise(() => undefined) : undefined));
    void stop.run([...names.map((one) => target(one)), ...names.map((one) => target(one, far))], session);
    for (let n = 0; n < 40; n++) await turn();
    const asked = host.callsOf('containers.stop') as { readonly engine: string }[];
    expect(asked.filter(({ engine }) => engine === far)).toHaveLength(30);
    expect(asked.filter(({ engine }) => engine === near).length).toBeLessThan(30);
  });
});

describe('what is told of a verb where the window looks at several engines', () => {
  it('names the engine of the one that it was done to, or could not be', async () => {
    const { host, session, said } = window;
    await session.look('all');
    await stop.run([target(web, far)], session);
    host.refuse('containers.stop', { code: 'conflict', ...cause('unforeseen') });
    await stop.run([target(web)], session);
    expect(said()).toEqual([`success: Stopped web on ${far}`, `failure: Couldn’t stop web on ${near}`]);
  });
});

describe('a verb on containers', () => {
  const verbs = { start, stop, restart, pause, unpause, kill };
  const running = 'It is running already.';
  const still = 'It is not running.';
  it.each<[ContainerState, Partial<Record<keyof typeof verbs, string>>]>([
    ['running', { start: running, unpause: 'It is not paused.' }],
    ['paused', { start: running, pause: still }],
    ['restarting', { start: running, pause: still, unpause: 'It is not paused.' }],
    ['exited', { stop: still, restart: still, kill: still, pause: still, unpause: 'It is not paused.' }],
    ['created', { stop: still, restart: still, kill: still, pause: still, unpause: 'It is not paused.' }],
  ])('is refused where it means nothing: %s', (state, refused) => {
    const one = target({ ...web, state });
    const refusals = Object.entries(verbs).map(([verb, command]) => [verb, command.refusal(one)]);
    expect(Object.fromEntries(refusals.filter(([, why]) => why !== undefined))).toEqual(refused);
    expect(Object.values(verbs).map((command) => command.fits(one))).toEqual(refusals.map(([, why]) => !why));
  });

  it('marks what it works on, says so, and tells that it is done', async () => {
    const { host, session, said } = window;
    let done: () => void = () => undefined;
    host.answer('containers.stop', () => new Promise<void>((resolve) => (done = resolve)));
    const stopping = stop.run([target(web)], session);
    await turn();
    expect([...session.pending.state.getState()]).toEqual([[key, 'Stopping']]);
    expect(session.spoken.state.getState().text).toBe('Stopping web…');
    expect(said()).toEqual([]);
    done();
    await stopping;
    expect(session.pending.state.getState().size).toBe(0);
    expect(said()).toEqual(['success: Stopped web']);
    expect(host.asked.at(-1)).toEqual(['containers.stop', { engine: near, id: web.id }]);
  });

  it('goes to the engine of each container, and tells of the rest when one fails', async () => {
    const { host, session, said } = window;
    const [db, job] = [containerOf(2, 'db'), containerOf(3, 'job')];
    host.answer('containers.kill', ({ id }: { id: string }) => {
      if (id === db.id) throw new Error('no such process');
    });
    await kill.run([target(web), target(db), target(job, far)], session, 5);
    expect(host.callsOf('containers.kill')).toContainEqual({ engine: far, id: job.id });
    expect(said()).toEqual(['failure: Killed 2 of 5 containers']);
    const [notice] = session.notices.state.getState();
    expect(notice?.failures).toMatchObject([{ name: 'db' }]);
    expect(notice?.offer?.label).toBe('Try that again');
    host.answer('containers.kill', () => undefined);
    notice?.offer?.run();
    await expect.poll(said).toContain('success: Killed db');
    expect(session.pending.state.getState().size).toBe(0);
  });

  it('says which container has the port that it wants', async () => {
    const { host, session, said } = window;
    const port = { containerPort: 80, hostPort: 8080, hostIp: '0.0.0.0', protocol: 'tcp' };
    await host.tell('containers.watch', wholeList(containerOf(2, 'other', { ports: [port] })), near);
    const detail = 'Bind for 0.0.0.0:8080 failed: port is already allocated';
    host.refuse('containers.start', { code: 'conflict', ...cause('unforeseen'), detail });
    await start.run([target({ ...web, state: 'exited' })], session);
    expect(said()).toEqual(['failure: Couldn’t start web: port 8080 is used by other']);
    expect(session.notices.state.getState()[0]?.problem?.detail).toBe(detail);
  });

  it('asks no more than twenty at once', async () => {
    const { host, session } = window;
    const waiting: (() => void)[] = [];
    host.answer('containers.restart', () => new Promise<void>((resolve) => waiting.push(resolve)));
    const many = Array.from({ length: 25 }, (_, n) => target(containerOf(n, `c${n}`)));
    const restarting = restart.run(many, session);
    await turn();
    expect(waiting).toHaveLength(20);
    waiting.shift()?.();
    await turn();
    expect(waiting).toHaveLength(20);
    while (waiting.length > 0) {
      waiting.shift()?.();
      await turn();
    }
    await restarting;
    expect(host.callsOf('containers.restart')).toHaveLength(25);
  });

  it('has a command line for what it fits, with names quoted', () => {
    const odd = target(containerOf(2, 'a b', { state: 'exited' }));
    expect(cliLines(stop, [target(web), odd])).toEqual(['docker stop web']);
    expect(cliLines(start, [target(web), odd])).toEqual(["docker start 'a b'"]);
    expect(cliLines(remove, [target(web), odd])).toEqual(['docker rm --force web', "docker rm --force 'a b'"]);
  });
});

describe('removing containers', () => {
  const asked = () => window.session.question.state.getState().asked;

  it('asks first, and does nothing when the person says no', async () => {
    const { host, session, said } = window;
    const removing = remove.run([target(web)], session);
    await turn();
    expect(asked()).toMatchObject({ title: 'Remove web?', confirm: 'Remove' });
    expect(asked()?.body).toMatch(/^It is running and will be killed\. Everything written inside/);
    session.question.answer(undefined);
    await removing;
    expect(host.callsOf('containers.remove')).toEqual([]);
    expect(said()).toEqual([]);
  });

  it.each<[ContainerState[], string]>([
    [['exited', 'created'], ''],
    [['running', 'running'], '2 of them are running and will be killed. '],
    [['running', 'paused', 'exited'], '1 of them is running, 1 is paused and will be killed. '],
    [['paused', 'paused'], '2 of them are paused and will be killed. '],
  ])('says of %j: %s', async (states, words) => {
    const targets = states.map((state, n) => target(containerOf(n, `c${n}`, { state })));
    const removing = remove.run(targets, window.session);
    expect(asked()?.title).toBe(`Remove ${states.length} containers?`);
    expect(asked()?.items).toEqual(states.map((_, n) => `c${n}`));
    expect(asked()?.body.replace(/Everything.*/, '')).toBe(words);
    window.session.question.answer(undefined);
    await removing;
  });

  it('takes volumes along when that was chosen, says what does not come back, and offers to make it again', async () => {
    const { host, session, said } = window;
    const recipe = `r${'1'.repeat(32)}`;
    host.answer('containers.remove', () => ({ recipe, volumes: 2 }));
    const removing = remove.run([target(web)], session);
    session.question.answer({ option: true });
    await removing;
    expect(host.callsOf('containers.remove')).toEqual([{ engine: near, id: web.id, volumes: true }]);
    expect(said()).toEqual(['success: Removed web']);
    const [notice] = session.notices.state.getState();
    expect(notice?.more).toBe(
      'Recreated, it is as it was, without the files that it wrote and without 2 anonymous volumes.',
    );
    expect(notice?.offer?.label).toBe('Recreate');
    notice?.offer?.run();
    await expect.poll(() => host.callsOf('recipes.recreate')).toEqual([{ engine: near, recipes: [recipe] }]);
  });

  it('offers to make many again, on each engine those that it had, and says so where it is not kept how', async () => {
    const { host, session } = window;
    host.answer('containers.remove', ({ id }: { id: string }) => ({ recipe: `r${id.slice(-32)}`, volumes: 0 }));
    const all = [target(web), target(containerOf(2, 'db')), target(containerOf(3, 'job'), far)];
    const removing = remove.run(all, session);
    session.question.answer({ option: false });
    await removing;
    const [notice] = session.notices.state.getState();
    expect([notice?.text, notice?.more]).toEqual([
      'Removed 3 containers',
      'Recreated, they are as they were, without the files that they wrote.',
    ]);
    notice?.offer?.run();
    await expect
      .poll(() => host.callsOf('recipes.recreate'))
      .toEqual([
        { engine: near, recipes: [1, 2].map((n) => `r${idOf(n).slice(-32)}`) },
        { engine: far, recipes: [`r${idOf(3).slice(-32)}`] },
      ]);
    host.answer('containers.remove', () => ({ volumes: 0 }));
    const again = remove.run([target(web)], session);
    session.question.answer({ option: false });
    await again;
    const last = session.notices.state.getState().at(-1);
    expect([last?.text, last?.more, last?.offer]).toEqual([
      'Removed web',
      'It could not be kept how it was made.',
      undefined,
    ]);
  });

  it('tells before how much is lost where that is much, and offers to export it first', async () => {
    const { host, session } = window;
    const asked = () => session.question.state.getState().asked;
    host.answer('recipes.loss', () => ({ layer: 25_000_000, volumes: 0 }));
    void remove.run([target(web)], session);
    const much = await asked()?.later?.(new AbortController().signal);
    expect([much?.body, much?.offer?.label]).toEqual([
      'It wrote 23.8 MiB to its own files.',
      'Export its files first…',
    ]);
    much?.offer?.run();
    expect(session.dialog.state.getState().open).toMatchObject({ kind: 'transfers.export' });
    host.answer('recipes.loss', () => ({ layer: 25_000, volumes: 0 }));
    expect(await asked()?.later?.(new AbortController().signal)).toEqual({});
    void remove.run([target(web), target(containerOf(2, 'db'))], session);
    expect(asked()?.later).toBeUndefined();
  });
});

describe('a verb on many containers', () => {
  it('can be stopped: what it was not begun on is left as it is, and that is said', async () => {
    const { host, session, said } = window;
    const ends: (() => void)[] = [];
    host.answer('containers.stop', () => new Promise<void>((resolve) => ends.push(resolve)));
    const many = Array.from({ length: 30 }, (_, n) => target(containerOf(n, `c${n}`)));
    const stopping = stop.run(many, session);
    await expect.poll(() => ends.length).toBe(20);
    const [standing] = session.notices.state.getState();
    expect([standing?.tone, standing?.text, standing?.offer?.label]).toEqual([
      'standing',
      'Stopping 30 containers…',
      'Stop the rest',
    ]);
    standing?.offer?.run();
    for (const end of ends) end();
    await stopping;
    expect(host.callsOf('containers.stop')).toHaveLength(20);
    expect(said()).toEqual(['success: Stopped 20 of 30 containers']);
    expect(session.notices.state.getState()[0]?.more).toBe('10 were not begun on and are as they were.');
  });
});
