import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contract, type GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { connect } from '../../../app/rpc/client.ts';
import { inShort } from '../../../app/rpc/problem.ts';
import { createApp } from '../../../main/app.ts';
import { forkUtility } from '../../../main/processes/fork.ts';
import { channelPair, type WirePair } from './wires.ts';

/** Gantry's services and a client of theirs in one process: no host, no page. */
export interface LocalClient {
  readonly client: GantryClient;
  readonly engine: EngineId;
  /** Another client of the same services, as another window is. */
  window(): { readonly client: GantryClient; readonly cut: () => void };
  close(): Promise<void>;
}

interface LocalClientOptions {
  /** Where the CLI keeps its plugins. */
  readonly dockerConfig?: string | undefined;
  /** A home that outlives the client; without it the client has one of its own. */
  readonly dataDir?: string;
}

/** Starts the services on one engine. */
export async function startLocalClient(dockerHost: string, options: LocalClientOptions = {}): Promise<LocalClient> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'gantry-bench-')));
  const env = {
    PATH: process.env.PATH,
    HOME: dataDir,
    DOCKER_CONFIG: options.dockerConfig ?? join(dataDir, 'none'),
    DOCKER_HOST: dockerHost,
  };
  const host = { kind: 'browser', version: 'bench', platform: process.platform } as const;
  const logSearch = fileURLToPath(
    new URL('../../../main/services/logs/search/search-worker.source.mjs', import.meta.url),
  );
  const utility = fileURLToPath(new URL('../../../main/services/utility/program.source.mjs', import.meta.url));
  const app = await createApp({ dataDir, host, env, logSearch, startUtility: forkUtility(utility) });
  const wires: WirePair[] = [];
  const window = () => {
    const pair = channelPair();
    wires.push(pair);
    app.serve(pair.main);
    return { client: connect(contract, pair.page), cut: () => pair.cut() };
  };
  const { client } = window();
  const engine = await new Promise<EngineId>((resolve, reject) => {
    const stop = client.engine.watch(
      {},
      {
        onItem: ({ selected }) => {
          stop();
          resolve(selected);
        },
        onEnd: (problem) => reject(new Error(problem ? inShort(problem) : 'no engine')),
      },
    );
  });
  return {
    client,
    engine,
    window,
    close: async () => {
      for (const pair of wires) pair.cut();
      await app.end();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
