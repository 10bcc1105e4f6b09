import { ProblemError } from '../../../../app/rpc/problem.ts';
import type { EngineBuilds } from '../../ports/builds.ts';
import type { EngineHttp } from '../http/http.ts';
import { cancelled, engineLost, fromStatus } from '../http/problems.ts';
import { listenHistory, otherLog } from './control/history.ts';
import { controlOf } from './control/solve.ts';
import { type GrpcClient, GrpcError } from './session/grpc-client.ts';

/** The builds that others had an engine's BuildKit make, where it keeps a history of them. */
export function otherBuilds(http: EngineHttp): Pick<EngineBuilds, 'others' | 'otherLog'> {
  return {
    others: async function* (signal) {
      const { features } = await http.agreed(signal);
      const client = features.buildkit ? await controlOf(http, signal) : undefined;
      if (client) yield* asked(client, (client) => listenHistory(client, signal), signal);
      else yield { reset: true, complete: true, changed: [], removed: [] };
    },
    otherLog: async function* (id, signal) {
      const client = await controlOf(http, signal);
      if (client) yield* asked(client, (client) => otherLog(client, id, signal), signal);
    },
  };
}

async function* asked<T>(
  client: GrpcClient,
  ask: (client: GrpcClient) => AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  try {
    yield* ask(client);
  } catch (error) {
    if (signal.aborted) throw cancelled();
    if (error instanceof ProblemError) throw error;
    throw error instanceof GrpcError ? fromStatus(error.code === notFound ? 404 : 500, error.message) : engineLost();
  } finally {
    client.close();
  }
}

/** Of gRPC. */
const notFound = 5;
