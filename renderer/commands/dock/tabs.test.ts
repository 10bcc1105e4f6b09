import { beforeEach, describe, expect, it } from 'vitest';
import type { DockContent } from '../../../app/dock.ts';
import { globalCommands } from '../../sections/global-commands.ts';
import { groupsOf, tabsOf } from '../../stores/kept/dock-tree.ts';
import { containerOf, idOf, near, openWindow, type PlayedWindow } from '../../stores/testing.ts';
import { shellAndLog } from '../container-open.ts';
import { dropTab } from './moves.ts';
import { dockTarget } from './target.ts';

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});

const logOf = (n: number, name: string): DockContent => ({
  kind: 'log',
  target: { kind: 'containers', engine: near, ids: [idOf(n)] },
  name,
});
const shellOf = (n: number, name: string): DockContent => ({
  kind: 'shell',
  engine: near,
  container: idOf(n),
  name,
  session: String(n).repeat(32),
});
const root = () => window.session.dock.state.getState().root;
const idOfTab = (name: string) => tabsOf(root()).find(({ content }) => content.name === name)?.id ?? '';
const told = () => window.session.notices.state.getState().map(({ text, problem }) => [text, problem?.params['why']]);
const spoken = () => window.session.spoken.state.getState().text;

/** In one line: `a b* | c*`, `*` follows what is in front. */
function drawn(): string {
  return groupsOf(root())
    .map(({ tabs, active }) => tabs.map(({ id, content }) => `${content.name}${id === active ? '*' : ''}`).join(' '))
    .join(' | ');
}

/** Does what a key or the palette does, by its id. */
async function run(...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const command = globalCommands.find((one) => one.id === `dock.${id}`);
    if (!command) throw new Error(`no ${id}`);
    await command.run(window.session);
  }
}

function open(...contents: readonly DockContent[]): void {
  for (const content of contents) window.session.dock.open(content);
}

describe('a tab of the dock', () => {
  it('is split off to the right and downwards, and says where it is', async () => {
    open(logOf(1, 'a'), logOf(2, 'b'), shellOf(3, 'c'));
    await run('split-right');
    expect(drawn()).toBe('a b* | c*');
    expect(spoken()).toBe('Shell c is tab 1 of 1 in pane 2 of 2');
    expect(window.session.focus.state.getState()).toEqual({ part: 'dock', session: '3'.repeat(32) });
    await run('previous-pane', 'split-down');
    expect(drawn()).toBe('a* | b* | c*');
    expect(root()).toMatchObject({ direction: 'row', children: [{ kind: 'split', direction: 'column' }, {}] });
  });

  it('that is alone in its pane is not split off, which is said', async () => {
    open(logOf(1, 'a'));
    await run('split-right', 'to-next-pane', 'next-tab', 'next-pane', 'zoom');
    expect(told()).toEqual([
      ['Split tab right is not possible', 'It is the only tab of its pane.'],
      ['Move tab to the next pane is not possible', 'There is only one pane.'],
      ['Go to the next tab is not possible', 'There is only one tab in this pane.'],
      ['Go to the next pane is not possible', 'There is only one pane.'],
      ['Zoom pane or show all is not possible', 'There is only one pane.'],
    ]);
  });

  it('moves to the next pane and within its row, as far as there is one', async () => {
    open(logOf(1, 'a'), logOf(2, 'b'), logOf(3, 'c'));
    await run('split-right', 'previous-pane', 'to-next-pane');
    expect(drawn()).toBe('a* | c b*');
    expect(spoken()).toBe('Logs b is tab 2 of 2 in pane 2 of 2');
    await run('move-left');
    expect(drawn()).toBe('a* | b* c');
    await run('move-left');
    expect(told()).toEqual([['Move tab left is not possible', 'It is the first tab of its pane.']]);
    await run('move-right', 'to-next-pane');
    expect(drawn()).toBe('a b* | c*');
  });

  it('is gone to, forward and back, also while the dock is hidden', async () => {
    open(logOf(1, 'a'), logOf(2, 'b'));
    await run('toggle', 'next-tab');
    expect(drawn()).toBe('a* b');
    expect(window.session.settings.state.getState().value.dockOpen).toBe(true);
    await run('previous-tab');
    expect(drawn()).toBe('a b*');
  });

  it('cannot lie deeper than panes may, by key or by hand, and that is said', async () => {
    open(...Array.from({ length: 8 }, (_, n) => logOf(n, `l${n}`)));
    for (let n = 0; n < 6; n += 1) {
      window.session.dock.use('main');
      await run(n % 2 === 0 ? 'split-right' : 'split-down');
    }
    expect(drawn()).toBe('l0 l1 l2* | l3* | l4* | l5* | l6* | l7*');
    const target = dockTarget(window.session, idOfTab('l0'));
    if (target) dropTab(target, { kind: 'side', group: 'main', side: 'down' }, window.session);
    const why = 'Panes lie 6 deep in each other: there is no room for another.';
    expect(told()).toEqual([
      ['Split tab down is not possible', why],
      ['Split tab down is not possible', why],
    ]);
  });

  it('lets its pane fill the dock, until it is asked again', async () => {
    open(logOf(1, 'a'), logOf(2, 'b'));
    await run('split-right', 'zoom');
    expect(window.session.dock.state.getState().zoomed).toBe(true);
    expect(spoken()).toBe('Logs b fills the dock');
    await run('next-pane');
    expect(dockTarget(window.session)?.tab.content.name).toBe('a');
    await run('zoom');
    expect(window.session.dock.state.getState().zoomed).toBe(false);
    expect(spoken()).toBe('All 2 panes are shown');
  });

  it('is closed with the others or with those to its right, and shells are ended', async () => {
    open(logOf(1, 'a'), shellOf(2, 'b'), logOf(3, 'c'), logOf(4, 'd'));
    await run('previous-tab', 'close-right');
    expect(drawn()).toBe('a b c*');
    await run('close-others');
    expect(drawn()).toBe('c*');
    expect(window.host.callsOf('terminal.close')).toEqual([{ session: '2'.repeat(32) }]);
    expect(spoken()).toBe('2 tabs closed');
    await run('close-others', 'close', 'close');
    expect(drawn()).toBe('');
    expect(told()).toEqual([
      ['Close other tabs is not possible', 'There is only one tab in this pane.'],
      ['Close tab is not possible', 'Nothing is docked.'],
    ]);
  });

  it('of a log comes back under its name, one after the other, a shell does not', async () => {
    open(logOf(1, 'a'), logOf(2, 'b'), shellOf(3, 'c'));
    window.session.dock.label(idOfTab('b'), ' mine ');
    await run('close', 'close', 'close', 'reopen', 'reopen');
    expect(tabsOf(root()).map(({ content, label }) => [content.name, label])).toEqual([
      ['a', undefined],
      ['b', 'mine'],
    ]);
    await run('reopen');
    expect(told()).toEqual([
      ['Reopened Logs a', undefined],
      ['Reopened Logs b, mine', undefined],
      ['Reopen the closed log or recording is not possible', 'No log and no recording was closed in this window.'],
    ]);
  });

  it('leads to its container, and to its form of a name', async () => {
    open(shellOf(1, 'a'));
    await run('detail', 'rename');
    expect(window.session.place.state.getState()).toEqual({
      section: 'containers',
      engine: near,
      item: idOf(1),
      tab: 'shell',
    });
    expect(window.session.dialog.state.getState().open).toMatchObject({ kind: 'dock.rename' });
    open({ kind: 'log', target: { kind: 'project', engine: near, project: 'shop' }, name: 'shop' });
    await run('detail', 'beside');
    expect(told()).toEqual([
      ['Show in the detail is not possible', 'It is not of one container.'],
      ['Shell and log beside each other is not possible', 'It is not of one container.'],
    ]);
  });
});

