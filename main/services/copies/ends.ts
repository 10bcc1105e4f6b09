import { problem, toProblem } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';

/** The engine that something is copied from and the one that it is copied to; both answer. */
export interface Ends {
  readonly from: Engine;
  readonly to: Engine;
}

/** Rejects with `conflict` on the field `name` where an engine has a volume of that name. */
export async function expectFree({ volumes }: Engine, name: string, signal: AbortSignal): Promise<void> {
  try {
    await volumes.inspect(name, signal);
  } catch (error) {
    if (toProblem(error).code === 'not-found') return;
    throw error;
  }
  throw problem('conflict', 'volume-exists', { params: { name }, field: 'name' });
}
