import type { EngineId, Scope } from '../../app/engines/engine.ts';
import type { Stop } from '../../app/rpc/operation.ts';
import type { PageWire } from '../../app/rpc/wire.ts';
import { createDockStore } from './kept/dock.ts';
import { createDocumentsStore } from './kept/documents.ts';
import { createFileDrafts } from './kept/file-drafts.ts';
import { createRecentStore } from './kept/recent.ts';
import { recordDocked } from './kept/recording.ts';
import { createSettingsStore } from './kept/settings.ts';
import { createEditStore } from './link/edits.ts';
import { createEngineStore } from './link/engine.ts';
import { createHomeStore } from './link/home.ts';
import { createHostStore } from './link/host.ts';
import { createLink } from './link/link.ts';
import { createPromptStore } from './link/prompts.ts';
import { createRecordingsStore } from './link/recordings.ts';
import { createScopeStore, createShownStore, type ScopeStore, type ShownStore } from './link/scope.ts';
import { windowMemory } from './link/scope-memory.ts';
import { createBuildStore, createOtherBuildStore } from './lists/builds.ts';
import { createConnectionStore } from './lists/connections.ts';
import { type ContainerStore, createContainerStore } from './lists/containers.ts';
import { createImageStore } from './lists/images.ts';
import { createNetworkStore } from './lists/networks.ts';
import { createRecipeStore } from './lists/recipes.ts';
import { createSessionList } from './lists/sessions.ts';
import { createStatsStore } from './lists/stats.ts';
import { createNodeStore, createServiceStore, createServiceTaskStore } from './lists/swarm.ts';
import { createTaskStore } from './lists/tasks.ts';
import { createVolumeSizeStore, createVolumeStore } from './lists/volumes.ts';
import { createBuildForms } from './shown/build-forms.ts';
import { createComparedStore } from './shown/compared.ts';
import { createDialogStore } from './shown/dialog.ts';
import { createEndings } from './shown/endings.ts';
import { createFilePlaces } from './shown/file-places.ts';
import { createFocusStore } from './shown/focus.ts';
import { tellGone } from './shown/gone.ts';
import { createNoticeStore } from './shown/notices.ts';
import { createPendingStore } from './shown/pending.ts';
import { createPlaceStore } from './shown/place.ts';
import { PlayPlaces } from './shown/players.ts';
import { createQuestionStore } from './shown/question.ts';
import { createRunDrafts } from './shown/run-drafts.ts';
import { createSpokenStore } from './shown/spoken.ts';
import { createAheadStore } from './typing/ahead.ts';
import { createBroadcastStore } from './typing/broadcast.ts';
import { createTerminalsStore } from './typing/terminals.ts';

/** Everything one window remembers. Each part is a store of its own; commands and views take what they need. */
export type Session = Readonly<ReturnType<typeof createSession>>;

/** The registry: makes a window's stores over the wires that `openWire` opens. */
export function createSession(openWire: () => Promise<PageWire>) {
  const link = createLink(openWire);
  const settings = createSettingsStore(link);
  const notices = createNoticeStore();
  const engine = createEngineStore(link);
  const containers = createContainerStore(link);
  const scope = createScopeStore(engine, windowMemory);
  const shown = createShownStore(engine, scope);
  recordDocked(link, settings);
  tellGone(engine, shown, notices);
  followShown(shown, containers);
  const tasks = createTaskStore(link, notices);
  const documents = createDocumentsStore(link);
  const dock = createDockStore(settings, notices);
  const terminals = createTerminalsStore();
  return {
    link,
    host: createHostStore(link, () => Promise.all([documents.flush(), settings.flush()])),
    home: createHomeStore(link),
    settings,
    engine,
    scope,
    shown,
    containers,
    stats: createStatsStore(link),
    compared: createComparedStore(),
    images: createImageStore(link),
    networks: createNetworkStore(link),
    nodes: createNodeStore(link),
    services: createServiceStore(link),
    serviceTasks: createServiceTaskStore(link),
    volumes: createVolumeStore(link),
    volumeSizes: createVolumeSizeStore(link),
    tasks,
    edits: createEditStore(link),
    recipes: createRecipeStore(link),
    sessions: createSessionList(link),
    builds: createBuildStore(link),
    otherBuilds: createOtherBuildStore(link),
    connections: createConnectionStore(link),
    buildForms: createBuildForms(),
    documents,
    dock,
    recordings: createRecordingsStore(link),
    players: new PlayPlaces(),
    terminals,
    ahead: createAheadStore(),
    broadcast: createBroadcastStore(link, dock, terminals),
    ...createWindowStores(),
    notices,
    prompts: createPromptStore(link),
    recent: createRecentStore(settings),
    /** Makes the window look at one engine alone, at once. Rejects with why that cannot be, and looks at what it did before. */
    select: (id: EngineId): Promise<void> =>
      lookAt(scope, [id], () => link.ask((client) => client.engine.select({ engine: id }))),
    /** The same with several engines. */
    look: (wanted: Scope): Promise<void> =>
      lookAt(scope, wanted, () =>
        link.ask((client) => client.engine.look({ scope: wanted === 'all' ? wanted : [...wanted] })),
      ),
  };
}

/** What only this window knows, and no other store asks. */
function createWindowStores() {
  return {
    place: createPlaceStore(),
    filePlaces: createFilePlaces(),
    fileDrafts: createFileDrafts(),
    focus: createFocusStore(),
    pending: createPendingStore(),
    spoken: createSpokenStore(),
    question: createQuestionStore(),
    dialog: createDialogStore(),
    runDrafts: createRunDrafts(),
    endings: createEndings(),
  };
}

async function lookAt(scope: ScopeStore, wanted: Scope, tell: () => Promise<void>): Promise<void> {
  const before = scope.getState();
  scope.setState(wanted, true);
  try {
    await tell();
  } catch (error) {
    if (scope.getState() === wanted) scope.setState(before, true);
    throw error;
  }
}

/**
 * What the first of several engines gets before the others are asked, in ms: fifty that are connected to at once have the
 * first rows wait for all of them (`engines` in `e2e/bench`).
 */
const headStart = 30;

/**
 * Follows the containers of the engines that the window looks at, whatever section is open: the status bar and the
 * palette need them too, and the list must not wait for the first render to be asked for, nor for the host's word on
 * what was chosen.
 */
function followShown(shown: ShownStore, containers: ContainerStore): void {
  const followed = new Map<EngineId, Stop>();
  const follow = (engines: readonly EngineId[]) => {
    const wanted = new Set(engines);
    for (const [id, stop] of followed) {
      if (wanted.has(id)) continue;
      followed.delete(id);
      stop();
    }
    for (const id of wanted) if (!followed.has(id)) followed.set(id, containers.watch(id));
  };
  const begin = (engines: readonly EngineId[]) => {
    if (followed.size > 0 || engines.length < 2) return follow(engines);
    follow(engines.slice(0, 1));
    setTimeout(() => follow(shown.getState()), headStart);
  };
  shown.subscribe(begin);
  begin(shown.getState());
}