describe('a tab that is let go', () => {
  it('goes among the tabs there, or into a pane of its own', () => {
    open(logOf(1, 'a'), logOf(2, 'b'), logOf(3, 'c'));
    const let_ = (name: string, drop: Parameters<typeof dropTab>[1]) => {
      const target = dockTarget(window.session, idOfTab(name));
      if (target) dropTab(target, drop, window.session);
    };
    let_('c', { kind: 'tabs', group: 'main', before: idOfTab('a') });
    expect(drawn()).toBe('c* a b');
    let_('c', { kind: 'side', group: 'main', side: 'left' });
    expect(drawn()).toBe('c* | a* b');
    let_('c', { kind: 'side', group: groupsOf(root())[0]?.id ?? '', side: 'up' });
    expect(drawn()).toBe('c* | a* b');
    let_('b', { kind: 'tabs', group: groupsOf(root())[0]?.id ?? '' });
    expect(drawn()).toBe('c b* | a*');
    expect(told()).toEqual([]);
  });
});

describe('a shell and the log of its container', () => {
  const target = { engine: near, container: containerOf(1, 'web', { state: 'running' }) };
  const session = 'f'.repeat(32);
  beforeEach(() => window.host.answer('terminal.open', ({ id }: { id: string }) => ({ session, container: id })));

  it('stand beside each other, whatever else is docked', async () => {
    open(logOf(2, 'other'));
    await shellAndLog.run([target], window.session);
    expect(drawn()).toBe('other web* | web*');
    expect(window.session.focus.state.getState()).toEqual({ part: 'dock', session });
    expect(window.host.callsOf('terminal.open')).toHaveLength(1);
  });

  it('stay where they stand when they are asked for again, by a tab too', async () => {
    await shellAndLog.run([target], window.session);
    await shellAndLog.run([target], window.session);
    await run('beside');
    expect(drawn()).toBe('web* | web*');
    expect(window.host.callsOf('terminal.open')).toHaveLength(1);
  });

  it('are the log alone where no shell can be opened, which is said', async () => {
    window.host.answer('terminal.open', () => {
      throw new Error('no sh');
    });
    await shellAndLog.run([target], window.session);
    expect(drawn()).toBe('web*');
    expect(window.said()).toEqual(['failure: Couldn’t open a shell in web']);
    expect(shellAndLog.refusal({ engine: near, container: containerOf(1, 'web', { state: 'exited' }) })).toBe(
      'A shell needs a running container.',
    );
  });
});

describe('a full dock', () => {
  it('says which logs gave way, and brings them back', () => {
    open(...Array.from({ length: 101 }, (_, n) => logOf(n, `l${n}`)));
    expect(tabsOf(root())).toHaveLength(100);
    const [notice] = window.session.notices.state.getState();
    expect(notice?.text).toBe('The dock holds 100 tabs: Logs l0 was closed');
    notice?.offer?.run();
    expect(tabsOf(root()).map(({ content }) => content.name)).toContain('l0');
  });

  it('of shells opens no other, and says so', async () => {
    open(
      ...Array.from({ length: 100 }, (_, n) => ({ ...shellOf(1, `s${n}`), session: n.toString(16).padStart(32, '0') })),
    );
    await shellAndLog.run([{ engine: near, container: containerOf(2, 'web') }], window.session);
    expect(told().at(-1)).toEqual([
      'Couldn’t open a shell in web',
      'The dock holds 100 tabs, all of them shells. Close one first.',
    ]);
    expect(window.host.callsOf('terminal.open')).toEqual([]);
  });
});
