import { contract, type GantryServices } from '../app/contract.ts';
import type { HostInfo } from '../app/host.ts';
import { serve } from '../app/rpc/serve.ts';
import type { MainWire } from '../app/rpc/wire.ts';
import { connectEndpoint } from './engine/connect.ts';
import { findEndpoints } from './engine/discover.ts';
import { thisMachine } from './engine/machine.ts';
import { endChildren } from './processes/child.ts';
import { outsideEnvironment } from './processes/outside.ts';
import type { StartUtility } from './processes/utility.ts';
import { UtilityJobs } from './processes/utility-jobs.ts';
import { createBuilds } from './services/builds/service.ts';
import { createCompose } from './services/compose/service.ts';
import { sweepTlsFolders } from './services/compose/tls-folder.ts';
import { createContainers } from './services/containers.ts';
import { createRuns } from './services/create.ts';
import { createDockerConfig } from './services/docker-config.ts';
import { Engines } from './services/engine.ts';
import { Grants } from './services/files/grants.ts';
import { guarded } from './services/files/guarded.ts';
import { createFiles } from './services/files.ts';
import { createHost } from './services/host.ts';
import { createImages } from './services/images.ts';
import { createLogs } from './services/logs/create.ts';
import { createNetworks } from './services/networks.ts';
import { createRegistries } from './services/registries.ts';
import { createSettings } from './services/settings.ts';
import { createStats } from './services/stats.ts';
import { createTasks } from './services/tasks.ts';
import { createTerminal } from './services/terminal.ts';
import { baseImages, createTransfers, pullWithin } from './services/transfers.ts';
import type { utilityJobs } from './services/utility/jobs.ts';
import { createVolumes } from './services/volumes.ts';

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
}

export interface GantryApp {
  /** Answers one window over its wire until that closes. */
  serve(wire: MainWire): void;
  /** Tells every window that something went wrong that nobody foresaw, and that Gantry goes on. */
  countFault(): void;
  /** Ends shells, tasks and connections and writes what is not yet on disk. */
  dispose(): Promise<void>;
}

/** The composition root: engines, services, the contract. Knows no host. */
export async function createApp(options: AppOptions): Promise<GantryApp> {
  const { dataDir, host, logSearch, startUtility, env = process.env, note } = options;
  void sweepTlsFolders();
  const outside = outsideEnvironment(env);
  const settings = await createSettings(dataDir);
  const engines = await Engines.find({ find: () => findEndpoints(env), connect: connectEndpoint, settings });
  const terminal = createTerminal(engines);
  const tasks = createTasks();
  const logins = createDockerConfig(outside);
  const jobs = new UtilityJobs<typeof utilityJobs>(startUtility);
  const grants = await Grants.open(thisMachine(env), dataDir);
  const builds = await createBuilds(engines, tasks, baseImages(logins), dataDir);
  const containers = createContainers(engines);
  const logs = await createLogs({ engines, containers, tasks, settings, dataDir, searchProgram: logSearch });
  const hostService = createHost(host);
  const services: GantryServices = {
    builds,
    compose: createCompose(engines, tasks, { env: outside, jobs }),
    containers,
    create: createRuns(engines, tasks, pullWithin(engines, logins)),
    engine: engines,
    files: createFiles(dataDir, grants),
    host: hostService,
    images: createImages(engines, tasks),
    logs: logs.service,
    networks: createNetworks(engines, tasks),
    registries: createRegistries(engines, logins),
    settings,
    stats: createStats(engines),
    tasks,
    terminal,
    transfers: createTransfers(engines, tasks, logins),
    volumes: createVolumes(engines, tasks),
  };
  const served = guarded(services, grants);
  return {
    serve: (wire) => serve(contract, served, wire, note),
    countFault: () => hostService.tell((state) => ({ ...state, faults: state.faults + 1 })),
    dispose: async () => {
      jobs.dispose();
      await Promise.all([terminal.dispose(), tasks.dispose(), endChildren()]);
      // What was chosen is on disk first: it is little, and a log may be much.
      await Promise.all([logs.dispose(), settings.flush()]);
      engines.dispose();
      await Promise.all([settings.flush(), builds.flush()]);
    },
  };
}
