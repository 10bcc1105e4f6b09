import { contract, type GantryServices } from '../app/contract.ts';
import type { HostInfo, HostState } from '../app/host.ts';
import { serve } from '../app/rpc/serve.ts';
import type { MainWire } from '../app/rpc/wire.ts';
import { DataFolder } from './disk/data-folder.ts';
import { Unfinished } from './disk/unfinished.ts';
import { type Ending, endSteps } from './end-steps.ts';
import { endLimit, refusedAtTheEnd, runSteps } from './ending.ts';
import { connectEndpoint } from './engine/connect.ts';
import { findEndpoints } from './engine/discover.ts';
import { thisMachine } from './engine/machine.ts';
import { LeftRunning } from './processes/left-running.ts';
import { outsideEnvironment } from './processes/outside.ts';
import type { StartUtility } from './processes/utility.ts';
import { UtilityJobs } from './processes/utility-jobs.ts';
import { runningInWords } from './running.ts';
import { createBuilds } from './services/builds/service.ts';
import { createCompose } from './services/compose/service.ts';
import { sweepTlsFolders } from './services/compose/tls-folder.ts';
import { createContainers } from './services/containers.ts';
import { createRuns } from './services/create.ts';
import { createDisk } from './services/disk.ts';
import { createDockerConfig } from './services/docker-config.ts';
import { Grants } from './services/documents/grants.ts';
import { guarded } from './services/documents/guarded.ts';
import { createDocuments } from './services/documents.ts';
import { Engines } from './services/engine.ts';
import { createHost, type HostService } from './services/host.ts';
import { createImages } from './services/images.ts';
import { createLogs } from './services/logs/create.ts';
import { searchThreadStarts } from './services/logs/search-thread.ts';
import { Measured } from './services/measured.ts';
import { createNetworks } from './services/networks.ts';
import { createPrompts } from './services/prompts.ts';
import { createRegistries } from './services/registries.ts';
import { createSettings, type Look, type SettingsService } from './services/settings.ts';
import { createStats } from './services/stats.ts';
import { createTasks } from './services/tasks.ts';
import { createTerminal } from './services/terminal/service.ts';
import { baseImages, createTransfers, pullWithin } from './services/transfers.ts';
import type { utilityJobs } from './services/utility/jobs.ts';
import { createVolumes } from './services/volumes.ts';

/** How long each program may take to start, in ms: a cold start on a slow machine takes some seconds. */
const startTime = 20_000;

export interface AppOptions {
  /** Where Gantry keeps its own files; made if missing. */
  readonly dataDir: string;
  readonly host: HostInfo;
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

export { chosenLook, type Look } from './services/settings.ts';

/** The composition root: engines, services, the contract. Knows no host. */
export async function createApp(options: AppOptions): Promise<GantryApp> {
  const { dataDir, host: info, logSearch: searchProgram, startUtility, env = process.env } = options;
  void sweepTlsFolders();
  const outside = outsideEnvironment(env);
  const folder = await DataFolder.open(dataDir);
  const unfinished = new Unfinished(folder);
  await unfinished.sweep();
  const leftRunning = new LeftRunning(folder);
  void leftRunning.sweep();
  const settings = await createSettings(folder);
  const engines = await Engines.find({ find: () => findEndpoints(env), connect: connectEndpoint, settings });
  const terminal = await createTerminal(engines, folder);
  const tasks = createTasks();
  const logins = createDockerConfig(outside);
  const jobs = new UtilityJobs<typeof utilityJobs>(startUtility);
  const grants = await Grants.open(thisMachine(env), dataDir);
  const builds = await createBuilds(engines, tasks, baseImages(logins), folder);
  const containers = createContainers(engines);
  const measured = new Measured();
  const { during } = unfinished;
  const logs = await createLogs({ engines, containers, measured, tasks, settings, folder, during, searchProgram });
  const documents = createDocuments(folder, grants, during);
  const host = createHost(info);
  const services: GantryServices = {
    builds,
    compose: createCompose(engines, tasks, { env: outside, jobs, marked: leftRunning.marked }),
    containers,
    create: createRuns(engines, tasks, pullWithin(engines, logins)),
    engine: engines,
    documents,
    host,
    images: createImages(engines, tasks),
    logs: logs.service,
    networks: createNetworks(engines, tasks),
    prompts: createPrompts(),
    registries: createRegistries(engines, logins),
    settings,
    stats: createStats(engines, measured),
    disk: createDisk(engines),
    tasks,
    terminal,
    transfers: createTransfers(engines, tasks, logins, during),
    volumes: createVolumes(engines, tasks),
  };
  sayWhetherKept(folder, host);
  const ended = { host, terminal, tasks, jobs, settings, documents, builds, logs, engines, folder };
  return appOf(guarded(services, grants), ended, options);
}

/** What a host gets of it all. */
function appOf(services: GantryServices, parts: Ending, options: AppOptions): GantryApp {
  const { note, tell = () => undefined, logSearch } = options;
  const { folder, host, tasks, terminal } = parts;
  let ending: Promise<void> | undefined;
  const refuse = (operation: string) => (ending ? refusedAtTheEnd(operation) : undefined);
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
