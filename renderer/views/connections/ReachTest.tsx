import { type ReactNode, useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { ConnectionState, ConnectionWay } from '../../../app/engines/connections.ts';
import type { EngineVersion } from '../../../app/engines/engine.ts';
import type { ReachReport, ReachStep } from '../../../app/engines/reach.ts';
import type { Problem } from '../../../app/rpc/problem.ts';
import { useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { CopyButton } from '../../ui/controls/CopyButton.tsx';
import { Details } from '../../ui/display/Details.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { StateDot, type StateTone } from '../../ui/marks/StateDot.tsx';
import { printable } from '../../ui/printable.ts';
import { detailOf, nextStep, said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { Facts } from '../parts/Facts.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import css from './ReachTest.module.css';

const text = words.reach;
const { featureNames } = words.connections.detail;

const tones: Readonly<Record<ReachStep['state'], StateTone>> = {
  waiting: 'unknown',
  running: 'busy',
  passed: 'running',
  failed: 'bad',
};

/** Asks for a test, and gives what ends it. */
type Begin = (
  client: GantryClient,
  hear: { readonly onItem: (report: ReachReport) => void; readonly onEnd: (problem: Problem | undefined) => void },
) => () => void;

/** The tab: goes the way to an engine as soon as it is shown. */
export function ReachTest({ connection }: { connection: ConnectionState }): ReactNode {
  const { id } = connection;
  const begin = useCallback<Begin>(({ reach }, hear) => reach.test({ connection: id }, hear), [id]);
  return (
    <Facts>
      <ReachSteps begin={begin} />
    </Facts>
  );
}

/** In a form: goes the way that it says when it is told to, and forgets what it found where the form says another. */
export function WayTest({ way }: { way: ConnectionWay | undefined }): ReactNode {
  const said = way && JSON.stringify(way);
  const [tested, test] = useState<string>();
  if (way === undefined || tested !== said) {
    return (
      <div>
        <Button size="sm" disabled={way === undefined} onClick={() => test(said)}>
          {text.testNow}
        </Button>
      </div>
    );
  }
  return <NewWayTest key={said} way={way} onCancel={() => test(undefined)} />;
}

function NewWayTest({ way, onCancel }: { way: ConnectionWay; onCancel: () => void }): ReactNode {
  const [begin] = useState(
    (): Begin =>
      ({ reach }, hear) =>
        reach.testNew(way, hear),
  );
  return (
    <div className={css['inForm']}>
      <ReachSteps begin={begin} onCancel={onCancel} />
    </div>
  );
}

/** Says of each step what became of it. With `onCancel` there is a way out while it goes on. */
function ReachSteps({ begin, onCancel }: { begin: Begin; onCancel?: () => void }): ReactNode {
  const { link } = useSession();
  const inForm = onCancel !== undefined;
  const [report, setReport] = useState<ReachReport>();
  const [problem, setProblem] = useState<Problem>();
  const [round, again] = useReducer((before: number) => before + 1, 0);
  useEffect(
    () =>
      link.live((client) => {
        setProblem(undefined);
        return begin(client, { onItem: setReport, onEnd: setProblem });
      }),
    [link, begin, round],
  );
  const steps = report?.steps ?? [];
  const going = problem === undefined && !isOver(steps);
  const shown = useRef<HTMLOListElement>(null);
  // In a form it comes below what can be seen.
  useEffect(() => {
    if (inForm) shown.current?.scrollIntoView({ block: 'nearest' });
  }, [inForm, going]);
  return (
    <>
      <div className={css['head']}>
        <p role="status" aria-label={text.outcome}>
          {going ? text.trying : outcome(steps)}
        </p>
        {going && onCancel ? (
          <Button size="sm" onClick={onCancel}>
            {text.cancel}
          </Button>
        ) : (
          <Button size="sm" busy={going} onClick={again}>
            {text.again}
          </Button>
        )}
      </div>
      {problem && <ProblemBanner title={text.failed} problem={problem} />}
      <ol ref={shown} className={css['steps']} aria-label={text.steps}>
        {steps.map((step) => (
          <Step key={step.id} step={step} version={report?.version} />
        ))}
      </ol>
    </>
  );
}

function isOver(steps: readonly ReachStep[]): boolean {
  return steps.some(({ state }) => state === 'failed') || (steps.length > 0 && steps.at(-1)?.state === 'passed');
}

function outcome(steps: readonly ReachStep[]): string {
  const failed = steps.find(({ state }) => state === 'failed');
  if (failed) return text.stopped({ step: text.names[failed.id] });
  return steps.length > 0 ? text.reached : '';
}

function Step({ step, version }: { step: ReachStep; version: EngineVersion | undefined }): ReactNode {
  const { id, state, problem, command } = step;
  const found = id === 'features' && state === 'passed' ? featuresOf(version) : step.found;
  return (
    <li className={css['step']} data-state={state}>
      <StateDot tone={tones[state]} word={text.states[state]} hideWord />
      <div className={css['text']}>
        <span>{text.names[id]}</span>
        {found !== undefined && (
          <span className={css['found']} data-mono={id !== 'features' || undefined}>
            {printable(found, 300)}
          </span>
        )}
        {problem && <Failure problem={problem} command={command} />}
      </div>
    </li>
  );
}

function Failure({ problem, command }: { problem: Problem; command: string | undefined }): ReactNode {
  const detail = detailOf(problem);
  const next = nextStep(problem);
  const copy = command !== undefined && <CopyButton text={command} label={text.copy} />;
  // The next step may have it in it.
  const within = command !== undefined && next.includes(command);
  return (
    <div className={css['failure']}>
      <p>{printable(said(problem), 500)}</p>
      <p>
        {printable(next, 500)} {within && copy}
      </p>
      {command !== undefined && !within && (
        <p>
          <Filled text={text.mendWith} names={{ command: <code>{printable(command, 500)}</code> }} /> {copy}
        </p>
      )}
      {detail !== undefined && <Details text={detail} />}
    </div>
  );
}

function featuresOf(version: EngineVersion | undefined): string {
  const names = Object.keys(featureNames) as (keyof typeof featureNames)[];
  const can = names.filter((name) => version?.features[name]).map((name) => featureNames[name]);
  return can.length === 0 ? text.plain : text.more({ features: can.join(', ') });
}
