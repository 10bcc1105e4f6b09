import { SquareTerminal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { EngineId } from '../../../app/engine.ts';
import { type Problem, toProblem } from '../../../app/problem.ts';
import { closeTab, openShell } from '../../commands/dock.ts';
import { useSession } from '../../session.tsx';
import { tabKey } from '../../stores/dock.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { TerminalView } from '../terminal/lazy.ts';
import css from './ShellTab.module.css';

/** A container's shell in its detail. It is the same shell that a dock tab shows: opened once, kept until closed. */
export function ShellTab(props: { engine: EngineId; id: string; name: string; running: boolean }): ReactNode {
  const { engine, id, name, running } = props;
  const session = useSession();
  const { tabs } = useStore(session.dock.state);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const shells = tabs.filter((tab) => tab.kind === 'shell');
  const tab = shells.findLast((tab) => tab.container === id && tab.engine === engine);

  const open = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      session.dock.add(await openShell(engine, { id, name }, session));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };

  if (tab?.session) {
    return (
      <div className={css['shell']}>
        <div className={css['bar']}>
          <Button size="sm" variant="ghost" onClick={() => void closeTab(tabKey(tab), session)}>
            End this shell
          </Button>
        </div>
        <TerminalView key={tab.session} tab={{ ...tab, session: tab.session }} />
      </div>
    );
  }
  return (
    <>
      {problem && <ProblemBanner title="The shell could not be opened" problem={problem} />}
      <EmptyState
        icon={SquareTerminal}
        title="No shell is open"
        actions={
          <Button
            variant="primary"
            busy={busy}
            disabled={!running}
            reason={running ? undefined : 'A shell needs a running container.'}
            onClick={() => void open()}
          >
            Open shell
          </Button>
        }
      >
        bash where the container has it, else sh. It stays open while you look elsewhere.
      </EmptyState>
    </>
  );
}
