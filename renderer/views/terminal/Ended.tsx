import { type ReactNode, type RefObject, useCallback, useRef, useState } from 'react';
import type { DockShell } from '../../../app/dock.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { debugShell } from '../../commands/debug.ts';
import { reopenShell } from '../../commands/dock/dock.ts';
import { useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { ContainerButton } from '../parts/ContainerButton.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { type End, useReconnect } from './use-reconnect.ts';

const text = words.terminal;

/** What a program has that was ended by SIGKILL. */
const killed = 137;

type Exit = Extract<End, { kind: 'exit' }>;

interface EndedProps {
  /** Id of the dock's tab that the shell belongs to. */
  readonly tab: string;
  readonly shell: DockShell;
  readonly end: End;
  /** Where its screen is. */
  readonly place: RefObject<HTMLElement | null>;
}

/** Says how a shell ended, and has a new one opened in its place: by a button, or by itself where the settings want that. */
export function Ended({ end, tab, shell, place }: EndedProps): ReactNode {
  const session = useSession();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const asked = useRef(false);
  const line = end.kind === 'exit' ? lineOf(end, shell) : undefined;
  const reopen = useCallback(
    async (byItself: boolean) => {
      if (asked.current) return;
      asked.current = true;
      setBusy(true);
      setProblem(undefined);
      try {
        const quiet = byItself && !place.current?.contains(document.activeElement);
        await reopenShell(tab, shell, session, { line, quiet });
      } catch (error) {
        setProblem(toProblem(error));
      } finally {
        asked.current = false;
        setBusy(false);
      }
    },
    [tab, shell, session, line, place],
  );
  const { waits, gaveUp } = useReconnect({ shell, end, reopen });
  const isWithout = end.kind === 'exit' && (end.code === 126 || end.code === 127);
  const button = (
    <Button size="sm" busy={busy} onClick={() => void reopen(false)}>
      {text.reconnect}
    </Button>
  );
  return (
    <>
      {problem && <ProblemBanner title={text.openFailed} problem={problem} />}
      {gaveUp && <ProblemBanner title={text.again.stopped} problem={gaveUp} />}
      {end.kind === 'gone' ? (
        <Banner tone="info" title={text.gone} actions={button}>
          {text.goneText}
        </Banner>
      ) : (
        <Banner
          tone={end.code === 0 ? 'info' : 'warn'}
          title={describeExit(end, shell)}
          actions={
            <>
              {isWithout && (
                <ContainerButton container={{ engine: shell.engine, id: shell.container }} command={debugShell} />
              )}
              {button}
            </>
          }
        >
          {whyOf(end, isWithout)} {waits && text.again.waits}
        </Banner>
      )}
    </>
  );
}

function whyOf({ why }: Exit, isWithout: boolean): string | undefined {
  if (why) return said(why);
  return isWithout ? text.noShell : undefined;
}

/** What stands in the terminal above what comes next. */
function lineOf(end: Exit, shell: DockShell): string {
  return text.again.line({ what: describeExit(end, shell), why: end.why && said(end.why) });
}

function describeExit({ code }: Exit, { how }: DockShell): string {
  if (how?.kind === 'attach') return code === undefined ? text.attachedEndedUnknown : text.attachedEnded({ code });
  if (code === undefined) return text.endedUnknown;
  return code === killed ? text.killed : text.ended({ code });
}
