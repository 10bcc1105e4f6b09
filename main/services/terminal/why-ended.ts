import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerDetail } from '../../../app/containers.ts';
import { type Cause, ProblemError } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';

/** How long the engine may take to say what became of the container, in ms. */
const askTime = 5_000;

/** How long, in ms, a container may run on for its engine once what ran in it has been killed, and how often to look. */
const lateTime = 1_000;
const lookPause = 50;
/** A shell that was ended by a signal has 128 and the signal's number, or none where nobody can say any more. */
const firstSignal = 128;

/**
 * Why a shell ended, where that was not its own doing: something happened to its container, or to the engine.
 * @param code the shell's exit code, where it is known
 * @param started when it began, in ms since the epoch
 */
export async function whyEnded(
  engine: Engine,
  container: string,
  code: number | undefined,
  started: number,
): Promise<Cause | undefined> {
  if (code !== undefined && code <= firstSignal) return undefined;
  try {
    const { state, oomKilled, exitCode, startedAt } = await settled(engine, container, started);
    if (state === 'running' && startedAt > started) return { reason: 'shell-container-restarted', params: {} };
    if (state === 'removing') return { reason: 'shell-container-removed', params: {} };
    if (state !== 'exited' && state !== 'dead') return undefined;
    if (oomKilled) return { reason: 'shell-container-oom', params: {} };
    return { reason: 'shell-container-ended', params: { code: exitCode } };
  } catch (error) {
    const isGone = error instanceof ProblemError && error.problem.code === 'not-found';
    return { reason: isGone ? 'shell-container-removed' : 'engine-unreachable', params: {} };
  }
}

/** What has become of it. A shell may end before its engine knows of the container that ended with it. */
async function settled(engine: Engine, container: string, started: number): Promise<ContainerDetail> {
  const signal = AbortSignal.timeout(askTime);
  const latest = performance.now() + lateTime;
  let found = await engine.containers.inspect(container, signal);
  while (found.state === 'running' && found.startedAt <= started && performance.now() < latest) {
    await sleep(lookPause);
    found = await engine.containers.inspect(container, signal);
  }
  return found;
}
