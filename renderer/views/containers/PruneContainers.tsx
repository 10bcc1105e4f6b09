import { type ReactNode, useCallback, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { prune } from '../../commands/container/prune.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { PruneList } from '../parts/PruneList.tsx';

const { removal, states } = words.containers;
const text = words.recipes.prune;

/** What does not run, to remove it. */
export function PruneContainers({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const session = useSession();
  const [volumes, setVolumes] = useState(false);
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.containers.prunePreview({ engine }, { signal }),
    [engine],
  );
  const { answer: stopped, problem } = useAnswer(ask);
  return (
    <PruneList
      title={text.title}
      engine={engine}
      items={stopped?.map(({ id, name, image, state }) => ({ id, name, hint: `${states[state]} · ${image}` }))}
      none={text.none}
      loss={() => text.loss}
      problem={problem && <ProblemBanner title={text.unread} problem={problem} />}
      controls={
        <Checkbox label={removal.volumes.label} hint={removal.volumes.hint} checked={volumes} onChange={setVolumes} />
      }
      onRemove={(containers) => {
        onClose();
        void prune(engine, { containers, volumes }, session);
      }}
      onClose={onClose}
    />
  );
}
