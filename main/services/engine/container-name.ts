import { problem } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';

/** What a container is called now. Rejects with `not-found` where there is none. */
export async function containerName(engine: Engine, id: string, signal: AbortSignal): Promise<string> {
  const [container] = await engine.containers.read([id], signal);
  if (!container) throw problem('not-found', 'object-gone', { params: { noun: 'container' } });
  return container.name;
}
