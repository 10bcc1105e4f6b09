import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { LogSourceState } from '../../../app/logs.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { useSession } from '../../hooks/session.tsx';
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
  const inMemory = view?.sources.some(({ kept }) => kept === 'memory');
  const notes = [
    ...(view !== undefined && view.dropped > 0 ? [`, ${lines.dropped({ count: view.dropped })}`] : []),
    ...(paused ? [` · ${lines.paused}`] : []),
    ...(read === undefined ? [] : [` · ${lines.reading({ count: read })}`]),
    ...(inMemory ? [` · ${lines.inMemory}`] : []),
  ];
  return (
    <span role="status" aria-label={lines.label} aria-live="off" className={css['count']}>
      <span>{linesOf(state)}</span>
      {notes.length > 0 && (
        <span className={css['notes']} data-tip={notes.join('').slice(2).trim()}>
          <span>{notes.join('')}</span>
        </span>
      )}
    </span>
  );
}

/** Why a log, or some of several, cannot be read. */
export function LogProblems({ state: { view, problem } }: { state: LogSessionState }): ReactNode {
  if (problem) return <ProblemBanner title={problems.unreadable} problem={problem} />;
  const failed = view?.sources.filter((source) => source.problem) ?? [];
  const [first] = failed;
  if (!view || !first?.problem) return null;
  // Where a driver keeps nothing, asking again does not help.
  const retry = failed.some((source) => source.problem?.code !== 'unsupported') && <TryAgain view={view.view} />;
  if (view.sources.length === 1)
    return <ProblemBanner title={problems.unreadable} problem={first.problem} actions={retry} />;
  return <SomeProblems key={failed.map(({ index }) => index).join()} failed={failed} actions={retry} />;
}

/** Names in a sentence. */
const mostNames = 3;

interface SomeProblemsProps {
  readonly failed: readonly LogSourceState[];
  readonly actions: ReactNode;
}

/** One line, which can be put away: the other logs are what the person looks at. */
function SomeProblems({ failed, actions }: SomeProblemsProps): ReactNode {
  const [hidden, setHidden] = useState(false);
  if (hidden) return null;
  const names = failed.slice(0, mostNames).map(({ name }) => printable(name, 80));
  if (failed.length > mostNames) names.push(words.common.more({ count: failed.length - mostNames }));
  const whose = new Intl.ListFormat(words.language).format(names);
  const problem = failed[0]?.problem;
  const title = problems.some({ names: whose, why: problem ? said(problem) : '' });
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
