import type { reach } from '../../../app/engines/reach.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';
import { reachStepwise } from '../../engine/reach/reach.ts';
import type { KnownEngines } from './known-engines.ts';
import type { Prompts } from './prompts.ts';
import { helped } from './ssh-help.ts';

/** Tries the ways to engines that are known, also to those that are switched off. */
export function createReach(
  known: KnownEngines,
  prompts: Prompts,
  machine: Machine,
  env: NodeJS.ProcessEnv,
): Service<typeof reach> {
  return {
    test: ({ connection }, { signal }) => {
      const found = known.all.find(({ id }) => id === connection);
      if (!found) throw problem('not-found', 'engine-unknown');
      // A copy: what is tried has a tunnel of its own, which ends with it.
      const { address } = helped(found, prompts, env);
      return reachStepwise({ ...address }, machine, signal);
    },
  };
}
