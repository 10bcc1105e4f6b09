import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { DockShell } from '../../../app/dock.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { useSession } from '../../hooks/session.tsx';
import { useHeld } from '../../hooks/use-held.ts';
import type { OpenTerminal, TerminalsStore } from '../../stores/typing/terminals.ts';
import { Banner } from '../../ui/display/Banner.tsx';
import { focusAhead, isFocusBeside } from '../../ui/focus.ts';
import { NotLoaded } from '../../ui/layout/NotLoaded.tsx';
import { printable } from '../../ui/printable.ts';
import { shellTitle } from '../../words/shell-names.ts';
import { words } from '../../words/words.ts';
import { DebugNote } from '../debug/DebugNote.tsx';
import { RecordingBar } from '../recordings/RecordingBar.tsx';
import { Ended } from './Ended.tsx';
import { Equipped } from './Equipped.tsx';
import type { openScreen as OpenScreen, Screen } from './screen.ts';
import css from './TerminalView.module.css';
import type { TerminalTools } from './tools/equip.ts';
import { BroadcastBar } from './typing/BroadcastBar.tsx';
import { Unheard } from './Unheard.tsx';
import type { End } from './use-reconnect.ts';

const text = words.terminal;

/** A shell's screen. The shell itself lives in the main process: taking this view away does not end it. */
export function TerminalView({ tab, shell }: { tab: string; shell: DockShell }): ReactNode {
  const { engine, container, session, name } = shell;
  const stores = useSession();
  const { focus, terminals, broadcast, ahead } = stores;
  const place = useRef<HTMLDivElement>(null);
  const [end, setEnd] = useState<End>();
  const [failed, setFailed] = useState(false);
  const [tools, setTools] = useState<TerminalTools>();
  const shared = useStore(broadcast.state, (sessions) => sessions.includes(session));
  const label = shellTitle({ ...shell, name: printable(name, 80) });

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let stop: (() => void) | undefined;
    let unmounted = false;
    const draw = ({ openScreen }: { readonly openScreen: typeof OpenScreen }) => {
      if (unmounted) return;
      const screen = openScreen({
        element,
        stores,
        session,
        name,
        label,
        onTyped: (text) => broadcast.typed(session, text),
        onExit: (exit) => {
          broadcast.leave(session);
          setEnd(exit);
        },
        onGone: () => setEnd({ kind: 'gone' }),
      });
      setTools(screen.tools);
      stop = makeKnown(element, screen, { engine, container, session, name }, terminals);
      // Not one that is only there again, as after a reload: that one waits until somebody comes to it.
      const early = ahead.take(session);
      if (focus.state.getState().session === session || isFocusBeside(element)) screen.focus();
      if (early !== '') screen.type(early.replaceAll('\n', '\r'));
    };
    const fail = () => {
      ahead.take(session);
      setFailed(true);
    };
    // xterm is a quarter of the page's code and not needed for the first screen.
    void import('./screen.ts').then(draw, fail);
    return () => {
      unmounted = true;
      setTools(undefined);
      stop?.();
    };
  }, [stores, focus, terminals, broadcast, ahead, engine, container, session, name, label]);

  const wait = (event: MouseEvent) => {
    event.preventDefault();
    ahead.wait(name, session);
    focusAhead();
  };
  return (
    <section
      aria-label={label}
      className={css['terminal']}
      data-shared={shared}
      // Whoever comes to it before its screen is there types into it all the same.
      onMouseDown={tools || failed || end ? undefined : wait}
    >
      {shared && <BroadcastBar />}
      <RecordingBar session={session} />
      {!end && <Held shell={shell} />}
      {end && <Ended end={end} tab={tab} shell={shell} place={place} />}
      {failed && <NotLoaded what={text.screen} />}
      <Equipped tools={tools} place={place} shell={shell} />
    </section>
  );
}

/** Has others find a shell's screen, and know when a person is in it, until it is taken away. Returns how to do that. */
function makeKnown(
  element: HTMLElement,
  screen: Screen,
  shell: OpenTerminal['shell'],
  terminals: TerminalsStore,
): Stop {
  const terminal = { ...screen, shell };
  const forget = terminals.add(terminal);
  const used = () => terminals.used(terminal);
  element.addEventListener('focusin', used);
  return () => {
    element.removeEventListener('focusin', used);
    forget();
    screen.close();
  };
}

/** Says that a shell hears nothing any more, where its engine has become one that may only be read. */
function Held({ shell }: { shell: DockShell }): ReactNode {
  const held = useHeld(shell.engine);
  if (held === undefined) return shell.how?.kind === 'debug' ? <DebugNote shell={shell} /> : <Unheard shell={shell} />;
  return (
    <Banner tone="info" title={text.readOnly}>
      {held}
    </Banner>
  );
}
