import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineState } from '../../app/engines/engine.ts';
import { cause } from '../../app/rpc/problem.ts';
import { globalCommands, goCommand } from '../sections/global-commands.ts';
import { sectionList } from '../sections/sections.tsx';
import { tabsOf } from '../stores/kept/dock-tree.ts';
import { engineOf, far, idOf, near, openWindow, type PlayedWindow } from '../stores/testing.ts';
import { closeTabs, openShell, reopenShell } from './dock/dock.ts';
import { openTransfer } from './transfers.ts';

const session = (digit: number) => String(digit).repeat(32);

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});
const form = () => window.session.dialog.state.getState().open;
const tabs = () => tabsOf(window.session.dock.state.getState().root);
const chosen = () => window.session.settings.state.getState().value;

/** Does what needs no object, by its id. */
function run(id: string): void {
  const command = [...globalCommands, ...sectionList.map(goCommand)].find((one) => one.id === id);
  if (!command) throw new Error(`no ${id}`);
  void command.run(window.session);
}

/** The window looks at this engine, or there is none. */
function look(engine: EngineState | undefined): Promise<void> {
  const list = { engines: engine ? [engine] : [], selected: engine?.id ?? near };
  return window.host.tell('engine.watch', list);
}

describe('what needs no object', () => {
  it('leads to each section, with the keys on its list', () => {
    run('go.volumes');
    expect(window.session.place.state.getState()).toEqual({ section: 'volumes' });
    expect(window.session.focus.state.getState()).toEqual({ part: 'list' });
  });

  it('chooses a theme, and where the dock is', () => {
    run('theme.dark');
    run('dock.maximise');
    expect(chosen()).toMatchObject({ theme: 'dark', dockOpen: true, dockMaximised: true });
    run('dock.side');
    expect(chosen()).toMatchObject({ dockOpen: true, dockMaximised: false, dockSide: 'right' });
    run('dock.side');
    run('dock.toggle');
    expect(chosen()).toMatchObject({ dockOpen: false, dockSide: 'bottom' });
  });
});

describe('a form for an engine', () => {
  const forms = ['transfers.pull', 'transfers.push', 'transfers.save', 'transfers.load', 'registries.login'];

  it('opens on the one that is looked at', async () => {
    await look(engineOf(far));
    for (const id of forms) {
      run(id);
      expect(form()).toMatchObject({ kind: id, with: { engine: far } });
    }
    run('containers.run');
    expect(form()).toEqual({ kind: 'containers.run', with: { engine: far, image: '' } });
    openTransfer(window.session, 'transfers.pull', { reference: 'web:2' });
    expect(form()).toEqual({ kind: 'transfers.pull', with: { engine: far, reference: 'web:2' } });
  });

  it('does not open on one that cannot be reached, and says why', async () => {
    const problem = { code: 'engine-unreachable', ...cause('unforeseen'), detail: 'Nobody listens there.' } as const;
    await look(engineOf(near, { name: 'Podman', status: { kind: 'unreachable', problem, retryAt: 0, since: 0 } }));
    run('transfers.pull');
    expect(form()).toBeUndefined();
    expect(window.said()).toEqual(['failure: Podman is not reachable']);
    expect(window.session.notices.state.getState()[0]?.problem).toEqual(problem);
  });

  it('does not open where there is none', async () => {
    await look(undefined);
    for (const id of ['transfers.pull', 'containers.run', 'volumes.create', 'networks.prune', 'images.prune']) run(id);
    expect(form()).toBeUndefined();
    expect(window.said()).toEqual(['failure: There is no engine', 'failure: Run failed']);
  });
});

describe('a form for one of several engines', () => {
  const choose = () => {
    const asked = form();
    if (asked?.kind !== 'engines.choose') throw new Error('nobody asks');
    return asked.with;
  };

  it('asks which, and opens on the one that is chosen', async () => {
    await window.session.look('all');
    const forms = {
      'containers.run': 'containers.run',
      'transfers.pull': 'transfers.pull',
      'volumes.create': 'volumes.create',
    };
    for (const [id, kind] of Object.entries(forms)) {
      run(id);
      choose().go(engineOf(far));
      expect(form()).toMatchObject({ kind, with: { engine: far } });
    }
  });

  it('says of each whether it would change the engine, and says why not on one that may only be read', async () => {
    await window.session.look('all');
    const changes = ['transfers.save', 'transfers.pull', 'volumes.prune'].map((id) => {
      run(id);
      return choose().changes;
    });
    expect(changes).toEqual([false, true, true]);
    run('volumes.create');
    choose().go(engineOf(far, { guard: 'read-only' }));
    expect(form()?.kind).toBe('engines.choose');
    expect(window.said()).toHaveLength(1);
  });
});

describe('the log of what a filter lets through', () => {
  const logged = async (filter: string) => {
    window.session.settings.updateList('containers', { filter });
    await window.session.look('all');
    run('containers.logs-matching');
    return tabs().map(({ content }) => content.kind === 'log' && content.target);
  };

  it('is of the engines that it names, and of no word of it else', async () => {
    expect(await logged(`web engine:${far} state:running`)).toEqual([
      { kind: 'matching', engine: far, filter: 'web  state:running' },
    ]);
  });

  it('is of all that are looked at where it names none', async () => {
    const parts = [near, far].map((engine) => ({ kind: 'matching', engine, filter: 'web' }));
    expect(await logged('web')).toEqual([{ kind: 'together', parts }]);
  });

  it('is none where it names none that is looked at, which is said', async () => {
    expect(await logged('web engine:elsewhere')).toEqual([]);
    expect(window.said()).toEqual([expect.stringContaining('Logs of all containers in the filter')]);
  });
});

describe('a shell in the dock', () => {
  const container = { id: idOf(1), name: 'web' };
  const open = async (digit: number) => {
    window.host.answer('terminal.open', ({ id }: { id: string }) => ({ session: session(digit), container: id }));
    const tab = await openShell(near, container, window.session);
    window.session.dock.open(tab);
    return tab;
  };

  it('is ended with its tab, also where the host knows nothing of it any more', async () => {
    await open(1);
    window.host.refuse('terminal.close', { code: 'not-found', ...cause('unforeseen'), detail: 'It has ended.' });
    await closeTabs([tabs()[0]?.id ?? ''], window.session);
    expect(tabs()).toEqual([]);
    expect(window.host.callsOf('terminal.close')).toEqual([{ session: session(1) }]);
    expect(window.said()).toEqual([]);
  });

  it('that ended gives its place to a new one', async () => {
    const ended = await open(1);
    await open(2);
    window.host.answer('terminal.open', ({ id }: { id: string }) => ({ session: session(3), container: id }));
    const [tab] = tabs();
    if (ended.kind === 'shell') await reopenShell(tab?.id ?? '', ended, window.session);
    expect(tabs().map(({ content }) => content.kind === 'shell' && content.session)).toEqual([session(3), session(2)]);
  });

  it('is no reason to end another when a log’s tab is closed', async () => {
    await open(1);
    window.session.dock.open({ kind: 'log', target: { kind: 'containers', engine: near, ids: [idOf(2)] }, name: 'db' });
    await closeTabs([tabs()[1]?.id ?? ''], window.session);
    expect(tabs()).toHaveLength(1);
    expect(window.host.callsOf('terminal.close')).toEqual([]);
  });
});
