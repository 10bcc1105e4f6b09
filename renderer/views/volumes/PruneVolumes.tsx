import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { startTask } from '../../commands/tasks.ts';
import { bytesOf } from '../../commands/volumes.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { PruneList } from '../parts/PruneList.tsx';

const text = words.volumes.prune;

/** What no container uses, with how much it holds, to remove it. */
export function PruneVolumes({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const session = useSession();
  const { volumeSizes } = session;
  const [all, setAll] = useState(false);
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.volumes.prunePreview({ engine }, { signal }),
    [engine],
  );
  const { answer: unused, problem } = useAnswer(ask);
  const { sizes, measuring } = useStore(volumeSizes.state, () => volumeSizes.of(engine));
  useEffect(() => void volumeSizes.measure(engine), [engine, volumeSizes]);
  const hint = (name: string) => {
    const bytes = sizes?.[name];
    if (bytes !== undefined) return formatBytes(bytes);
    return measuring ? text.measuring : text.unmeasured;
  };
  return (
    <PruneList
      // What is unticked in one choice does not stand for the other.
      key={String(all)}
      title={text.title}
      engine={engine}
      items={unused?.filter(({ anonymous }) => all || anonymous).map(({ id }) => ({ id, name: id, hint: hint(id) }))}
      none={all ? text.none : text.noneAnonymous}
      loss={(names) => text.loss({ data: bytesOf(names, sizes) })}
      problem={problem && <ProblemBanner title={text.unread} problem={problem} />}
      controls={<Checkbox label={text.named} hint={text.namedHint} checked={all} onChange={setAll} />}
      onRemove={(names) => {
        onClose();
        void startTask(session, text.title, (client) => client.volumes.prune({ engine, volumes: [...names] }));
      }}
      onClose={onClose}
    />
  );
}
