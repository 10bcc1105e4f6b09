import type { ReactNode } from 'react';
import { useEngineOf, useNow } from '../../hooks/session.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Swatch } from '../../ui/marks/Swatch.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { formatAge } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import css from './EngineMark.module.css';
import { type DownEngine, isDown } from './EngineProblem.tsx';

/** Which engine something is on: its colour and name, and that it cannot be reached, if so. */
export function EngineMark({ engine: id }: { engine: string }): ReactNode {
  const engine = useEngineOf({ engine: id });
  if (!engine) return null;
  return (
    <span className={css['mark']}>
      <Swatch colour={engine.colour} />
      <Untrusted text={engine.name} max={60} />
      {isDown(engine) && <Away engine={engine} hideWord />}
    </span>
  );
}

function Away({ engine: { status }, hideWord }: { engine: DownEngine; hideWord: boolean }): ReactNode {
  const age = formatAge(status.since, useNow());
  const note = words.common.asOf({ age });
  return <StateDot tone="unknown" word={words.shell.engine.states.unreachable} hideWord={hideWord} note={note} />;
}

/** What an engine is, beside its name: its colour, and its version or that it cannot be reached. */
export function EngineNote({ engine: id }: { engine: string }): ReactNode {
  const engine = useEngineOf({ engine: id });
  if (!engine) return null;
  const { status, colour } = engine;
  return (
    <span className={css['mark']}>
      <Swatch colour={colour} />
      {isDown(engine) && <Away engine={engine} hideWord={false} />}
      {status.kind === 'connected' && `${status.version.product} ${printable(status.version.version, 40)}`}
    </span>
  );
}
