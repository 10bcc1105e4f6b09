import { PlugZap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { EngineState } from '../../../app/engines/engine.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { useNow, useSession } from '../../hooks/session.tsx';
import { connectionKey } from '../../stores/lists/connections.ts';
import { placeOf } from '../../stores/shown/place.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { Details } from '../../ui/display/Details.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { printable } from '../../ui/printable.ts';
import { detailOf, nextStep, said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { StartButtons, StartLine } from './StartEngine.tsx';

const text = words.parts.engineAway;

/** Other engines that are offered: more hide what is to be read. */
const mostOthers = 3;

export type DownEngine = EngineState & { readonly status: Extract<EngineState['status'], { kind: 'unreachable' }> };

/** Whether an engine was tried and could not be reached. */
export function isDown(engine: EngineState): engine is DownEngine {
  return engine.status.kind === 'unreachable';
}

/** Why nothing can be asked of an engine now; undefined while it answers, or may. */
export function awayReason(engine: EngineState | undefined): string | undefined {
  return engine && isDown(engine) ? text.reason({ engine: printable(engine.name, 60) }) : undefined;
}

/** In place of a list that was never read: why the engine cannot be reached, and what to do. */
export function EngineScreen({ engine }: { engine: DownEngine }): ReactNode {
  const { problem, retryAt } = engine.status;
  const detail = detailOf(problem);
  return (
    <div role="alert" style={{ display: 'contents' }}>
      <EmptyState
        icon={PlugZap}
        title={text.title({ engine: printable(engine.name, 60) })}
        actions={
          <>
            <StartButtons engines={[engine]} />
            <RetryButton engines={[engine]} />
            <TestButton engine={engine} />
            <OtherEngines than={engine.id} />
          </>
        }
      >
        <p>{printable(said(problem), 300)}</p>
        <p>{printable(nextStep(problem), 500)}</p>
        <p>
          <code>{printable(engine.address, 200)}</code>
        </p>
        {retryAt !== undefined && <NextTry at={retryAt} />}
        <StartLine engine={engine} />
        {detail !== undefined && <Details text={detail} />}
      </EmptyState>
    </div>
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
          session.notices.fail(text.switchFailed, toProblem(error));
        })
      }
    >
      {text.showOther({ engine: printable(name, 40) })}
    </Button>
  ));
}

/** Above a list that is known from before: that it may be out of date, and why. */
export function EngineBanner({ engine }: { engine: DownEngine }): ReactNode {
  const { problem } = engine.status;
  return (
    <Banner
      tone="error"
      title={text.lastKnown({ engine: printable(engine.name, 60) })}
      detail={detailOf(problem)}
      actions={
        <>
          <StartButtons engines={[engine]} />
          <RetryButton engines={[engine]} />
          <TestButton engine={engine} />
        </>
      }
    >
      {sentences(problem)}
    </Banner>
  );
}

/** What is wrong, and what to do. */
export function sentences(problem: Problem): string {
  return printable([said(problem), nextStep(problem)].join(' '), 500);
}

/** Not read out with the alert: it changes every second. */
function NextTry({ at }: { at: number }): ReactNode {
  const now = useNow(1000);
  const seconds = Math.ceil((at - now) / 1000);
  return <p aria-hidden="true">{seconds > 0 ? text.nextTry({ seconds }) : text.trying}</p>;
}

/** Leads to the test of its connection, which begins at once. */
function TestButton({ engine }: { engine: EngineState }): ReactNode {
  const { place } = useSession();
  return <Button onClick={() => place.go(placeOf(connectionKey(engine.id), 'test'))}>{words.reach.command}</Button>;
}

/** Tries to connect to each of these now. */
export function RetryButton({ engines }: { engines: readonly EngineState[] }): ReactNode {
  const { link } = useSession();
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    await Promise.allSettled(engines.map(({ id }) => link.ask((client) => client.engine.retry({ engine: id }))));
    setBusy(false);
  };
  return (
    <Button busy={busy} onClick={() => void retry()}>
      {text.tryNow}
    </Button>
  );
}
