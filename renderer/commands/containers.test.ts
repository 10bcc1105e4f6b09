import { beforeEach, describe, expect, it } from 'vitest';
import type { Container, ContainerState } from '../../app/containers.ts';
import { keyOf } from '../../app/object-key.ts';
import { cause } from '../../app/rpc/problem.ts';
import { bareSpec } from '../../e2e/fake/bare-spec.ts';
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
    expect(said()).toEqual(['failure: Couldn’t kill db', 'success: Killed 2 of 5 containers']);
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
  const recipe = {
    spec: { ...bareSpec, name: 'web', env: [['A', '1']] },
    rest: [],
  };

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

  it('takes volumes along when that was chosen, and offers to run it again with what it was made with', async () => {
    const { host, session, said } = window;
    host.answer('containers.recipe', () => recipe);
    const removing = remove.run([target(web)], session);
    session.question.answer({ option: true });
    await removing;
    expect(host.callsOf('containers.remove')).toEqual([{ engine: near, id: web.id, volumes: true }]);
    expect(said()).toEqual(['success: Removed web']);
    const offer = session.notices.state.getState()[0]?.offer;
    expect(offer?.label).toBe('Run again with changes…');
    offer?.run();
    expect(session.dialog.state.getState().open).toMatchObject({
      kind: 'containers.run',
      with: {
        engine: near,
        image: 'busybox',
        recipe: { of: web.id, form: { name: 'web', env: [{ name: 'A', value: '1' }] } },
      },
    });
  });

  it('offers nothing where nobody could read how it was made, nor for several', async () => {
    const { host, session } = window;
    host.refuse('containers.recipe', { code: 'not-found', ...cause('unforeseen'), detail: 'It is gone.' });
    const offers = () => session.notices.state.getState().map(({ text, offer }) => [text, offer?.label]);
    for (const targets of [[target(web)], [target(web), target(containerOf(2, 'db'))]]) {
      const removing = remove.run(targets, session);
      session.question.answer({ option: false });
      await removing;
    }
    expect(offers()).toEqual([
      ['Removed web', undefined],
      ['Removed 2 containers', undefined],
    ]);
    expect(host.callsOf('containers.recipe')).toEqual([{ engine: near, id: idOf(1) }]);
  });
});
