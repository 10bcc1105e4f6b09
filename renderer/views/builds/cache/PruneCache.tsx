import { type ReactNode, useCallback, useState } from 'react';
import { type CacheRecord, removalOf } from '../../../../app/build/cache.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import type { EngineId } from '../../../../app/engines/engine.ts';
import { startTask } from '../../../commands/tasks.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useAnswer } from '../../../hooks/use-answer.ts';
import { Select } from '../../../ui/controls/Select.tsx';
import { formatBytes } from '../../../words/amounts.ts';
import { formatAge } from '../../../words/times.ts';
import { words } from '../../../words/words.ts';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import { PruneList } from '../../parts/PruneList.tsx';
import { type CacheOrder, cacheOrders, type Idle, idles, shownOf } from './shown.ts';

const text = words.builds.buildCache;
const idleOptions = idles.map((value) => ({ value, label: text.idles[value] }));
const orderOptions = cacheOrders.map((value) => ({ value, label: text.orders[value] }));

/** What a builder keeps, by size, age or last use, to remove it. */
export function PruneCache({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const session = useSession();
  const [idle, setIdle] = useState<Idle>('any');
  const [order, setOrder] = useState<CacheOrder>('size');
  const [now] = useState(() => Date.now());
  const ask = useCallback(
    async (client: GantryClient, signal: AbortSignal) => ({
      records: await client.builds.cache({ engine }, { signal }),
    }),
    [engine],
  );
  const { answer, problem } = useAnswer(ask);
  const records = answer?.records ?? [];
  const loss = (ids: readonly string[]) => {
    const { bytes, held } = removalOf(records, new Set(ids));
    return text.loss({ bytes: formatBytes(bytes), held });
  };
  const shown = answer && shownOf(records, { idle, order }, now);
  return (
    <PruneList
      // What is unticked in one choice does not stand for the other.
      key={idle}
      title={text.title}
      engine={engine}
      items={shown?.map((record) => ({ id: record.id, name: nameOf(record), hint: hintOf(record, now) }))}
      none={answer && !answer.records ? text.noStore : text.none}
      loss={loss}
      problem={problem && <ProblemBanner title={text.unread} problem={problem} />}
      controls={
        <>
          <Select label={text.idle} options={idleOptions} value={idle} onChange={setIdle} />
          <Select label={text.order} options={orderOptions} value={order} onChange={setOrder} />
        </>
      }
      onRemove={(ids) => {
        onClose();
        void startTask(session, text.title, (client) => client.builds.pruneCache({ engine, records: [...ids] }));
      }}
      onClose={onClose}
    />
  );
}

function nameOf({ description, id }: CacheRecord): string {
  return description === '' ? id : description;
}

function hintOf({ size, created, lastUsed, uses, shared }: CacheRecord, now: number): string {
  return [
    formatBytes(size),
    text.made({ age: formatAge(created, now) }),
    lastUsed === undefined ? text.neverUsed : text.used({ age: formatAge(lastUsed, now), uses }),
    ...(shared ? [text.shared] : []),
  ].join(' · ');
}
