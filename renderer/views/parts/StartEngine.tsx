import { Power } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineStarter } from '../../../app/starting.ts';
import { commandLine, type StartedEngine, startEngine } from '../../commands/connections.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useHeld } from '../../hooks/use-held.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { CopyButton } from '../../ui/controls/CopyButton.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';

const text = words.starting;

/** Engines that are asked for at once; more are down for another reason. */
const mostAsked = 10;
/** Buttons that a banner has room for; the switcher offers all. */
const mostOffered = 3;

interface Startable<E> {
  readonly engine: E;
  readonly starter: EngineStarter;
}

/** Those of some engines that cannot be reached and that something is known to start, each with that. */
export function useStarters<E extends StartedEngine>(engines: readonly E[]): readonly Startable<E>[] {
  const ids = engines
    .filter(({ status }) => status.kind === 'unreachable')
    .slice(0, mostAsked)
    .map(({ id }) => id)
    .join(' ');
  const ask = useCallback(
    async ({ starting }: GantryClient, signal: AbortSignal) =>
      Promise.all(
        ids.split(' ').map(async (engine) => ({ engine, starter: await starting.find({ engine }, { signal }) })),
      ),
    [ids],
  );
  const { answer } = useAnswer(ids === '' ? undefined : ask);
  const found = new Map(ids === '' ? [] : answer?.map(({ engine, starter }) => [engine, starter]));
  return engines.flatMap((engine) => {
    const starter = found.get(engine.id);
    return starter && engine.status.kind === 'unreachable' ? [{ engine, starter }] : [];
  });
}

/** The command that starts an engine, to be copied by a click. */
export function StartLine({ engine }: { engine: StartedEngine }): ReactNode {
  const [found] = useStarters([engine]);
  if (!found) return null;
  const { starter } = found;
  const line = commandLine(starter);
  return (
    <p>
      <Filled text={text.with} names={{ command: <code>{line}</code> }} /> <CopyButton text={line} label={text.copy} />
    </p>
  );
}

/** Has engines started, those of them whose programs for that are on this machine: a button each, the first few. */
export function StartButtons({ engines }: { engines: readonly StartedEngine[] }): ReactNode {
  const startable = useStarters(engines).filter(({ starter }) => starter.here);
  return startable
    .slice(0, mostOffered)
    .map(({ engine, starter }) => <StartButton key={engine.id} engine={engine} starter={starter} />);
}

function StartButton({ engine, starter }: Startable<StartedEngine>): ReactNode {
  const session = useSession();
  const held = useHeld(engine.id);
  return (
    <Button
      icon={Power}
      disabled={held !== undefined}
      reason={held}
      onClick={() => void startEngine(engine, starter, session)}
    >
      {text.verb({ name: printable(engine.name, 40) })}
    </Button>
  );
}
