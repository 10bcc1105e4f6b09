import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { DiskUsage } from '../../../app/engines/disk.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { pruneCache } from '../../commands/builds.ts';
import { pruneContainers } from '../../commands/container/prune.ts';
import { pruneImages } from '../../commands/images.ts';
import { pruneVolumes } from '../../commands/volumes.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useHeld } from '../../hooks/use-held.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { EnginePage } from '../engines/EnginePage.tsx';
import { EngineScreen, isDown } from '../parts/EngineProblem.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import css from './Disk.module.css';

const text = words.disk;

/** What the disk is used for, on the engine's machine and by Gantry itself, and what of it can be freed. */
export function Disk(): ReactNode {
  return (
    <EnginePage label={text.title} again={text.again}>
      {(engine, round) =>
        isDown(engine) ? <EngineScreen engine={engine} /> : <Usage key={engine.id} engine={engine.id} round={round} />
      }
    </EnginePage>
  );
}

/** One part of the bar and its line below. */
interface Part {
  readonly tone: keyof typeof text.parts;
  readonly bytes: number;
  /** Bytes that nothing uses; undefined where that is no question. */
  readonly free?: number;
  /** What shows them before they go. */
  readonly preview?: keyof typeof previews;
}

const previews = {
  'builds.prune': pruneCache,
  'containers.prune': pruneContainers,
  'images.prune': pruneImages,
  'volumes.prune': pruneVolumes,
};

function partsOf({ images, containers, volumes, cache }: DiskUsage, logs: number): readonly Part[] {
  return [
    { tone: 'images', ...images, preview: 'images.prune' },
    { tone: 'containers', ...containers, preview: 'containers.prune' },
    { tone: 'volumes', ...volumes, preview: 'volumes.prune' },
    { tone: 'cache', ...cache, preview: 'builds.prune' },
    { tone: 'logs', bytes: logs },
  ];
}

function Usage({ engine, round }: { engine: EngineId; round: number }): ReactNode {
  const ask = useCallback(
    async (client: GantryClient, signal: AbortSignal) => {
      const [usage, logs] = await Promise.all([client.disk.usage({ engine }, { signal }), client.logs.kept({})]);
      return partsOf(
        usage,
        logs.reduce((sum, { size }) => sum + size, 0),
      );
    },
    [engine],
  );
  const { answer: parts, problem } = useAnswer(ask, round);
  if (problem) return <ProblemBanner title={text.failed} problem={problem} />;
  if (!parts) {
    return (
      <EmptyState title={text.measuring}>
        <Spinner />
      </EmptyState>
    );
  }
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const free = parts.reduce((sum, part) => sum + (part.free ?? 0), 0);
  return (
    <div className={css['body']}>
      <p className={css['total']}>
        <Filled
          text={text.total}
          names={{ used: <strong>{formatBytes(total)}</strong>, free: <strong>{formatBytes(free)}</strong> }}
        />
      </p>
      <Bar parts={parts} />
      <ul className={css['parts']} aria-label={text.list}>
        {parts.map((part) => (
          <PartLine key={part.tone} part={part} engine={engine} />
        ))}
      </ul>
    </div>
  );
}

/** All parts side by side; the list below says the same in words. */
function Bar({ parts }: { parts: readonly Part[] }): ReactNode {
  return (
    <div className={css['bar']} aria-hidden="true">
      {parts
        .filter(({ bytes }) => bytes > 0)
        .map(({ tone, bytes }) => (
          <span key={tone} className={css['piece']} data-tone={tone} style={{ flexGrow: bytes }} />
        ))}
    </div>
  );
}

function wordFree({ tone, bytes, free = 0 }: Part): string {
  if (tone === 'logs') return text.whereLogs;
  if (bytes === 0) return '';
  return free === 0 ? text.allUsed : text.free[tone]({ size: formatBytes(free) });
}

function PartLine({ part, engine }: { part: Part; engine: EngineId }): ReactNode {
  const session = useSession();
  const held = useHeld(engine);
  const { tone, bytes, preview } = part;
  return (
    <li className={css['part']}>
      <span className={css['swatch']} data-tone={tone} aria-hidden="true" />
      <span className={css['name']}>{text.parts[tone]}</span>
      <span className={css['bytes']}>{formatBytes(bytes)}</span>
      <span className={css['note']}>{wordFree(part)}</span>
      {preview && (
        <Button
          size="sm"
          disabled={held !== undefined}
          reason={held}
          onClick={() => session.dialog.show({ kind: preview, with: { engine } })}
        >
          {previews[preview].label}
        </Button>
      )}
      {tone === 'logs' && (
        <Button size="sm" onClick={() => session.place.go({ section: 'settings' })}>
          {text.chooseLogs}
        </Button>
      )}
    </li>
  );
}
