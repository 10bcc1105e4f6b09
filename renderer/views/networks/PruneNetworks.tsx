import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engine.ts';
import { startTask } from '../../commands/tasks.ts';
import { useSession } from '../../session.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { PruneList } from '../PruneList.tsx';
import { useInspect } from '../use-inspect.ts';

/** What no container is on, to remove it. */
export function PruneNetworks({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const session = useSession();
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.networks.prunePreview({ engine }, { signal }),
    [engine],
  );
  const { detail, problem } = useInspect(ask, engine);
  return (
    <PruneList
      title="Remove unused networks"
      items={detail?.map(({ id, name, driver, subnets }) => ({ id, name, hint: [driver, ...subnets].join(' · ') }))}
      none="Every network has containers or is the engine’s own."
      loss={() => 'No container is on them, running or not. No data is lost.'}
      problem={problem && <ProblemBanner title="The unused networks could not be read" problem={problem} />}
      onRemove={(ids) => {
        onClose();
        void startTask(session, 'Remove unused networks', (client) =>
          client.networks.prune({ engine, networks: [...ids] }),
        );
      }}
      onClose={onClose}
    />
  );
}
