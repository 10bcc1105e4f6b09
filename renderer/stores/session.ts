import type { EngineId } from '../../app/engine.ts';
import type { Stop } from '../../app/rpc/operation.ts';
import type { PageWire } from '../../app/rpc/wire.ts';
import { type BuildForms, createBuildForms } from './build-forms.ts';
import { type BuildStore, createBuildStore } from './builds.ts';
import { type ContainerStore, createContainerStore } from './containers.ts';
import { createDialogStore, type DialogStore } from './dialog.ts';
import { createDockStore, type DockStore } from './dock.ts';
import { createDocumentsStore, type DocumentsStore } from './documents.ts';
import { createEngineStore, type EngineStore } from './engine.ts';
import { createFocusStore, type FocusStore } from './focus.ts';
import { createHomeStore, type HomeStore } from './home.ts';
import { createHostStore, type HostStore } from './host.ts';
import { createImageStore, type ImageStore } from './images.ts';
import { createLink, type Link } from './link.ts';
import { createNetworkStore, type NetworkStore } from './networks.ts';
import { createNoticeStore, type NoticeStore } from './notices.ts';
import { createPendingStore, type PendingStore } from './pending.ts';
import { createPlaceStore, type PlaceStore } from './place.ts';
import { createQuestionStore, type QuestionStore } from './question.ts';
import { createRecentStore, type RecentStore } from './recent.ts';
import { createRunDrafts, type RunDrafts } from './run-drafts.ts';
import { createScopeStore, enginesIn, type ScopeStore } from './scope.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createSpokenStore, type SpokenStore } from './spoken.ts';
import { createStatsStore, type StatsStore } from './stats.ts';
import { createTaskStore, type TaskStore } from './tasks.ts';
import { createVolumeSizeStore, createVolumeStore, type VolumeSizeStore, type VolumeStore } from './volumes.ts';

/** Everything one window remembers. Each part is a store of its own; commands and views take what they need. */
export interface Session {
  readonly link: Link;
  readonly host: HostStore;
  readonly home: HomeStore;
  readonly engine: EngineStore;
  readonly scope: ScopeStore;
  readonly containers: ContainerStore;
  readonly stats: StatsStore;
  readonly images: ImageStore;
  readonly networks: NetworkStore;
  readonly volumes: VolumeStore;
  readonly volumeSizes: VolumeSizeStore;
  readonly tasks: TaskStore;
  readonly builds: BuildStore;
  readonly buildForms: BuildForms;
  readonly documents: DocumentsStore;
  readonly settings: SettingsStore;
  readonly dock: DockStore;
  readonly place: PlaceStore;
  readonly focus: FocusStore;
  readonly pending: PendingStore;
  readonly notices: NoticeStore;
  readonly spoken: SpokenStore;
  readonly question: QuestionStore;
  readonly dialog: DialogStore;
  readonly runDrafts: RunDrafts;
  readonly recent: RecentStore;
  /** Makes the window look at another engine. Rejects with why that cannot be. */
  readonly select: (engine: EngineId) => Promise<void>;
}

/** Makes a window's stores over the wires that `openWire` opens. */
export function createSession(openWire: () => Promise<PageWire>): Session {
  const link = createLink(openWire);
  const settings = createSettingsStore(link);
  const notices = createNoticeStore();
  const engine = createEngineStore(link);
  const containers = createContainerStore(link);
  const scope = createScopeStore(engine);
  const follow = followScope(engine, scope, containers);
  const tasks = createTaskStore(link, notices);
  const documents = createDocumentsStore(link);
  return {
    link,
    host: createHostStore(link, async () => {
      await Promise.all([documents.flush(), settings.flush()]);
    }),
    home: createHomeStore(link),
    settings,
    engine,
    scope,
    containers,
    stats: createStatsStore(link),
    images: createImageStore(link),
    networks: createNetworkStore(link),
    volumes: createVolumeStore(link),
    volumeSizes: createVolumeSizeStore(link),
    tasks,
    builds: createBuildStore(link, tasks),
    buildForms: createBuildForms(),
    documents,
    dock: createDockStore(settings),
    place: createPlaceStore(),
    focus: createFocusStore(),
    pending: createPendingStore(),
    notices,
    spoken: createSpokenStore(),
    question: createQuestionStore(),
    dialog: createDialogStore(),
    runDrafts: createRunDrafts(),
    recent: createRecentStore(settings),
    select: (id) => follow(id, () => link.ask((client) => client.engine.select({ engine: id }))),
  };
}

/** Follows an engine's containers for as long as `select` is under way, and those of the scope again after that. */
type FollowChosen = (engine: EngineId, select: () => Promise<void>) => Promise<void>;

/**
 * Follows the containers of the engines that the window looks at, whatever section is open: the status bar and the
 * palette need them too, and the list must not wait for the first render to be asked for, nor for the host's word that
 * another engine is selected now.
 */
function followScope(engine: EngineStore, scope: ScopeStore, containers: ContainerStore): FollowChosen {
  let chosen: EngineId | undefined;
  const followed = new Map<EngineId, Stop>();
  const follow = () => {
    const wanted = new Set(chosen === undefined ? enginesIn(scope.getState(), engine.getState().list) : [chosen]);
    for (const [id, stop] of followed) {
      if (wanted.has(id)) continue;
      followed.delete(id);
      stop();
    }
    for (const id of wanted) if (!followed.has(id)) followed.set(id, containers.watch(id));
  };
  engine.subscribe(follow);
  return async (id, select) => {
    chosen = id;
    const selected = select();
    follow();
    try {
      await selected;
    } finally {
      if (chosen === id) chosen = undefined;
      follow();
    }
  };
}
