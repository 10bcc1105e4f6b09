import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerId } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import { Bell } from '../../base/live.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { isOfCompose, type Labels, successorOf } from './successor.ts';

/** A shell that lived for less than that, in ms, ended quickly: what it was opened for is not there to stay. */
const quick = 10_000;

/** Quick ends one after the other, or calls in vain, after which nobody is told any more. */
const mostTries = 5;

/** ms before the second try; each further one waits twice as long. */
const firstPause = 1000;

/** Where something ran that has ended, and how often that was over quickly before. */
export interface EndedAt {
  readonly engine: EngineId;
  readonly container: string;
  readonly labels: Labels;
  readonly quickEnds: number;
}

/** How many quick ends there are by now, with one session more that has ended. */
export function countQuick(before: number, started: number, ended: number): number {
  return ended - started < quick ? before + 1 : 0;
}

/**
 * Gives the container of what has ended, or the one that Compose has made in place of it, each time that it runs: now, and when
 * its engine says that a container was started. Waits before each further time, longer and longer.
 * @throws ProblemError `conflict` after some times, `not-found` where nothing comes in place of a container that is gone
 */
export async function* runsAgain(
  engines: Engines,
  { engine, container, labels, quickEnds }: EndedAt,
  signal: AbortSignal,
): AsyncGenerator<ContainerId, void> {
  const connection = engines.use(engine, signal);
  const bell = new Bell();
  const stops = [
    connection.onStatus(bell.ring),
    connection.onEvent((event) => {
      if (event.kind === 'container' && event.action === 'start') bell.ring();
    }),
  ];
  try {
    for (let tries = quickEnds; !signal.aborted; ) {
      const isConnected = connection.status.kind === 'connected';
      const found = isConnected && (await runningNow(connection.engine, container, labels, signal));
      if (found) {
        if (tries >= mostTries) throw problem('conflict', 'shell-ends-quickly', { params: { count: mostTries } });
        if (tries > 0) await sleep(firstPause * 2 ** (tries - 1), undefined, { signal }).catch(() => undefined);
        tries += 1;
        if (!signal.aborted) yield found;
      }
      await bell.wait(signal);
    }
  } finally {
    for (const stop of stops) stop();
  }
}

/** Where the engine cannot say now, its next word has it asked again. */
async function runningNow(
  engine: Engine,
  container: ContainerId,
  labels: Labels,
  signal: AbortSignal,
): Promise<ContainerId | undefined> {
  try {
    const id = await successorOf(engine, container, labels, signal);
    return (await engine.containers.inspect(id, signal)).state === 'running' ? id : undefined;
  } catch (error) {
    if (toProblem(error).code !== 'not-found' || isOfCompose(labels)) return undefined;
    throw problem('not-found', 'shell-container-removed');
  }
}
