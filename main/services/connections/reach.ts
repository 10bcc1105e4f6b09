import type { ConnectionWay } from '../../../app/engines/connections.ts';
import type { reach } from '../../../app/engines/reach.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { addressOfOwn, engineIdOf } from '../../engine/endpoints/discover.ts';
import { Look } from '../../engine/endpoints/look.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';
import { reachStepwise } from '../../engine/reach/reach.ts';
import { checkedAddress, checkedFiles } from './checks.ts';
import type { KnownEngines } from './known-engines.ts';
import type { Prompts } from './prompts.ts';
import { helped } from './ssh-help.ts';

/** Tries the ways to engines that are known, also to those that are switched off, and to those that a person may add. */
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
    testNew: async function* (way, { signal }) {
      const url = await checkedWay(way);
      const address = await addressOfOwn({ ...way, url }, new Look(machine));
      yield* reachStepwise(helped({ id: engineIdOf(url), address }, prompts, env).address, machine, signal);
    },
  };
}

/** The address as it would be kept. Rejects with the field that is wrong. */
async function checkedWay({ address, tls }: ConnectionWay): Promise<string> {
  const url = await checkedAddress(address, []);
  await checkedFiles(tls);
  return url;
}
