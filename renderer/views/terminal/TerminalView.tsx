import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../../app/problem.ts';
import type { DockTab } from '../../../app/settings.ts';
import type { TerminalItem } from '../../../app/terminal.ts';
import { reopenShell } from '../../commands/dock.ts';
import { useSession } from '../../session.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { isFocusBeside } from '../../ui/focus.ts';
import { NotLoaded } from '../../ui/NotLoaded.tsx';
import { printable } from '../../ui/printable.ts';
import { ProblemBanner } from '../ProblemBanner.tsx';
import type { openScreen as OpenScreen } from './screen.ts';
import css from './TerminalView.module.css';

type Exit = Extract<TerminalItem, { kind: 'exit' }>;
type ShellTab = Extract<DockTab, { kind: 'shell' }>;
/** What keeps a session off this screen. */
type End = Exit | { readonly kind: 'taken' } | { readonly kind: 'gone' };

/** A shell's screen. The shell itself lives in the main process: taking this view away does not end it. */
export function TerminalView({ tab }: { tab: ShellTab & { readonly session: string } }): ReactNode {
  const { session, name } = tab;
  const { link, focus } = useSession();
  const place = useRef<HTMLDivElement>(null);
  const [end, setEnd] = useState<End>();
  const [failed, setFailed] = useState(false);
  const isTaken = end?.kind === 'taken';

  useEffect(() => {
    const element = place.current;
    if (!element || isTaken) return;
    let stop: (() => void) | undefined;
    let unmounted = false;
    const draw = ({ openScreen }: { readonly openScreen: typeof OpenScreen }) => {
      if (unmounted) return;
      const screen = openScreen({
        element,
        link,
        session,
        label: `Shell in ${name}`,
        onExit: setEnd,
        onTaken: () => setEnd({ kind: 'taken' }),
        onGone: () => setEnd({ kind: 'gone' }),
      });
      stop = () => screen.close();
      // Not one that is only there again, as after a reload: that one waits until somebody comes to it.
      if (focus.state.getState().session === session || isFocusBeside(element)) screen.focus();
    };
    // xterm is a quarter of the page's code and not needed for the first screen.
    void import('./screen.ts').then(draw, () => setFailed(true));
    return () => {
      unmounted = true;
      stop?.();
    };
  }, [link, focus, session, name, isTaken]);

  return (
    <section aria-label={`Shell in ${printable(name, 80)}`} className={css['terminal']}>
      {isTaken && (
        <Banner
          tone="info"
          title="This shell is shown elsewhere"
          actions={
            <Button
              size="sm"
              onClick={() => {
                focus.toShell(session);
                setEnd(undefined);
              }}
            >
              Show it here
            </Button>
          }
        >
          One place at a time can show it, as it has one size.
        </Banner>
      )}
      {end && end.kind !== 'taken' && <Ended end={end} tab={tab} />}
      {failed && <NotLoaded what="The screen of the shell" />}
      <div ref={place} className={css['screen']} />
    </section>
  );
}

/** Says how a shell ended, and offers a new one in its place. */
function Ended({ end, tab }: { end: Exit | { readonly kind: 'gone' }; tab: ShellTab }): ReactNode {
  const session = useSession();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const reopen = () => {
    setBusy(true);
    setProblem(undefined);
    void reopenShell(tab, session)
      .catch((error: unknown) => setProblem(toProblem(error)))
      .finally(() => setBusy(false));
  };
  const button = (
    <Button size="sm" busy={busy} onClick={reopen}>
      Open again
    </Button>
  );
  return (
    <>
      {problem && <ProblemBanner title="The shell could not be opened" problem={problem} />}
      {end.kind === 'gone' ? (
        <Banner tone="info" title="This shell has ended" actions={button}>
          It ended while it was not shown, or with the Gantry process that held it.
        </Banner>
      ) : (
        <Banner tone={end.code === 0 ? 'info' : 'warn'} title={describeExit(end)} actions={button}>
          {end.reason ?? (end.code === 126 || end.code === 127 ? 'The container may have no shell.' : undefined)}
        </Banner>
      )}
    </>
  );
}

function describeExit({ code }: Exit): string {
  return code === undefined ? 'The shell ended; its exit code is not known' : `The shell ended with exit code ${code}`;
}
