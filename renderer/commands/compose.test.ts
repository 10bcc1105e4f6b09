import { beforeEach, describe, expect, it } from 'vitest';
import type { ComposeFinding, ComposeProject } from '../../app/compose.ts';
import type { ContainerState } from '../../app/containers.ts';
import { cause } from '../../app/rpc/problem.ts';
import { saying } from '../../app/text/sayings.ts';
import { tabsOf } from '../stores/kept/dock-tree.ts';
import { containerOf, engineOf, far, near, openWindow, type PlayedWindow } from '../stores/testing.ts';
import { said as sentence } from '../words/problems.ts';
import { cliLines } from './cli.ts';
import {
  build,
  type ComposeTarget,
  closeFile,
  composeCommands,
  down,
  downWithFile,
  edit,
  logs,
  openComposeFile,
  openFile,
  restart,
  start,
  stop,
  up,
} from './compose.ts';

const file = '/srv/shop/compose.yaml';
const task = `t${'0'.repeat(32)}`;

function target(states: readonly ContainerState[], more: Partial<ComposeProject> = {}, engine = near): ComposeTarget {
  const containers = states.map((state, n) => containerOf(n, `shop-${n}`, { state }));
  const project = {
    id: 'shop',
    name: 'shop',
    services: [],
    containers,
    files: [file],
    workingDir: '/srv/shop',
    ...more,
  };
  return { engine, project };
}

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
  for (const verb of ['start', 'stop', 'down', 'up', 'pull', 'build', 'downWithFile']) {
    window.host.answer(`compose.${verb}`, () => ({ task }));
  }
  window.host.answer('compose.validate', () => []);
});
const asked = () => window.session.question.state.getState().asked;

describe('a verb on a project', () => {
  const still = 'It is not running.';
  it.each<[ContainerState[], (string | undefined)[]]>([
    [[], ['It has no containers yet.', still, still, 'It has no containers.']],
    [
      ['running', 'running'],
      ['It is running already.', undefined, undefined, undefined],
    ],
    [
      ['running', 'exited'],
      [undefined, undefined, undefined, undefined],
    ],
    [['paused'], [undefined, undefined, undefined, undefined]],
    [['exited'], [undefined, still, still, undefined]],
  ])('is refused where it means nothing: %j', (states, refusals) => {
    const verbs = [start, stop, restart, down];
    expect(verbs.map((verb) => verb.refusal(target(states)))).toEqual(refusals);
    expect(verbs.map((verb) => verb.fits(target(states)))).toEqual(refusals.map((why) => why === undefined));
  });

  it('by its files is refused where no label names one', () => {
    const none = target(['running'], { files: [] });
    for (const verb of [up, build, edit]) expect(verb.refusal(none)).toBe('Its labels name no compose file.');
    expect(downWithFile.refusal(target([]))).toBe('It has no containers.');
    expect(downWithFile.refusal(none)).toBe('Its labels name no compose file.');
  });

  it('has a command line that names what Compose would not find by itself', () => {
    const projects = [target(['running'], { name: 'shop' }), target([], { files: [file, '/srv/my shop/dev.yaml'] })];
    expect(cliLines(up, projects)).toEqual([
      `docker compose --file ${file} --project-name shop up --detach`,
      // What has no containers is called as the file says.
      `docker compose --file ${file} --file '/srv/my shop/dev.yaml' up --detach`,
    ]);
    expect(cliLines(stop, projects)).toEqual(['docker compose --project-name shop stop']);
    expect(cliLines(logs, projects)).toEqual([
      'docker compose --project-name shop logs --follow --timestamps --tail 1000',
    ]);
  });

  it('is a task whose end is told, on the engine of the project', async () => {
    const { host, session, said } = window;
    await stop.run([target(['running'], {}, far)], session);
    expect(host.callsOf('compose.stop')).toEqual([{ engine: far, project: 'shop' }]);
    const ended = {
      id: task,
      title: saying('compose', { verb: 'stop', project: 'shop' }),
      state: 'succeeded',
      text: saying('done'),
      subject: 'shop',
    };
    await host.tell('tasks.watch', { reset: true, complete: true, changed: [ended], removed: [] });
    expect(said()).toEqual(['success: Stop shop: done']);
  });

  it('that does not even begin is told of', async () => {
    window.host.refuse('compose.build', {
      code: 'unsupported',
      ...cause('unforeseen'),
      detail: 'There is no Compose.',
    });
    await build.run([target(['running'])], window.session);
    expect(window.said()).toEqual(['failure: Build shop failed']);
  });
});

