import { beforeEach, describe, expect, it } from 'vitest';
import { maxSources } from '../../app/logs.ts';
import { tabsOf } from '../stores/kept/dock-tree.ts';
import { containerOf, far, idOf, near, openWindow, type PlayedWindow } from '../stores/testing.ts';
import { cliLines } from './cli.ts';
import { logs, logsMatching, logsTogether, openPort, shell } from './container-open.ts';

const session = 'f'.repeat(32);
const targets = [
  { engine: near, container: containerOf(2, 'web') },
  { engine: far, container: containerOf(3, 'db') },
  { engine: near, container: containerOf(1, 'api', { state: 'exited' }) },
];

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});
const tabs = () => tabsOf(window.session.dock.state.getState().root).map(({ content }) => content);
const focus = () => window.session.focus.state.getState();

describe('logs', () => {
  it('open a tab each, on their own engines, and take the focus', async () => {
    await logs.run(targets, window.session);
    expect(
      tabs().map((tab) => [tab.kind, tab.name, tab.kind === 'log' && 'engine' in tab.target && tab.target.engine]),
    ).toEqual([
      ['log', 'web', near],
      ['log', 'db', far],
      ['log', 'api', near],
    ]);
    expect(focus()).toEqual({ part: 'dock' });
    expect(cliLines(logs, targets.slice(0, 1))).toEqual(['docker logs --follow --timestamps --tail 1000 web']);
  });

  it('of several open as one view, by name, whatever engines they are on, of no more than can be read', async () => {
    await logsTogether.run(targets, window.session);
    expect(tabs()).toEqual([
      {
        kind: 'log',
        name: 'api, db, web',
        target: {
          kind: 'together',
          parts: [
            { kind: 'containers', engine: near, ids: [idOf(1), idOf(2)] },
            { kind: 'containers', engine: far, ids: [idOf(3)] },
          ],
        },
      },
    ]);
    const many = Array.from({ length: maxSources + 1 }, (_, n) => ({
      engine: far,
      container: containerOf(n, `c${n}`),
    }));
    await logsTogether.run(many, window.session);
    const last = tabs().at(-1);
    expect(last?.kind === 'log' && last.target.kind === 'containers' && last.target.ids).toHaveLength(maxSources);
  });

  it('of what the filter lets through open on the engine that is looked at', () => {
    window.session.settings.updateList('containers', { filter: ' state:running ' });
    void logsMatching.run(window.session);
    window.session.settings.updateList('containers', { filter: ' ' });
    void logsMatching.run(window.session);
    expect(tabs()).toEqual([
      { kind: 'log', name: 'state:running', target: { kind: 'matching', engine: near, filter: 'state:running' } },
      { kind: 'log', name: 'all containers', target: { kind: 'matching', engine: near, filter: '' } },
    ]);
  });
});

describe('a shell', () => {
  it('needs a container that runs', () => {
    expect(targets.map((target) => shell.refusal(target))).toEqual([
      undefined,
      undefined,
      'A shell needs a running container.',
    ]);
    expect(cliLines(shell, targets)).toEqual(['docker exec -it web sh', 'docker exec -it db sh']);
  });

  it('opens in the dock, is used at once, and gets the focus', async () => {
    const { host, session: window_ } = window;
    host.answer('terminal.open', ({ id }: { id: string }) => ({ session, container: id }));
    await shell.run(targets.slice(1, 2), window_);
    expect(tabs()).toEqual([{ kind: 'shell', engine: far, container: idOf(3), name: 'db', session }]);
    expect(focus()).toEqual({ part: 'shell', session });
    const size = { cols: 80, rows: 24 };
    expect(host.asked.filter(([operation]) => operation.startsWith('terminal.'))).toEqual([
      ['terminal.open', { engine: far, id: idOf(3), ...size, scrollback: 10_000 }],
      ['terminal.resize', { session, ...size }],
    ]);
  });

  it('that could not be opened is told of, and the others are opened', async () => {
    const { host, session: window_, said } = window;
    host.answer('terminal.open', ({ engine }: { engine: string }) => {
      if (engine === near) throw new Error('no sh');
      return { session };
    });
    await shell.run(targets.slice(0, 2), window_);
    expect(said()).toEqual(['failure: Couldn’t open a shell in web']);
    expect(tabs().map(({ name }) => name)).toEqual(['db']);
  });
});

describe('a port', () => {
  it('is opened where a TCP port is published', () => {
    const port = { containerPort: 80, hostIp: '0.0.0.0', hostPort: 8080 };
    const of = (protocol: string) => ({
      engine: near,
      container: containerOf(1, 'a', { ports: [{ ...port, protocol }] }),
    });
    expect(openPort.refusal(of('tcp'))).toBeUndefined();
    expect(openPort.refusal(of('udp'))).toBe('It publishes no TCP port.');
    expect([openPort.fits(of('tcp')), openPort.fits(of('udp'))]).toEqual([true, false]);
  });
});
