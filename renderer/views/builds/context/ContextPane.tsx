import { ChevronRight, RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ContextSurvey, Doubt } from '../../../../app/build/contexts.ts';
import { leavingOut } from '../../../../app/dockerignore/pattern.ts';
import { useSession } from '../../../hooks/session.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { Spinner } from '../../../ui/marks/Spinner.tsx';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { printable } from '../../../ui/printable.ts';
import { useOneStop } from '../../../ui/use-one-stop.ts';
import { formatBytes } from '../../../words/amounts.ts';
import { words } from '../../../words/words.ts';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import css from './Context.module.css';
import { Entries } from './Entries.tsx';
import { LeaveOut, type LeavesOut } from './LeaveOut.tsx';
import { folderAt } from './level.ts';
import { Treemap } from './Treemap.tsx';
import { useSurvey } from './use-survey.ts';

const own = words.builds.context;

/** Of the largest files. */
const mostBiggest = 20;

/** What a build of a folder is sent after its ignore file, at the absolute path `ignore`, which is edited by a click. */
export function ContextPane({ folder, ignore }: { folder: string; ignore: string }): ReactNode {
  const { answer, problem, loading, again } = useSurvey(folder, ignore);
  if (problem) return <ProblemBanner title={own.failed} problem={problem} />;
  if (!answer) {
    return (
      <EmptyState title={own.counting}>
        <Spinner />
      </EmptyState>
    );
  }
  return <Survey survey={answer} ignore={ignore} loading={loading} onAgain={again} />;
}

interface SurveyProps {
  readonly survey: ContextSurvey;
  readonly ignore: string;
  readonly loading: boolean;
  readonly onAgain: () => void;
}

function Survey({ survey, ignore, loading, onAgain }: SurveyProps): ReactNode {
  const { documents } = useSession();
  const [wanted, setNames] = useState<readonly string[]>([]);
  const { node, names } = folderAt(survey.top, wanted);
  const leaveOut = (path: string) => {
    const { document } = documents.state.getState().get(ignore) ?? {};
    documents.edit(ignore, leavingOut(document?.text ?? '', path));
  };
  const open = (name: string) => setNames([...names, name]);
  return (
    <section className={css['pane']} aria-label={own.label} aria-busy={loading}>
      <header className={css['head']}>
        <p role="status" className={css['sum']}>
          {own.sum({ sent: amount(survey.top.sent), left: amount(survey.top.left) })}
        </p>
        <Button size="sm" icon={RotateCw} onClick={onAgain}>
          {own.again}
        </Button>
      </header>
      {survey.truncated && <p className={css['note']}>{own.truncated}</p>}
      {survey.unread > 0 && <p className={css['note']}>{own.unread({ count: survey.unread })}</p>}
      <Doubts doubts={survey.doubts} onLeaveOut={leaveOut} />
      <Crumbs names={names} onOpen={setNames} />
      <Treemap node={node} onOpen={open} />
      <Entries node={node} names={names} onOpen={open} onLeaveOut={leaveOut} />
      <Biggest survey={survey} onLeaveOut={leaveOut} />
    </section>
  );
}

function amount({ files, bytes }: { readonly files: number; readonly bytes: number }): string {
  return own.amount({ count: files, size: formatBytes(bytes) });
}

function Doubts({ doubts, onLeaveOut }: LeavesOut & { readonly doubts: readonly Doubt[] }): ReactNode {
  if (doubts.length === 0) return null;
  return (
    <ul className={css['doubts']} aria-label={own.doubts}>
      {doubts.map(({ path, kind }) => (
        <li key={path}>
          <span className={css['path']}>
            <Untrusted text={path} />
          </span>
          <span className={css['quiet']}>{own.doubt[kind]}</span>
          <LeaveOut path={path} onLeaveOut={onLeaveOut} />
        </li>
      ))}
    </ul>
  );
}

function Crumbs(props: { names: readonly string[]; onOpen: (names: readonly string[]) => void }): ReactNode {
  const { names, onOpen } = props;
  return (
    <nav className={css['crumbs']} aria-label={own.place}>
      {['', ...names].map((name, depth) => (
        <span key={names.slice(0, depth).join('/')} className={css['crumb']}>
          {depth > 0 && <ChevronRight size={12} aria-hidden="true" />}
          {depth === names.length ? (
            <span aria-current="page">{depth === 0 ? own.top : printable(name, 60)}</span>
          ) : (
            <button type="button" onClick={() => onOpen(names.slice(0, depth))}>
              {depth === 0 ? own.top : printable(name, 60)}
            </button>
          )}
        </span>
      ))}
    </nav>
  );
}

function Biggest({ survey: { biggest }, onLeaveOut }: LeavesOut & { readonly survey: ContextSurvey }): ReactNode {
  const oneStop = useOneStop<HTMLUListElement>();
  if (biggest.length === 0) return null;
  return (
    <>
      <h2 className={css['title']}>{own.biggest}</h2>
      <ul className={css['files']} aria-label={own.biggest} {...oneStop}>
        {biggest.slice(0, mostBiggest).map(({ path, bytes }) => (
          <li key={path}>
            <span className={css['path']}>
              <Untrusted text={path} />
            </span>
            <span className={css['size']}>{formatBytes(bytes)}</span>
            <LeaveOut path={path} onLeaveOut={onLeaveOut} />
          </li>
        ))}
      </ul>
    </>
  );
}
