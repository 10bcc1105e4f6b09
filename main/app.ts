import { contract, type GantryServices } from '../app/contract.ts';
import type { HostInfo } from '../app/host.ts';
import { serve } from '../app/rpc/serve.ts';
import type { MainWire } from '../app/rpc/wire.ts';
import { connectEndpoint } from './engine/connect.ts';
import { findEndpoints } from './engine/discover.ts';
import { createContainers } from './services/containers.ts';
import { Engines } from './services/engine.ts';
import { createHost } from './services/host.ts';
import { createLogs } from './services/logs.ts';
import { createSettings } from './services/settings.ts';
import { createStats } from './services/stats.ts';
import { createTerminal } from './services/terminal.ts';

export interface AppOptions {
  /** Where Gantry keeps its own files; made if missing. */
  readonly dataDir: string;
  readonly host: HostInfo;
  /** The environment to find engines in; the process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface GantryApp {
  /** Answers one window over its wire until that closes. */
  serve(wire: MainWire): void;
  /** Ends shells and connections and writes what is not yet on disk. */
  dispose(): Promise<void>;
}

/** The composition root: engines, services, the contract. Knows no host. */
export async function createApp({ dataDir, host, env = process.env }: AppOptions): Promise<GantryApp> {
  const settings = await createSettings(dataDir);
  const engines = await Engines.find({ find: () => findEndpoints(env), connect: connectEndpoint, settings });
  const terminal = createTerminal(engines);
  const services: GantryServices = {
    containers: createContainers(engines),
    engine: engines,
    host: createHost(host),
    logs: createLogs(engines),
    settings,
    stats: createStats(engines),
    terminal,
  };
  return {
    serve: (wire) => serve(contract, services, wire),
    dispose: async () => {
      await terminal.dispose();
      engines.dispose();
      await settings.flush();
    },
  };
}
