import { ProblemError } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';

/** What Compose calls a container by, however often it makes it anew. */
const names = ['project', 'service', 'container-number', 'oneoff'].map((name) => `com.docker.compose.${name}`);

export type Labels = Readonly<Record<string, string>>;

/** Whether Compose made a container for a service: it makes it anew under the same names. */
export function isOfCompose(labels: Labels): boolean {
  return labels['com.docker.compose.service'] !== undefined;
}

/**
 * The id of the container that is there in place of one: itself, or, if that is gone, the one that Compose made of the
 * same service. Itself also where there is none.
 * @param labels its own, as they were
 * @throws ProblemError what the engine says
 */
export async function successorOf(engine: Engine, id: string, labels: Labels, signal: AbortSignal): Promise<string> {
  if (!isOfCompose(labels) || (await isThere(engine, id, signal))) return id;
  const running = await engine.containers.list('running', signal);
  return running.find((other) => names.every((name) => other.labels[name] === labels[name]))?.id ?? id;
}

async function isThere(engine: Engine, id: string, signal: AbortSignal): Promise<boolean> {
  try {
    await engine.containers.inspect(id, signal);
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'not-found') return false;
    throw error;
  }
}
