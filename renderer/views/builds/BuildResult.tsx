import { Play, Square } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { BuildRecord, BuildStep } from '../../../app/builds.ts';
import { count, formatBytes } from '../../../app/format.ts';
import { cancel } from '../../commands/builds.ts';
import { openRun } from '../../commands/create.ts';
import { useSession, useTasks } from '../../session.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { printable } from '../../ui/printable.ts';
import { StateDot } from '../../ui/StateDot.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { Duration } from '../activity/Duration.tsx';
import { partStates } from '../activity/state.ts';
import { TaskOutput } from '../activity/TaskOutput.tsx';
import css from './BuildResult.module.css';
import { cacheShare, explain, nameOf, resultOf } from './summary.ts';

/** How a build goes or went: in words, step by step, and what it printed. */
export function BuildResult(props: { record: BuildRecord | undefined; onLine: (line: number) => void }): ReactNode {
  const { record } = props;
  if (!record) {
    return (
      <EmptyState title="Not built yet">The steps of the build and what came from the cache appear here.</EmptyState>
    );
  }
  return <Result key={record.id} record={record} onLine={props.onLine} />;
}

function Result({ record, onLine }: { record: BuildRecord; onLine: (line: number) => void }): ReactNode {
  const session = useSession();
  const kept = useTasks().items.has(record.id);
  const [step, setStep] = useState<string>();
  const { error, state } = record;
  return (
    <section className={css['result']} aria-label={`Build of ${nameOf(record)}`}>
      <header className={css['head']}>
        <StateDot {...resultOf(record)} />
        <span className={css['quiet']}>
          <Duration started={record.started} ended={record.ended} />
        </span>
        <span className={css['quiet']}>{cacheShare(record)}</span>
        <span className={css['quiet']}>{contextOf(record)}</span>
        {state === 'running' && (
          <Button size="sm" icon={Square} onClick={() => void cancel.run([record], session)}>
            Cancel
          </Button>
        )}
        <RunBuilt record={record} />
      </header>
      <p role="status" aria-label="Cache" className={css['why']}>
        {explain(record)}
      </p>
      {error && state === 'failed' && (
        <div className={css['error']}>
          <Banner
            tone="error"
            title={error.line === undefined ? 'The build failed' : `The build failed at line ${error.line}`}
            actions={
              error.line !== undefined && (
                <Button size="sm" onClick={() => onLine(error.line ?? 1)}>
                  Show line
                </Button>
              )
            }
          >
            <Untrusted text={error.message.slice(0, 1000)} />
          </Banner>
        </div>
      )}
      <Steps record={record} chosen={step} onChoose={setStep} onLine={onLine} />
      {kept ? (
        <div className={css['output']}>
          <TaskOutput
            key={step ?? ''}
            task={{ id: record.id, title: nameOf(record) }}
            {...(step === undefined ? {} : { part: step })}
          />
        </div>
      ) : (
        <p className={css['note']}>What it printed is no longer kept.</p>
      )}
    </section>
  );
}

/** Leads on to what was built. */
function RunBuilt({ record: { state, tags, engine } }: { record: BuildRecord }): ReactNode {
  const session = useSession();
  const [tag] = tags;
  if (state !== 'succeeded' || tag === undefined) return null;
  return (
    <Button size="sm" icon={Play} onClick={() => openRun({ engine, image: tag }, session)}>
      Run {printable(tag, 60)}
    </Button>
  );
}

function contextOf({ contextBytes, contextFiles }: BuildRecord): string {
  return contextFiles === 0 ? '' : `${count(contextFiles, 'file')} sent, ${formatBytes(contextBytes)}`;
}

/** The steps; one that is chosen shows only its own output, and its line. */
function Steps(props: {
  record: BuildRecord;
  chosen: string | undefined;
  onChoose: (step: string | undefined) => void;
  onLine: (line: number) => void;
}): ReactNode {
  const { record, chosen, onChoose, onLine } = props;
  const first = record.changedFrom;
  return (
    <ol className={css['steps']} aria-label="Steps">
      {record.steps.map((step) => (
        <li key={step.id}>
          <button
            type="button"
            className={css['step']}
            aria-pressed={chosen === step.id}
            onClick={() => {
              onChoose(chosen === step.id ? undefined : step.id);
              if (step.line !== undefined && chosen !== step.id) onLine(step.line);
            }}
          >
            <StepWords step={step} over={record.ended} changed={first !== undefined && first.label === step.label} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function StepWords(props: {
  step: BuildStep;
  /** When the build ended: a step that was cut off has no end of its own. */
  over: number | undefined;
  changed: boolean;
}): ReactNode {
  const { step, over, changed } = props;
  const { started, ended = over, cached, state, number, total } = step;
  return (
    <>
      <StateDot {...partStates[cached ? 'cached' : state]} hideWord />
      <span className={css['number']}>{number === undefined ? '' : `${number}/${total ?? '?'}`}</span>
      <span className={css['instruction']}>
        {step.stage !== undefined && <span className={css['stage']}>{step.stage.slice(0, 40)} </span>}
        <Untrusted text={step.instruction} mono />
      </span>
      {changed && <span className={css['changed']}>changed</span>}
      <span className={css['time']}>
        {cached
          ? 'cached'
          : started !== undefined && state !== 'waiting' && <Duration started={started} ended={ended} />}
      </span>
    </>
  );
}
