import type { PageWire } from '../../app/rpc/wire.ts';
import { type ContainerStore, createContainerStore } from './containers.ts';
import { createDockStore, type DockStore } from './dock.ts';
import { createEngineStore, type EngineStore } from './engine.ts';
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
  return {
    link,
    settings,
    engine: createEngineStore(link),
    containers: createContainerStore(link),
    stats: createStatsStore(link),
    dock: createDockStore(settings),
    place: createPlaceStore(),
    pending: createPendingStore(),
    notices: createNoticeStore(),
    question: createQuestionStore(),
  };
}
