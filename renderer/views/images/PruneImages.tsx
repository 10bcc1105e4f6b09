import { type ReactNode, useCallback, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engine.ts';
import { formatBytes } from '../../../app/format.ts';
import { imageName } from '../../commands/images.ts';
import { startTask } from '../../commands/tasks.ts';
import { useSession } from '../../session.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { PruneList } from '../PruneList.tsx';
import { useInspect } from '../use-inspect.ts';

/** What no container is made from, with its size, to remove it. */
export function PruneImages({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const session = useSession();
  const [all, setAll] = useState(false);
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) =>
      client.images.prunePreview({ engine, scope: 'unused' }, { signal }).then(({ images }) => images),
    [engine],
  );
  const { detail, problem } = useInspect(ask, engine);
  const items = detail?.filter(({ dangling }) => all || dangling);
  const bytes = (ids: readonly string[]) => {
    const chosen = new Set(ids);
    return (items ?? []).reduce((sum, { id, size }) => sum + (chosen.has(id) ? size : 0), 0);
  };
  return (
    <PruneList
      // What is unticked in one choice does not stand for the other.
      key={String(all)}
      title="Remove unused images"
      items={items?.map((image) => ({ id: image.id, name: imageName(image), hint: formatBytes(image.size) }))}
      none={all ? 'Every image is used by a container.' : 'There are no dangling images.'}
      loss={(ids) => `Frees up to ${formatBytes(bytes(ids))}: layers that other images share stay.`}
      problem={problem && <ProblemBanner title="The unused images could not be read" problem={problem} />}
      controls={
        <Checkbox
          label="Tagged images too"
          hint="They would have to be pulled or built again."
          checked={all}
          onChange={setAll}
        />
      }
      onRemove={(ids) => {
        onClose();
        void startTask(session, 'Remove unused images', (client) => client.images.prune({ engine, images: [...ids] }));
      }}
      onClose={onClose}
    />
  );
}
