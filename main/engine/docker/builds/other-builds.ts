import { ProblemError } from '../../../../app/rpc/problem.ts';
import type { BuildEvent, EngineBuilds } from '../../ports/builds.ts';
import type { EngineHttp } from '../http/http.ts';
import { cancelled, engineLost, fromStatus } from '../http/problems.ts';
import { readTrace } from './buildkit.ts';
import { BuildkitFold } from './buildkit-fold.ts';
import { listenHistory } from './control/history.ts';
import { control, controlOf } from './control/solve.ts';
import { type GrpcClient, GrpcError } from './session/grpc-client.ts';
import { bytesField } from './session/message.ts';

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
      if (client) yield* asked(client, (client) => logOf(client, id, signal), signal);
    },
  };
}

/** What a build printed and prints, as events of its steps, until it is over. */
async function* logOf(client: GrpcClient, id: string, signal: AbortSignal): AsyncGenerator<BuildEvent, void> {
  const fold = new BuildkitFold();
  for await (const message of client.stream(`${control}/Status`, bytesField(1, id), { signal })) {
    const trace = readTrace(message);
    if (trace) yield* fold.push(trace);
  }
  yield* fold.end();
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
