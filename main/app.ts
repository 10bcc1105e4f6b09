import { contract, type GantryServices } from '../app/contract.ts';
import type { HostInfo } from '../app/host.ts';
import { serve } from '../app/rpc/serve.ts';
import type { MainWire } from '../app/rpc/wire.ts';
import { connectEndpoint } from './engine/connect.ts';
import { findEndpoints } from './engine/discover.ts';
import { createBuilds } from './services/builds/service.ts';
import { createCompose } from './services/compose/service.ts';
import { createContainers } from './services/containers.ts';
import { createRuns } from './services/create.ts';
import { createDockerConfig } from './services/docker-config.ts';
import { Engines } from './services/engine.ts';
import { createFiles } from './services/files.ts';
import { createHost } from './services/host.ts';
import { createImages } from './services/images.ts';
import { createLogs } from './services/logs/create.ts';
import { createNetworks } from './services/networks.ts';
import { createRegistries } from './services/registries.ts';
import { createSettings } from './services/settings.ts';
import { createStats } from './services/stats.ts';
import { createTasks } from './services/tasks.ts';
import { createTerminal } from './services/terminal/service.ts';
import { baseImages, createTransfers, pullWithin } from './services/transfers.ts';
import { createVolumes } from './services/volumes.ts';

/** How long shells may take to end, in ms: less than any host waits. The next start ends what is left of them. */
const shellTime = 1000;

export interface AppOptions {
  /** Where Gantry keeps its own files; made if missing. */
  readonly dataDir: string;
  readonly host: HostInfo;
  /** The program of the thread that searches logs: the bundle `log-search/worker.cjs`. */
  readonly logSearch: string;
  /** The environment to find engines in; the process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface GantryApp {
  /** Answers one window over its wire until that closes. */
  serve(wire: MainWire): void;
  /** Ends shells, tasks and connections and writes what is not yet on disk. */
  dispose(): Promise<void>;
}

/** The composition root: engines, services, the contract. Knows no host. */
export async function createApp({ dataDir, host, logSearch, env = process.env }: AppOptions): Promise<GantryApp> {
  const settings = await createSettings(dataDir);
  const engines = await Engines.find({ find: () => findEndpoints(env), connect: connectEndpoint, settings });
  const terminal = await createTerminal(engines, dataDir);
  const tasks = createTasks();
  const logins = createDockerConfig(env);
  const builds = await createBuilds(engines, tasks, baseImages(logins), dataDir);
  const containers = createContainers(engines);
  const logs = await createLogs({ engines, containers, tasks, settings, dataDir, searchProgram: logSearch });
  const services: GantryServices = {
    builds,
    compose: createCompose(engines, tasks, env),
    containers,
    create: createRuns(engines, tasks, pullWithin(engines, logins)),
    engine: engines,
    files: createFiles(dataDir),
    host: createHost(host),
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
  return {
    serve: (wire) => serve(contract, services, wire),
    dispose: async () => {
      await Promise.all([terminal.dispose(shellTime), tasks.dispose()]);
      // What was chosen is on disk first: it is little, and a log may be much.
      await Promise.all([logs.dispose(), settings.flush()]);
      engines.dispose();
      await Promise.all([settings.flush(), builds.flush()]);
    },
  };
}
