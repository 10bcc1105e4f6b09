import type { BuildEvent } from '../../ports/builds.ts';
import { engineLost } from '../http/problems.ts';
import { readTrace } from './buildkit.ts';
import { BuildkitFold } from './buildkit-fold.ts';
import type { Solving } from './control/solve.ts';
import { GrpcError } from './session/grpc-client.ts';

/** The longest message kept of a failed build, in characters: BuildKit repeats the end of the output in it. */
export const maxMessage = 4_000;

/**
 * What the BuildKit of Docker 20.10 says where it gives a COPY of some dozen sources up because the machine is busy, in the
 * docker command's builds as well. Nothing is wrong with the build, and what was done of it is in the cache.
 */
const passing = /flightcontrol: exceeded retry timeout/;
/** Four of eight such builds fail beside four spinning processes: three in a row seldom do. */
const mostTries = 3;

/**
 * What BuildKit tells of a build by its control API, as events. One that is cancelled ends without more; throws a
 * ProblemError where the engine is lost.
 * @param begin begins it, anew where it failed for what passes
 */
export async function* readSolving(begin: () => Solving, signal: AbortSignal): AsyncGenerator<BuildEvent, void> {
  for (let tries = 1; ; tries += 1) {
    // What failed before is not what is told of the same step now.
    const fold = new BuildkitFold();
    try {
      yield* told(begin(), fold);
      return;
    } catch (error) {
      yield* fold.end();
      if (signal.aborted) return;
      if (!(error instanceof GrpcError)) throw engineLost();
      if (tries < mostTries && passing.test(error.message)) continue;
      yield { kind: 'error', message: error.message.slice(0, maxMessage) };
      return;
    }
  }
}

async function* told(solving: Solving, fold: BuildkitFold): AsyncGenerator<BuildEvent, void> {
  try {
    let next = await solving.next();
    for (; !next.done; next = await solving.next()) {
      const trace = readTrace(next.value);
      if (trace) yield* fold.push(trace);
    }
    yield* fold.end();
    const id = next.value['containerimage.digest'] ?? next.value['containerimage.config.digest'];
    if (id !== undefined) yield { kind: 'image', id };
  } finally {
    await solving.return({});
  }
}
