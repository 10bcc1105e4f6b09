import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { startTask } from '../../commands/tasks.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { PruneList } from '../parts/PruneList.tsx';

const text = words.networks.prune;

/** What no container is on, to remove it. */
export function PruneNetworks({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const session = useSession();
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.networks.prunePreview({ engine }, { signal }),
    [engine],
  );
  const { answer: unused, problem } = useAnswer(ask);
  return (
    <PruneList
      title={text.title}
      engine={engine}
      items={unused?.map(({ id, name, driver, subnets }) => ({ id, name, hint: [driver, ...subnets].join(' · ') }))}
      none={text.none}
      loss={() => text.loss}
      problem={problem && <ProblemBanner title={text.unread} problem={problem} />}
      onRemove={(ids) => {
        onClose();
        void startTask(session, text.title, (client) => client.networks.prune({ engine, networks: [...ids] }));
      }}
      onClose={onClose}
    />
  );
}
