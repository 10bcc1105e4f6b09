import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineState } from '../../../app/engines/engine.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { Banner } from '../../ui/display/Banner.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { EnginePage } from '../engines/EnginePage.tsx';
import { EngineBanner, EngineScreen, isDown } from '../parts/EngineProblem.tsx';
import { FactGroup } from '../parts/Facts.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { DiskFacts } from './DiskFacts.tsx';
import { engineFacts, machineFacts } from './facts.ts';
import css from './System.module.css';

const text = words.system;

/** What the engine that the window looks at, or one of several, says of itself and its machine. */
export function System(): ReactNode {
  return (
    <EnginePage label={text.title} again={text.askAgain}>
      {(engine, round) => <About key={engine.id} engine={engine} round={round} />}
    </EnginePage>
  );
}

/** Asks anew when `round` is another one, and when the engine is back; what was known last stays meanwhile. */
function About({ engine, round }: { engine: EngineState; round: number }): ReactNode {
  const { id } = engine;
  const down = isDown(engine);
  const again = `${round} ${down}`;
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.system.info({ engine: id }, { signal }),
    [id],
  );
  const { answer: info, problem } = useAnswer(ask, again);
  if (down && !info) return <EngineScreen engine={engine} />;
  return (
    <>
      {(down || problem) && (
        <div className={css['notices']}>
          {down && <EngineBanner engine={engine} />}
          {!down && problem && <ProblemBanner title={text.askFailed} problem={problem} />}
        </div>
      )}
      {!info && !problem && (
        <EmptyState title={text.asking}>
          <Spinner />
        </EmptyState>
      )}
      {info && (
        <div className={css['body']} tabIndex={0}>
          <h2 className={css['name']}>
            <Untrusted text={engine.name} max={100} />
          </h2>
          <p className={css['address']}>{printable(engine.address, 300)}</p>
          {info.warnings.length > 0 && <Warnings warnings={info.warnings} />}
          <div className={css['groups']}>
            <FactGroup title={text.engine.title} entries={engineFacts(info, engine)} />
            <FactGroup title={text.machine.title} entries={machineFacts(info)} />
            <DiskFacts engine={engine} again={again} />
          </div>
        </div>
      )}
    </>
  );
}

function Warnings({ warnings }: { warnings: readonly string[] }): ReactNode {
  return (
    <Banner tone="warn" title={text.warnings({ count: warnings.length })}>
      <ul className={css['warnings']} aria-label={text.engine.warnings}>
        {warnings.map((warning, index) => (
          // They have no names of their own, and come in one answer.
          <li key={index}>
            <bdi>{printable(warning, 2_000)}</bdi>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
