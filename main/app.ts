import { contract, type GantryServices } from '../app/contract.ts';
import type { HostInfo, HostState } from '../app/machine/host.ts';
import { serve } from '../app/rpc/serve.ts';
import type { MainWire } from '../app/rpc/wire.ts';
import { DataFolder } from './disk/data-folder.ts';
import { sweepPrivateFolders } from './disk/private-folder.ts';
import { Unfinished } from './disk/unfinished.ts';
import { type Ending, endSteps } from './end-steps.ts';
import { endLimit, refusedAtTheEnd, runSteps } from './ending.ts';
import { connectEndpoint } from './engine/docker/connect.ts';
import { thisMachine } from './engine/endpoints/machine.ts';
import { LeftRunning } from './leftovers/left-running.ts';
import { outsideEnvironment } from './processes/outside.ts';
import type { StartUtility } from './processes/utility.ts';
import { UtilityJobs } from './processes/utility-jobs.ts';
import { runningInWords } from './running.ts';
import { createBuilds } from './services/builds/service.ts';
import { createCompose } from './services/compose/service.ts';
import { createHandovers } from './services/connections/handovers.ts';
import { KnownEngines } from './services/connections/known-engines.ts';
import { createPrompts } from './services/connections/prompts.ts';
import { createReach } from './services/connections/reach.ts';
import { Connections } from './services/connections/service.ts';
import { helped } from './services/connections/ssh-help.ts';
import { createStarting } from './services/connections/starting.ts';
import { createConsoles } from './services/consoles/consoles.ts';
import { createContainers } from './services/containers/containers.ts';
import { createRuns } from './services/containers/create.ts';
import { createContexts } from './services/contexts/service.ts';
import { createCopies } from './services/copies/copies.ts';
import { createDisk } from './services/disk.ts';
import { createDocuments } from './services/documents/documents.ts';
import { Grants } from './services/documents/grants.ts';
import { guarded } from './services/documents/guarded.ts';
import { createEdits } from './services/edits/service.ts';
import { Engines } from './services/engine/engine.ts';
import { refuseChanges } from './services/engine/read-only.ts';
import { createOutputs } from './services/files/download/outputs.ts';
import { createFiles } from './services/files/files.ts';
import { createHost, type HostService } from './services/host.ts';
import { createImages } from './services/images.ts';
import { createLogs } from './services/logs/create.ts';
import { searchThreadStarts } from './services/logs/search/search-thread.ts';
import { createNetworks } from './services/networks.ts';
import { removeKept } from './services/recipes/keep.ts';
import { Recipes } from './services/recipes/recipes.ts';
import { createRecipes } from './services/recipes/service.ts';
import { createRecordings } from './services/recordings/service.ts';
import { createDockerConfig } from './services/registries/docker-config.ts';
import { createRegistries } from './services/registries/registries.ts';
import { createSettings, type Look, type SettingsService } from './services/settings/settings.ts';
import { Measured } from './services/stats/measured.ts';
import { createStats } from './services/stats/stats.ts';
import { createSwarm } from './services/swarm/swarm.ts';
import { createSystem } from './services/system.ts';
import { createTasks, type Tasks } from './services/tasks/tasks.ts';
import { createTerminal } from './services/terminal/service.ts';
import { baseImages, createTransfers, pullWithin } from './services/transfers/transfers.ts';
import { createUploads, type UploadService } from './services/uploads/uploads.ts';
import type { utilityJobs } from './services/utility/jobs.ts';
import { createVolumes } from './services/volumes.ts';

/** How long each program may take to start, in ms: a cold start on a slow machine takes some seconds. */
const startTime = 20_000;

export interface AppOptions {
  /** Where Gantry keeps its own files; made if missing. */
  readonly dataDir: string;
  readonly host: HostInfo;
  /** Pastes into the window as its menu does, where the host has one. */
  readonly paste?: () => void;
  /** The program of the thread that searches logs: the bundle `log-search/worker.cjs`. */
  readonly logSearch: string;
  /** Starts the program of utility processes: the bundle `utility/program.cjs`. */
  readonly startUtility: StartUtility;
  /** The environment to find engines in; the process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** Is given each error of an operation that nobody foresaw. */
  readonly note?: (error: unknown) => void;
  /** Told what of the end failed. */
  readonly tell?: (what: string, error?: unknown) => void;
}

export interface GantryApp {
  /** Answers one window over its wire until that closes. */
  serve(wire: MainWire): void;
  /** The chosen look, now and after each change. */
  looks(signal: AbortSignal): AsyncIterable<Look>;
  /** Whether the programs that go with it start, by what they do: what an installed copy checks of itself. */
  check(): Promise<Readonly<Record<string, boolean>>>;
  /** Tells every window that something went wrong that nobody foresaw, and that Gantry goes on. */
  countFault(): void;
  /** Why nothing is kept on disk; undefined while all is well. */
  readonly unkept: HostState['unkept'];
  /** Lets another Gantry on the same folder know where this one can be opened. */
  announce(url: string): Promise<void>;
  /** What would end with it, in words, e.g. `2 builds and 1 shell`; '' for nothing. */
  running(): string;
  /**
   * The one way to end: windows send what they have, shells and tasks end, everything is written. Never rejects, and
   * resolves within `endLimit` ms; asked again, it is the same end.
   */
  end(): Promise<void>;
}

export { chosenLook, type Look } from './services/settings/settings.ts';

