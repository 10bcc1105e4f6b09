import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engine.ts';
import { formatBytes } from '../../../app/format.ts';
import { startTask } from '../../commands/tasks.ts';
import { bytesOf } from '../../commands/volumes.ts';
import { useSession } from '../../session.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { PruneList } from '../PruneList.tsx';
import { useInspect } from '../use-inspect.ts';

/** What no container uses, with how much it holds, to remove it. */
export function PruneVolumes({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const session = useSession();
  const { volumeSizes } = session;
  const [all, setAll] = useState(false);
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.volumes.prunePreview({ engine }, { signal }),
    [engine],
  );
  const { detail, problem } = useInspect(ask, engine);
  const { sizes, measuring } = useStore(volumeSizes.state, () => volumeSizes.of(engine));
  useEffect(() => void volumeSizes.measure(engine), [engine, volumeSizes]);
  const hint = (name: string) => {
    const bytes = sizes?.[name];
    if (bytes !== undefined) return formatBytes(bytes);
    return measuring ? 'being measured…' : 'size not known';
  };
  return (
    <PruneList
      // What is unticked in one choice does not stand for the other.
      key={String(all)}
      title="Remove unused volumes"
      items={detail?.filter(({ anonymous }) => all || anonymous).map(({ id }) => ({ id, name: id, hint: hint(id) }))}
      none={all ? 'Every volume is used by a container.' : 'There are no unused anonymous volumes.'}
      loss={(names) => `${bytesOf(names, sizes)} will be lost for good.`}
      problem={problem && <ProblemBanner title="The unused volumes could not be read" problem={problem} />}
      controls={
        <Checkbox
          label="Named volumes too"
          hint="Those may hold data that somebody wants back."
          checked={all}
          onChange={setAll}
        />
      }
      onRemove={(names) => {
        onClose();
        void startTask(session, 'Remove unused volumes', (client) =>
          client.volumes.prune({ engine, volumes: [...names] }),
        );
      }}
      onClose={onClose}
    />
  );
}
