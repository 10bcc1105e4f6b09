import { ProblemError } from '../../../../app/rpc/problem.ts';
import type { EngineBuilds } from '../../ports/builds.ts';
import type { EngineHttp } from '../http/http.ts';
import { cancelled, engineLost, fromStatus } from '../http/problems.ts';
import { pruneCache, pruneCacheOfEngine, readCache, readCacheOfEngine } from './control/cache.ts';
import { controlOf } from './control/solve.ts';
import { GrpcError } from './session/grpc-client.ts';

/** The cache of an engine's builder: of its BuildKit where that can be asked itself, else by the engine's own API. */
export function buildCache(http: EngineHttp): Pick<EngineBuilds, 'cache' | 'pruneCache'> {
  return {
    cache: async (signal) => {
      if (!(await http.agreed(signal)).features.buildkit) return undefined;
      const client = await controlOf(http, signal);
      if (!client) return readCacheOfEngine(http, signal);
      try {
        return await readCache(client, signal);
      } catch (error) {
        throw problemOf(error, signal);
      } finally {
        client.close();
      }
    },
    pruneCache: async function* (ids, signal) {
      const client = await controlOf(http, signal);
      try {
        yield* client ? pruneCache(client, ids, signal) : pruneCacheOfEngine(http, ids, signal);
      } catch (error) {
        throw problemOf(error, signal);
      } finally {
        client?.close();
      }
    },
  };
}

function problemOf(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return cancelled();
  if (error instanceof ProblemError) return error;
  return error instanceof GrpcError ? fromStatus(500, error.message) : engineLost();
}
