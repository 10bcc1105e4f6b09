import type { EngineId } from '../../app/engine.ts';
import type { Stop } from '../../app/rpc/operation.ts';
import type { PageWire } from '../../app/rpc/wire.ts';
import { type ContainerStore, createContainerStore } from './containers.ts';
import { createDockStore, type DockStore } from './dock.ts';
import { createEngineStore, type EngineStore, selectedEngine } from './engine.ts';
import { createLink, type Link } from './link.ts';
import { createNoticeStore, type NoticeStore } from './notices.ts';
import { createPendingStore, type PendingStore } from './pending.ts';
import { createPlaceStore, type PlaceStore } from './place.ts';
import { createQuestionStore, type QuestionStore } from './question.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createStatsStore, type StatsStore } from './stats.ts';

/** Everything one window remembers. Each part is a store of its own; commands and views take what they need. */
export interface Session {
  readonly link: Link;
  readonly engine: EngineStore;
  readonly containers: ContainerStore;
  readonly stats: StatsStore;
  readonly settings: SettingsStore;
  readonly dock: DockStore;
  readonly place: PlaceStore;
  readonly pending: PendingStore;
  readonly notices: NoticeStore;
  readonly question: QuestionStore;
}

/** Makes a window's stores over the wires that `openWire` opens. */
export function createSession(openWire: () => Promise<PageWire>): Session {
  const link = createLink(openWire);
  const settings = createSettingsStore(link);
  const engine = createEngineStore(link);
  const containers = createContainerStore(link);
  followSelected(engine, containers);
  return {
    link,
    settings,
    engine,
    containers,
    stats: createStatsStore(link),
    dock: createDockStore(settings),
    place: createPlaceStore(),
    pending: createPendingStore(),
    notices: createNoticeStore(),
    question: createQuestionStore(),
  };
}

/**
 * Follows the containers of the engine that the window looks at, whatever section is open: the status bar and the
 * palette need them too, and the list must not wait for the first render to be asked for.
 */
function followSelected(engine: EngineStore, containers: ContainerStore): void {
  let followed: EngineId | undefined;
  let stop: Stop | undefined;
  engine.subscribe(({ list }) => {
    const selected = selectedEngine(list)?.id;
    if (selected === followed) return;
    followed = selected;
    stop?.();
    stop = selected === undefined ? undefined : containers.watch(selected);
  });
}
