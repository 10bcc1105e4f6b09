import { Play, Square } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { BuildRecord } from '../../../app/builds.ts';
import { buildName, cancel } from '../../commands/builds.ts';
import { openRun } from '../../commands/create.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { useSession, useTasks } from '../../hooks/session.tsx';
import { useHeld } from '../../hooks/use-held.ts';
import { taskKey } from '../../stores/lists/tasks.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { Duration } from '../activity/Duration.tsx';
import { TaskOutput } from '../activity/TaskOutput.tsx';
import css from './BuildResult.module.css';
import { scoreText } from './forecast/foretold.ts';
import { cacheShare, errorText, explain, resultOf } from './record/summary.ts';
import { Steps } from './steps/Steps.tsx';

const { result } = words.builds;

/** How a build goes or went: in words, step by step, and what it printed. */
export function BuildResult(props: { record: BuildRecord | undefined; onLine: (line: number) => void }): ReactNode {
  const { record } = props;
  if (!record) {
    return <EmptyState title={result.none.title}>{result.none.text}</EmptyState>;
  }
  return <Result key={record.id} record={record} onLine={props.onLine} />;
}

function Result({ record, onLine }: { record: BuildRecord; onLine: (line: number) => void }): ReactNode {
  const session = useSession();
  const kept = useTasks().items.has(taskKey(record.id));
  const [step, setStep] = useState<string>();
  const { error, state } = record;
  return (
    <section className={css['result']} aria-label={result.label({ name: buildName(record) })}>
      <header className={css['head']}>
        <StateDot {...resultOf(record)} />
        <span className={css['quiet']}>
          <Duration started={record.started} ended={record.ended} />
        </span>
        <span className={css['quiet']}>{cacheShare(record)}</span>
        <span className={css['quiet']}>{contextOf(record)}</span>
        <span className={css['quiet']}>{wayOf(record)}</span>
        <Written record={record} />
        {state === 'running' && (
          <Button size="sm" icon={Square} onClick={() => void runAllowed(cancel, [record], session)}>
            {words.common.cancel}
          </Button>
        )}
        <RunBuilt record={record} />
      </header>
      <p role="status" aria-label={result.cache} className={css['why']}>
        {explain(record)}
      </p>
      {record.forecast && <p className={css['score']}>{scoreText(record.forecast)}</p>}
      {error && state === 'failed' && (
        <div className={css['error']}>
          <Banner
            tone="error"
            title={error.line === undefined ? result.failed : result.failedAt({ line: error.line })}
            actions={
              error.line !== undefined && (
                <Button size="sm" onClick={() => onLine(error.line ?? 1)}>
                  {result.showLine}
                </Button>
              )
            }
          >
            <Untrusted text={errorText(error).slice(0, 1000)} />
          </Banner>
        </div>
      )}
      <Steps record={record} chosen={step} onChoose={setStep} onLine={onLine} />
      {kept ? (
        <div className={css['output']}>
          <TaskOutput
            key={step ?? ''}
            id={record.id}
            title={buildName(record)}
            {...(step === undefined ? {} : { part: step })}
          />
        </div>
      ) : (
        <p className={css['note']}>{result.notKept}</p>
      )}
    </section>
  );
}

/** Where it went, if it did not go into the engine's images. */
function Written({ record: { state, output } }: { record: BuildRecord }): ReactNode {
  if (state !== 'succeeded' || !output) return null;
  if (output.kind === 'nothing') return <span className={css['quiet']}>{result.onlyCached}</span>;
  return (
    <span className={css['quiet']}>
      <Filled text={result.written} names={{ path: <Untrusted text={output.path} mono /> }} />
    </span>
  );
}

/** Leads on to what was built. */
function RunBuilt({ record: { state, tags, engine, output } }: { record: BuildRecord }): ReactNode {
  const session = useSession();
  const held = useHeld(engine);
  const [tag] = tags;
  if (state !== 'succeeded' || tag === undefined || output) return null;
  return (
    <Button
      size="sm"
      icon={Play}
      disabled={held !== undefined}
      reason={held}
      onClick={() => openRun({ engine, image: tag }, session)}
    >
      {result.run({ image: printable(tag, 60) })}
    </Button>
  );
}

function contextOf({ contextBytes, contextFiles, contextSent = contextFiles }: BuildRecord): string {
  return contextFiles === 0 ? '' : result.sent({ files: contextFiles, sent: contextSent, bytes: contextBytes });
}

function wayOf({ builder, way }: BuildRecord): string {
  if (builder === 'classic') return result.ways.classic;
  return way === undefined ? '' : result.ways[way];
}