/** The composition root: engines, services, the contract. Knows no host. */
export async function createApp(options: AppOptions): Promise<GantryApp> {
  const { dataDir, host: info, logSearch: searchProgram, startUtility, env = process.env } = options;
  const outside = outsideEnvironment(env);
  const { folder, during, leftRunning, recipes, settings } = await openFolder(dataDir);
  const known = await KnownEngines.open(folder, thisMachine(env));
  const prompts = createPrompts();
  const find = async () => (await known.find()).map((engine) => helped(engine, prompts, outside));
  const engines = await Engines.find({ find, connect: connectEndpoint, settings });
  const tasks = createTasks();
  const terminal = await createTerminal(engines, folder, { tasks, during });
  const logins = createDockerConfig(outside);
  const jobs = new UtilityJobs<typeof utilityJobs>(startUtility);
  const grants = await Grants.open(thisMachine(env), dataDir);
  const recordings = createRecordings(terminal, (path) => grants.allow(path), during);
  const builds = await createBuilds(engines, tasks, baseImages(logins), folder, outside, createOutputs(during), jobs);
  const containers = createContainers(engines, tasks, removeKept(recipes));
  const measured = new Measured();
  const logs = await createLogs({ engines, containers, measured, tasks, settings, folder, during, searchProgram });
  const documents = createDocuments(folder, grants, during);
  const host = createHost(info, options.paste);
  const uploads = createUploads(engines, tasks, { terminal, folder });
  const edits = await createEdits(engines, tasks, { folder, pull: pullWithin(engines, logins), verbs: containers });
  const services: GantryServices = {
    builds,
    compose: createCompose(engines, tasks, { env: outside, jobs, marked: leftRunning.marked, verbs: containers }),
    connections: new Connections(known, engines),
    consoles: createConsoles(engines, settings, outside),
    containers,
    contexts: createContexts(jobs),
    copies: createCopies(engines, tasks, uploads.left),
    create: createRuns(engines, tasks, pullWithin(engines, logins)),
    edits,
    engine: engines,
    documents,
    files: createFiles(engines, tasks, during),
    handovers: createHandovers(known, thisMachine(env), outside),
    host,
    images: createImages(engines, tasks),
    logs: logs.service,
    ...createPlaces(engines, tasks),
    prompts,
    recipes: createRecipes(engines, tasks, { recipes, pull: pullWithin(engines, logins) }),
    recordings,
    reach: createReach(known, prompts, thisMachine(env), outside),
    registries: createRegistries(engines, logins),
    settings,
    starting: createStarting(engines, tasks, thisMachine(env), outside),
    stats: createStats(engines, measured),
    system: createSystem(engines),
    disk: createDisk(engines),
    tasks,
    terminal,
    transfers: createTransfers(engines, tasks, logins, during),
    uploads,
  };
  sayWhetherKept(folder, host);
  const parts = { host, terminal, recordings, uploads, tasks, jobs, engines, settings, edits, documents, builds, logs };
  return appOf(guarded(services, grants), { ...parts, recipes, known, folder }, options);
}

/** What containers are put on: networks, volumes, the nodes of a swarm with what it runs. */
function createPlaces(engines: Engines, tasks: Tasks) {
  return {
    networks: createNetworks(engines, tasks),
    volumes: createVolumes(engines, tasks),
    ...createSwarm(engines),
  };
}

/** Opens the folder of ours with the settings and recipes that are kept in it, and ends and takes away what a crash left, there and where its notes say. */
async function openFolder(dataDir: string) {
  void sweepPrivateFolders();
  const folder = await DataFolder.open(dataDir);
  const unfinished = new Unfinished(folder);
  await unfinished.sweep();
  const leftRunning = new LeftRunning(folder);
  void leftRunning.sweep();
  const [settings, recipes] = [await createSettings(folder), await Recipes.open(folder)];
  return { folder, during: unfinished.during, leftRunning, recipes, settings };
}

/** What ends, and what knows whose engine its operations change. */
type Parts = Ending & { readonly uploads: UploadService };

/** What a host gets of it all. */
function appOf(services: GantryServices, parts: Parts, options: AppOptions): GantryApp {
  const { note, tell = () => undefined, logSearch } = options;
  const { builds, engines, folder, host, tasks, terminal, uploads } = parts;
  let ending: Promise<void> | undefined;
  const refuseChange = refuseChanges(contract, (id) => engines.state(id), {
    builds: { again: ({ build }) => builds.engineOf(build), rerun: ({ build }) => builds.engineOf(build) },
    terminal: { write: ({ session }) => terminal.engineOf(session) },
    uploads: {
      start: ({ session }) => terminal.engineOf(session),
      write: ({ upload }) => uploads.engineOf(upload),
    },
  });
  const refuse = (operation: string, params: unknown) =>
    ending ? refusedAtTheEnd(operation) : refuseChange(operation, params);
  return {
    looks: (signal) => looksOf(parts.settings, signal),
    check: async () => ({
      searchesLogs: await searchThreadStarts(logSearch, startTime),
      readsForeignText: await parts.jobs.run('checkText', 'services: {}', AbortSignal.timeout(startTime)).then(
        ({ yaml }) => yaml.length === 0,
        () => false,
      ),
    }),
    serve: (wire) => serve(contract, services, wire, { ...(note ? { note } : {}), refuse }),
    countFault: () => host.countFault(),
    get unkept() {
      return folder.unkept;
    },
    announce: (url) => folder.announce(url),
    running: () => runningInWords(tasks.running(), terminal.count()),
    end: () => {
      ending ??= runSteps(endSteps(parts), endLimit, tell);
      return ending;
    },
  };
}

async function* looksOf(settings: SettingsService, signal: AbortSignal): AsyncGenerator<Look, void> {
  for await (const { theme, contrast } of settings.watch({}, { signal })) yield { theme, contrast };
}

function sayWhetherKept(folder: DataFolder, host: HostService): void {
  const say = () =>
    host.tell(({ unkept: _before, ...state }) => (folder.unkept ? { ...state, unkept: folder.unkept } : state));
  folder.onChange(say);
  say();
}
