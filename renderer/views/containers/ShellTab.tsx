import { SquareTerminal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { DockShell } from '../../../app/dock.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { debugShell } from '../../commands/debug.ts';
import { closeTabs, openInDock, openShell } from '../../commands/dock/dock.ts';
import { useSession } from '../../hooks/session.tsx';
import { useHeld } from '../../hooks/use-held.ts';
import { tabsOf } from '../../stores/kept/dock-tree.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { words } from '../../words/words.ts';
import { ContainerButton } from '../parts/ContainerButton.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { TerminalView } from '../terminal/lazy.ts';
import css from './ShellTab.module.css';

const { shell: own, refusals } = words.containers;

/** A container's shell in its detail. It is the same shell that a dock tab shows: opened once, kept until closed. */
export function ShellTab(props: { engine: EngineId; id: string; name: string; running: boolean }): ReactNode {
  const { engine, id, name, running } = props;
  const session = useSession();
  const held = useHeld(engine);
  const refusal = held ?? (running ? undefined : refusals.shell);
  const { root } = useStore(session.dock.state);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const shell = tabsOf(root)
    .flatMap(({ id: tab, content }) => (content.kind === 'shell' ? { tab, content } : []))
    .findLast(({ content }) => content.container === id && content.engine === engine && content.how?.kind !== 'attach');

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

  if (shell) return <Opened {...shell} />;
  return (
    <>
      {problem && <ProblemBanner title={own.failed} problem={problem} />}
      <EmptyState
        icon={SquareTerminal}
        title={own.none}
        actions={
          <>
            <Button
              variant="primary"
              busy={busy}
              disabled={refusal !== undefined}
              reason={refusal}
              onClick={() => void open()}
            >
              {own.open}
            </Button>
            <ContainerButton container={{ engine, id }} command={debugShell} />
          </>
        }
      >
        {own.note}
      </EmptyState>
    </>
  );
}

/** The shell that is open, and what can be done to it. */
function Opened({ tab, content }: { tab: string; content: DockShell }): ReactNode {
  const session = useSession();
  return (
    <div className={css['shell']}>
      <div className={css['bar']}>
        <Button size="sm" variant="ghost" onClick={() => openInDock(tab, session)}>
          {own.toDock}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => void closeTabs([tab], session)}>
          {own.end}
        </Button>
      </div>
      <TerminalView key={content.session} tab={tab} shell={content} />
    </div>
  );
}
