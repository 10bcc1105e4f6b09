import { PlugZap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { EngineState } from '../../app/engine.ts';
import { type Problem, toProblem } from '../../app/problem.ts';
import { nextStep } from '../problems.ts';
import { useNow, useSession } from '../session.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Details } from '../ui/Details.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { printable } from '../ui/printable.ts';
import { startCommand } from './engine-start.ts';

/** Other engines that are offered: more hide what is to be read. */
const mostOthers = 3;

export type DownEngine = EngineState & { readonly status: Extract<EngineState['status'], { kind: 'unreachable' }> };

/** Whether an engine was tried and could not be reached. */
export function isDown(engine: EngineState): engine is DownEngine {
  return engine.status.kind === 'unreachable';
}

/** Why nothing can be asked of an engine now; undefined while it answers, or may. */
export function awayReason(engine: EngineState | undefined): string | undefined {
  return engine && isDown(engine) ? `${printable(engine.name, 60)} is not reachable.` : undefined;
}

/** In place of a list that was never read: why the engine cannot be reached, and what to do. */
export function EngineScreen({ engine }: { engine: DownEngine }): ReactNode {
  const { problem, retryAt } = engine.status;
  return (
    <div role="alert" style={{ display: 'contents' }}>
      <EmptyState
        icon={PlugZap}
        title={`${printable(engine.name, 60)} is not reachable`}
        actions={
          <>
            <RetryButton engine={engine} />
            <OtherEngines than={engine.id} />
          </>
        }
      >
        <p>{printable(problem.message, 300)}</p>
        <p>{printable(nextStep(problem), 500)}</p>
        <p>
          <code>{printable(engine.address, 200)}</code>
        </p>
        <NextTry at={retryAt} />
        <StartCommand address={engine.address} />
        {problem.detail && <Details text={problem.detail} />}
      </EmptyState>
    </div>
  );
}

/** The command that starts the engine, to be copied by a click. */
function StartCommand({ address }: { address: string }): ReactNode {
  const command = startCommand(address);
  if (command === undefined) return null;
  return (
    <p>
      Start it with <code>{command}</code> <CopyButton text={command} label="Copy the command" />
    </p>
  );
}

/** A button for each engine that may answer instead; the switcher has them all. */
function OtherEngines({ than }: { than: string }): ReactNode {
  const session = useSession();
  const list = useStore(session.engine, ({ list }) => list);
  const others = (list?.engines ?? []).filter(({ id, status }) => id !== than && status.kind !== 'unreachable');
  return others.slice(0, mostOthers).map(({ id, name }) => (
    <Button
      key={id}
      onClick={() =>
        void session.select(id).catch((error: unknown) => {
          session.notices.fail('Couldn’t switch the engine', toProblem(error));
        })
      }
    >
      Show {printable(name, 40)}
    </Button>
  ));
}

/** Above a list that is known from before: that it may be out of date, and why. */
export function EngineBanner({ engine }: { engine: DownEngine }): ReactNode {
  const { problem } = engine.status;
  return (
    <Banner
      tone="error"
      title={`${printable(engine.name, 60)} is not reachable: this is what was known last`}
      detail={problem.detail}
      actions={<RetryButton engine={engine} />}
    >
      {sentences(problem)}
    </Banner>
  );
}

function sentences(problem: Problem): string {
  return printable([problem.message, nextStep(problem)].join(' '), 500);
}

/** Not read out with the alert: it changes every second. */
function NextTry({ at }: { at: number }): ReactNode {
  const now = useNow(1000);
  const seconds = Math.ceil((at - now) / 1000);
  return <p aria-hidden="true">{seconds > 0 ? `Next try in ${seconds} s` : 'Trying now…'}</p>;
}

function RetryButton({ engine }: { engine: EngineState }): ReactNode {
  const { link } = useSession();
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    await link.ask((client) => client.engine.retry({ engine: engine.id })).catch(() => undefined);
    setBusy(false);
  };
  return (
    <Button busy={busy} onClick={() => void retry()}>
      Try now
    </Button>
  );
}
