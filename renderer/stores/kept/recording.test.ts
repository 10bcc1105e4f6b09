import { expect, it } from 'vitest';
import type { GantryClient } from '../../../app/contract.ts';
import { type DockContent, type DockNode, emptyDock } from '../../../app/dock.ts';
import { defaultSettings, type Settings } from '../../../app/settings.ts';
import type { Link } from '../link/link.ts';
import { recordDocked } from './recording.ts';
import { createSettingsStore } from './settings.ts';

const engine = 'e0123456789ab';
const logOf = (project: string): DockContent => ({
  kind: 'log',
  target: { kind: 'project', engine, project },
  name: '',
});
const shell: DockContent = { kind: 'shell', engine, container: 'c'.repeat(64), name: '', session: 'f'.repeat(32) };
const dockOf = (...contents: DockContent[]): DockNode => ({
  ...emptyDock,
  tabs: contents.map((content, at) => ({ id: `t${at}`, content })),
});

/** A page and what its host was told to record; `connect` is a host that begins, with settings. */
function page() {
  const told: string[][] = [];
  const opened: ((client: GantryClient) => void)[] = [];
  let send: (value: Settings) => void = () => {};
  const client = {
    settings: {
      watch: (_: object, { onItem }: { onItem: (value: Settings) => void }) => {
        send = onItem;
        return () => {};
      },
      update: async () => {},
    },
    logs: {
      record: async ({ targets }: { targets: { project: string }[] }) => {
        told.push(targets.map(({ project }) => project));
      },
    },
  } as unknown as GantryClient;
  const link: Link = {
    state: { getState: () => 'open', getInitialState: () => 'open', setState: () => {}, subscribe: () => () => {} },
    ask: (question) => question(client),
    live: (open) => {
      opened.push(open);
      return () => {};
    },
  };
  const settings = createSettingsStore(link);
  recordDocked(link, settings);
  const connect = (dock: DockNode) => {
    for (const open of opened) open(client);
    send({ ...defaultSettings, dock });
  };
  return { told, settings, connect };
}

it('the host is told which logs are docked, once it has said what was chosen, and again when they change', () => {
  const { told, settings, connect } = page();
  expect(told).toEqual([]);
  connect(dockOf(logOf('a'), shell));
  expect(told).toEqual([['a']]);
  settings.update({ theme: 'dark' });
  settings.update({ dock: dockOf(logOf('a')) });
  expect(told).toEqual([['a']]);
  settings.update({ dock: dockOf(logOf('a'), logOf('b')) });
  settings.update({ dock: dockOf() });
  expect(told).toEqual([['a'], ['a', 'b'], []]);
});

it('a host that was started anew is told again', () => {
  const { told, connect } = page();
  connect(dockOf(logOf('a')));
  connect(dockOf(logOf('a')));
  expect(told).toEqual([['a'], ['a']]);
});
