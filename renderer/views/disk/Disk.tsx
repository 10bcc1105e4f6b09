import { RotateCw } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { DiskUsage } from '../../../app/disk.ts';
import type { EngineId } from '../../../app/engine.ts';
import { formatBytes } from '../../../app/format.ts';
import type { GlobalCommand } from '../../commands/command.ts';
import { pruneImages } from '../../commands/images.ts';
import { pruneVolumes } from '../../commands/volumes.ts';
import { useEngine, useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { EngineScreen, isDown } from '../EngineProblem.tsx';
import { Heading } from '../Heading.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { useInspect } from '../use-inspect.ts';
import css from './Disk.module.css';

/** What the disk is used for, on the engine's machine and by Gantry itself, and what of it can be freed. */
export function Disk(): ReactNode {
  const engine = useEngine();
  const [round, setRound] = useState(0);
  return (
    <section className={css['page']} aria-label="Disk usage">
      <Heading title="Disk">
        <Button size="sm" icon={RotateCw} onClick={() => setRound(round + 1)}>
          Measure again
        </Button>
      </Heading>
      {engine && isDown(engine) && <EngineScreen engine={engine} />}
      {engine && !isDown(engine) && <Usage key={engine.id} engine={engine.id} round={round} />}
    </section>
  );
}

/** One part of the bar and its line below. */
interface Part {
  readonly name: string;
  readonly tone: string;
  readonly bytes: number;
  /** Bytes that nothing uses; undefined where that is no question. */
  readonly free?: number;
  readonly note: string;
  /** What shows them before they go. */
  readonly preview?: GlobalCommand;
}

function partsOf({ images, containers, volumes, cache }: DiskUsage, logs: number): readonly Part[] {
  return [
    { name: 'Images', tone: 'images', ...images, note: 'in images that no container uses', preview: pruneImages },
    { name: 'Containers', tone: 'containers', ...containers, note: 'in containers that do not run' },
    { name: 'Volumes', tone: 'volumes', ...volumes, note: 'in volumes that no container uses', preview: pruneVolumes },
    { name: 'Build cache', tone: 'cache', ...cache, note: 'not in use' },
    { name: 'Logs that Gantry keeps', tone: 'logs', bytes: logs, note: 'on the machine that Gantry runs on' },
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
  const { detail: parts, problem } = useInspect(ask, round);
  if (problem) return <ProblemBanner title="The disk could not be measured" problem={problem} />;
  if (!parts) {
    return (
      <EmptyState title="Measuring…">
        <Spinner />
      </EmptyState>
    );
  }
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const free = parts.reduce((sum, part) => sum + (part.free ?? 0), 0);
  return (
    <div className={css['body']}>
      <p className={css['total']}>
        <strong>{formatBytes(total)}</strong> used, of which up to <strong>{formatBytes(free)}</strong> can be freed
      </p>
      <Bar parts={parts} />
      <ul className={css['parts']} aria-label="What uses the disk">
        {parts.map((part) => (
          <PartLine key={part.name} part={part} />
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
        .map(({ name, tone, bytes }) => (
          <span key={name} className={css['piece']} data-tone={tone} style={{ flexGrow: bytes }} />
        ))}
    </div>
  );
}

function wordFree({ bytes, free, note }: Part): string {
  if (free === undefined) return note;
  if (bytes === 0) return '';
  return free === 0 ? 'all of it in use' : `${formatBytes(free)} ${note}`;
}

function PartLine({ part }: { part: Part }): ReactNode {
  const session = useSession();
  const { name, tone, bytes, preview } = part;
  return (
    <li className={css['part']}>
      <span className={css['swatch']} data-tone={tone} aria-hidden="true" />
      <span className={css['name']}>{name}</span>
      <span className={css['bytes']}>{formatBytes(bytes)}</span>
      <span className={css['note']}>{wordFree(part)}</span>
      {preview && (
        <Button size="sm" onClick={() => void preview.run(session)}>
          {preview.label}
        </Button>
      )}
      {tone === 'logs' && (
        <Button size="sm" onClick={() => session.place.go({ section: 'Settings' })}>
          Choose what is kept
        </Button>
      )}
    </li>
  );
}
