import type { EngineContainer } from '../../../app/containers.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import { Bell } from '../../base/live.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Engines } from '../engine/engine.ts';

/** What does not run any more after so long, in ms, was made wrong: most of what cannot work ends at once. */
const settleTime = 1000;
/** Between two checks of an engine that runs none by itself, in ms. */
const checkEvery = 1000;

/** How a container is once it was started: `healthy` where that is checked, `ended` where its command was over at once. */
export type Wellness = 'running' | 'healthy' | 'ended';

/**
 * Waits until a container that was just started is well: until it is healthy where that is checked, else until it has run for
 * a while. Rejects where it is unhealthy or has failed. It listens to the engine's events, so call it while connected.
 */
export async function becomeWell(
  engines: Engines,
  engine: Engine,
  { engine: key, id }: EngineContainer,
  signal: AbortSignal,
): Promise<Wellness> {
  const connection = engines.use(key, signal);
  const bell = new Bell();
  // Of what removes itself, an engine's event is all that tells it.
  let code: number | undefined;
  const stops = [
    connection.onEvent((event) => {
      if (event.kind !== 'container' || event.id !== id) return;
      code = event.exitCode ?? code;
      bell.ring();
    }),
    connection.onStatus(bell.ring),
  ];
  const since = performance.now();
  try {
    for (;;) {
      const found = await look(engine, id, signal).catch((error: unknown) => {
        if (code === undefined || toProblem(error).reason.startsWith('edit-')) throw error;
        return ended(code);
      });
      if (found !== 'running' && found !== 'starting') return found;
      const left = settleTime - (performance.now() - since);
      if (found === 'running' && left <= 0) return 'running';
      await bell.wait(signal, waitTime(engine, found, left));
      signal.throwIfAborted();
    }
  } finally {
    for (const stop of stops) stop();
  }
}

function waitTime({ health }: Engine, found: 'running' | 'starting', left: number): number | undefined {
  if (found === 'running') return left;
  return health ? checkEvery : undefined;
}

/** Waits until a container is gone that removes itself, which it does a moment after it has ended. */
export async function becomeGone(
  engines: Engines,
  { containers }: Engine,
  { engine: key, id }: EngineContainer,
  signal: AbortSignal,
): Promise<void> {
  const connection = engines.use(key, signal);
  const bell = new Bell();
  const stops = [
    connection.onEvent((event) => event.kind === 'container' && event.id === id && bell.ring()),
    connection.onStatus(bell.ring),
  ];
  try {
    while ((await containers.read([id], signal)).length > 0) {
      await bell.wait(signal);
      signal.throwIfAborted();
    }
  } finally {
    for (const stop of stops) stop();
  }
}

/** How it is now; `starting` where nothing is known yet of its health. */
async function look({ containers, health }: Engine, id: string, signal: AbortSignal): Promise<Wellness | 'starting'> {
  const now = await containers.inspect(id, signal);
  if (now.state === 'restarting') throw problem('conflict', 'edit-restarts', { params: { code: now.exitCode } });
  if (now.state !== 'running') {
    return ended(now.exitCode);
  }
  if (!now.check) return now.restartCount === 0 ? 'running' : fail(now.exitCode);
  const found = health ? await health.check(id, signal) : now.health;
  if (found === 'unhealthy') throw problem('conflict', 'edit-unhealthy', { params: { command: now.check.command } });
  return found === 'healthy' ? 'healthy' : 'starting';
}

function ended(code: number): 'ended' {
  if (code === 0) return 'ended';
  throw problem('conflict', 'edit-ended', { params: { code } });
}

/** It ended and was started again between two looks. */
function fail(code: number): never {
  throw problem('conflict', 'edit-restarts', { params: { code } });
}
