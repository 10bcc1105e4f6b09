import type { ReactNode } from 'react';
import { count } from '../../../app/format.ts';
import { toProblem } from '../../../app/problem.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { printable } from '../../ui/printable.ts';
import { ProblemBanner } from '../ProblemBanner.tsx';
import css from './LogView.module.css';
import { type LogSessionState, readSoFar } from './log-session.ts';

/** Banners at once: of fifty containers without a log one has to be seen, not all. */
const mostBanners = 3;

/** How many lines there are, and what is to be known about them. */
export function LogCount({ state: { view, rows, paused, cleared } }: { state: LogSessionState }): ReactNode {
  const read = view && readSoFar(view.sources);
  const inMemory = view?.sources.some(({ kept }) => kept === 'memory');
  return (
    <span role="status" aria-label="Line count" aria-live="off" className={css['count']}>
      {count(cleared || !view ? rows : view.lines, 'line')}
      {view !== undefined && view.dropped > 0 && `, ${view.dropped.toLocaleString('en')} older dropped`}
      {paused && ' · paused'}
      {read !== undefined && ` · reading history, ${read.toLocaleString('en')} so far`}
      {inMemory && ' · in memory only'}
    </span>
  );
}

/** Why a log, or one of several, cannot be read. */
export function LogProblems({ state: { view, problem } }: { state: LogSessionState }): ReactNode {
  if (problem) return <ProblemBanner title="The log cannot be followed" problem={problem} />;
  const failed = view?.sources.filter((source) => source.problem) ?? [];
  const several = view !== undefined && view.sources.length > 1;
  return failed.slice(0, mostBanners).map(
    ({ index, name, problem }) =>
      problem && (
        <ProblemBanner
          key={index}
          title={several ? `The log of ${printable(name, 80)} cannot be followed` : 'The log cannot be followed'}
          problem={problem}
          actions={view && <TryAgain view={view.view} />}
        >
          {failed.length > mostBanners && `The same for ${failed.length - mostBanners} more.`}
        </ProblemBanner>
      ),
  );
}

function TryAgain({ view }: { view: string }): ReactNode {
  const { link, notices } = useSession();
  const retry = () =>
    link
      .ask((client) => client.logs.retry({ view }))
      .catch((error: unknown) => notices.fail('The log could not be read again', toProblem(error)));
  return (
    <Button size="sm" onClick={() => void retry()}>
      Try again
    </Button>
  );
}
