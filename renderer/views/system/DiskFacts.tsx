import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { DiskUsage } from '../../../app/engines/disk.ts';
import type { EngineState } from '../../../app/engines/engine.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { Button } from '../../ui/controls/Button.tsx';
import type { KeyValueEntry } from '../../ui/display/KeyValue.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { isDown } from '../parts/EngineProblem.tsx';
import { FactGroup } from '../parts/Facts.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';

const text = words.system.disk;

/** How much an engine stores of each kind, measured anew when `again` is another one; what can be freed of it is on the disk's page. */
export function DiskFacts({ engine, again }: { engine: EngineState; again: string }): ReactNode {
  const { id } = engine;
  const { place } = useSession();
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.disk.usage({ engine: id }, { signal }),
    [id],
  );
  const { answer: usage, problem } = useAnswer(ask, again);
  return (
    <FactGroup
      title={text.title}
      end={
        <Button size="sm" onClick={() => place.go({ section: 'disk' })}>
          {text.toFree}
        </Button>
      }
      entries={usage ? totals(usage) : []}
    >
      {problem && !isDown(engine) && <ProblemBanner title={words.disk.failed} problem={problem} />}
      {!usage && !problem && <p role="status">{words.disk.measuring}</p>}
    </FactGroup>
  );
}

function totals({ images, containers, volumes, cache }: DiskUsage): readonly KeyValueEntry[] {
  const { parts } = words.disk;
  const all = [
    { label: parts.images, ...images },
    { label: parts.containers, ...containers },
    { label: parts.volumes, ...volumes },
    { label: parts.cache, ...cache },
  ];
  const total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...all.map(({ label, bytes }) => ({ label, value: formatBytes(bytes) })),
    { label: text.together, value: formatBytes(total) },
  ];
}