describe('Up', () => {
  const finding = (more: Partial<ComposeFinding>): ComposeFinding => ({
    line: 3,
    column: 1,
    message: 'Not a service.',
    severity: 'error',
    source: 'Schema',
    ...more,
  });
  const ups = () => window.host.callsOf('compose.up');

  it('asks for the project as its labels tell it, and for a file’s own as that does', async () => {
    await up.run([target(['running']), target([], { workingDir: '' }, far)], window.session);
    expect(ups()).toEqual([
      { engine: near, files: [file], project: 'shop', workingDir: '/srv/shop' },
      { engine: far, files: [file] },
    ]);
  });

  it('leads to what is wrong in the file instead, and goes on with the next project', async () => {
    const { host, session, said } = window;
    host.answer('compose.validate', ({ path }: { path: string }) => (path === file ? [finding({})] : []));
    await up.run([target(['running']), target([], { files: ['/srv/blog/compose.yaml'], workingDir: '' })], session);
    expect(said()).toEqual(['failure: Up shop is not possible']);
    const { problem } = session.notices.state.getState()[0] ?? {};
    expect(problem?.code).toBe('invalid-input');
    expect(problem && sentence(problem)).toBe(`Line 3 of ${file}: Not a service.`);
    expect(session.place.state.getState()).toEqual({ section: 'compose', engine: near, item: 'shop', tab: 'file' });
    expect(ups()).toMatchObject([{ files: ['/srv/blog/compose.yaml'] }]);
  });

  it.each<[string, Partial<ComposeFinding>, Partial<ComposeProject>]>([
    ['a warning', { severity: 'warning' }, {}],
    ['what may be right together with another file', {}, { files: [file, '/srv/shop/dev.yaml'] }],
    ['what may be right as seen from another folder', {}, { workingDir: '/srv' }],
  ])('leaves the last word to Compose: %s', async (_what, found, project) => {
    window.host.answer('compose.validate', () => [finding(found)]);
    await up.run([target(['running'], project)], window.session);
    expect(ups()).toHaveLength(1);
  });

  it('is not kept from Compose by a file that nobody can read, nor by a check that another took the place of', async () => {
    const { host, session } = window;
    host.refuse('compose.validate', { code: 'not-found', ...cause('unforeseen'), detail: 'No such file.' });
    await up.run([target(['running'])], session);
    host.refuse('compose.validate', {
      code: 'cancelled',
      ...cause('unforeseen'),
      detail: 'Another check took its place.',
    });
    await up.run([target(['running'])], session);
    expect(ups()).toHaveLength(2);
    // Once, and three times: what was cancelled is asked for again.
    expect(host.callsOf('compose.validate')).toHaveLength(4);
  });
});

describe('Down', () => {
  it('asks first, with what it removes', async () => {
    const { host, session } = window;
    const taking = down.run([target(['running', 'exited'])], session);
    expect(asked()).toMatchObject({ title: 'Take shop down?', items: ['shop-0', 'shop-1'], confirm: 'Down' });
    session.question.answer(undefined);
    await taking;
    expect(host.callsOf('compose.down')).toEqual([]);
    const again = down.run([target(['running']), target(['exited'], {}, far)], session);
    expect(asked()?.title).toBe('Take 2 projects down?');
    session.question.answer({ option: false });
    await again;
    expect(host.callsOf('compose.down')).toEqual([
      { engine: near, project: 'shop' },
      { engine: far, project: 'shop' },
    ]);
  });

  it('by the file asks, too', async () => {
    const { host, session } = window;
    const taking = downWithFile.run([target(['running'])], session);
    session.question.answer({ option: false });
    await taking;
    expect(host.callsOf('compose.downWithFile')).toEqual([
      { engine: near, files: [file], project: 'shop', workingDir: '/srv/shop' },
    ]);
  });
});

describe('compose files that were opened', () => {
  const kept = () => window.session.settings.state.getState().value.composeFiles;

  it('are remembered for their engine, the latest first, each once, twenty at most', () => {
    for (let n = 0; n < 21; n += 1) openComposeFile({ path: `/srv/${n}.yaml`, engine: near }, window.session);
    openComposeFile({ path: '/srv/7.yaml', engine: near }, window.session);
    openComposeFile({ path: '/srv/7.yaml', engine: far }, window.session);
    expect(kept()).toHaveLength(20);
    expect(kept().slice(0, 3)).toEqual([
      { path: '/srv/7.yaml', engine: far },
      { path: '/srv/7.yaml', engine: near },
      { path: '/srv/20.yaml', engine: near },
    ]);
    const place = { section: 'compose', engine: far, item: '/srv/7.yaml', tab: 'file' };
    expect(window.session.place.state.getState()).toEqual(place);
  });

  it('are asked for with the engine, where the window looks at several', async () => {
    await window.session.look('all');
    void openFile.run(window.session);
    const asked = window.session.dialog.state.getState().open;
    if (asked?.kind !== 'engines.choose') throw new Error('nobody asks');
    asked.with.go(engineOf(far));
    expect(window.session.place.state.getState()).toMatchObject({ section: 'compose', engine: far });
  });

  it('are closed on their engine, unless they have containers', async () => {
    openComposeFile({ path: '/srv/a.yaml', engine: near }, window.session);
    openComposeFile({ path: '/srv/a.yaml', engine: far }, window.session);
    openComposeFile({ path: '/srv/b.yaml', engine: near }, window.session);
    expect(closeFile.refusal(target(['exited']))).toBe('It has containers.');
    await closeFile.run([target([], { files: ['/srv/a.yaml'] })], window.session);
    expect(kept()).toEqual([
      { path: '/srv/b.yaml', engine: near },
      { path: '/srv/a.yaml', engine: far },
    ]);
  });
});

it('logs of a project open as one view', async () => {
  await logs.run([target(['running'], {}, far)], window.session);
  expect(tabsOf(window.session.dock.state.getState().root).map(({ content }) => content)).toEqual([
    { kind: 'log', name: 'shop', target: { kind: 'project', engine: far, project: 'shop' } },
  ]);
  expect(window.session.focus.state.getState().part).toBe('dock');
  expect(composeCommands).toContain(logs);
});
