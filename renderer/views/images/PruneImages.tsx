import { type ReactNode, useCallback, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { imageName } from '../../commands/images.ts';
import { startTask } from '../../commands/tasks.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { PruneList } from '../parts/PruneList.tsx';

const text = words.images.prune;

/** What no container is made from, with its size, to remove it. */
export function PruneImages({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const session = useSession();
  const [all, setAll] = useState(false);
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) =>
      client.images.prunePreview({ engine, scope: 'unused' }, { signal }).then(({ images }) => images),
    [engine],
  );
  const { answer: unused, problem } = useAnswer(ask);
  const items = unused?.filter(({ dangling }) => all || dangling);
  const bytes = (ids: readonly string[]) => {
    const chosen = new Set(ids);
    return (items ?? []).reduce((sum, { id, size }) => sum + (chosen.has(id) ? size : 0), 0);
  };
  return (
    <PruneList
      // What is unticked in one choice does not stand for the other.
      key={String(all)}
      title={text.title}
      engine={engine}
      items={items?.map((image) => ({ id: image.id, name: imageName(image), hint: formatBytes(image.size) }))}
      none={all ? text.none : text.noneDangling}
      loss={(ids) => words.images.frees({ bytes: formatBytes(bytes(ids)) })}
      problem={problem && <ProblemBanner title={text.unread} problem={problem} />}
      controls={<Checkbox label={text.tagged} hint={text.taggedHint} checked={all} onChange={setAll} />}
      onRemove={(ids) => {
        onClose();
        void startTask(session, text.title, (client) => client.images.prune({ engine, images: [...ids] }));
      }}
      onClose={onClose}
    />
  );
}
