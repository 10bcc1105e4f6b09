import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { sourceNames } from '../../../app/derive/source-names.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { LogViewState } from '../../../app/logs.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { useEngineNames, useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { printable } from '../../ui/printable.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import css from './LogBar.module.css';
import { type LogSessionState, readSoFar } from './model/log-session.ts';

const { lines, problems } = words.logs;

/** How many lines there are, as it is written. */
export function linesOf({ view, rows, cleared }: LogSessionState): string {
  return lines.count({ count: cleared || !view ? rows : view.lines });
}

/** How many lines there are, and what is to be known about them. */
export function LogCount({ state }: { state: LogSessionState }): ReactNode {
  const { view, paused } = state;
  const read = view && readSoFar(view.sources);
  const nameOf = useEngineName();
  const waiting = view?.missing?.filter(({ problem }) => problem === undefined) ?? [];
  const inMemory = view?.sources.some(({ kept }) => kept === 'memory');
  const lasting = [
    ...(view !== undefined && view.dropped > 0 ? [`, ${lines.dropped({ count: view.dropped })}`] : []),
    ...(paused ? [` · ${lines.paused}`] : []),
    ...(waiting.length === 0
      ? []
      : [` · ${lines.waiting({ engines: enumerated(waiting.map(({ engine }) => nameOf(engine))) })}`]),
    ...(inMemory ? [` · ${lines.inMemory}`] : []),
  ];
  const notes = [...lasting, ...(read === undefined ? [] : [` · ${lines.reading({ count: read })}`])];
  return (
    <span role="status" aria-label={lines.label} aria-live="off" className={css['count']}>
      <span>{linesOf(state)}</span>
      {notes.length > 0 && (
        <span className={css['notes']} data-lasting={lasting.length > 0} data-tip={notes.join('').slice(2).trim()}>
          <span>{notes.join('')}</span>
        </span>
      )}
    </span>
  );
}

/** Why a log, or some of several, cannot be read. */
export function LogProblems({ state: { view, problem } }: { state: LogSessionState }): ReactNode {
  if (problem) return <ProblemBanner title={problems.unreadable} problem={problem} />;
  if (!view) return null;
  return (
    <>
      <SourceProblems view={view} />
      <MissingProblems missing={view.missing ?? []} />
    </>
  );
}

function SourceProblems({ view }: { view: LogViewState }): ReactNode {
  const nameOf = useEngineName();
  const called = sourceNames(view.sources, nameOf);
  const failed = view.sources.flatMap(({ index, problem }, at) =>
    problem ? [{ index, problem, name: printable(called[at] ?? '', 80) }] : [],
  );
  const [first] = failed;
  if (!first) return null;
  // Where a driver keeps nothing, asking again does not help.
  const retry = failed.some(({ problem }) => problem.code !== 'unsupported') && <TryAgain view={view.view} />;
  if (view.sources.length === 1)
    return <ProblemBanner title={problems.unreadable} problem={first.problem} actions={retry} />;
  const names = failed.slice(0, mostNames).map(({ name }) => name);
  if (failed.length > mostNames) names.push(words.common.more({ count: failed.length - mostNames }));
  const title = problems.some({ names: enumerated(names), why: said(first.problem) });
  return <Aside key={failed.map(({ index }) => index).join()} title={title} actions={retry} />;
}

/** Engines that a view of several lacks: the others go on. */
function MissingProblems({ missing }: { missing: NonNullable<LogViewState['missing']> }): ReactNode {
  const nameOf = useEngineName();
  return missing.map(
    ({ engine, problem }) =>
      problem && <Aside key={engine} title={problems.missing({ engine: nameOf(engine), why: said(problem) })} />,
  );
}

/** Names in a sentence. */
const mostNames = 3;

function enumerated(names: readonly string[]): string {
  return new Intl.ListFormat(words.language).format(names);
}

/** How an engine is called, in a sentence. */
function useEngineName(): (engine: EngineId) => string {
  const { names } = useEngineNames();
  return (engine) => printable(names.get(engine) ?? engine, 40);
}

interface AsideProps {
  readonly title: string;
  readonly actions?: ReactNode;
}

/** One line, which can be put away: the other logs are what the person looks at. */
function Aside({ title, actions }: AsideProps): ReactNode {
  const [hidden, setHidden] = useState(false);
  if (hidden) return null;
  return (
    <Banner
      tone="warn"
      title={title}
      actions={
        <>
          {actions}
          <IconButton label={problems.hide} icon={X} size="sm" onClick={() => setHidden(true)} />
        </>
      }
    />
  );
}

function TryAgain({ view }: { view: string }): ReactNode {
  const { link, notices } = useSession();
  const retry = () =>
    link
      .ask((client) => client.logs.retry({ view }))
      .catch((error: unknown) => notices.fail(problems.retryFailed, toProblem(error)));
  return (
    <Button size="sm" onClick={() => void retry()}>
      {words.common.tryAgain}
    </Button>
  );
}
