import { type RefObject, useEffect, useState } from 'react';
import type { DockShell } from '../../../app/dock.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { useSession } from '../../hooks/session.tsx';
import type { OpenTerminal, TerminalsStore } from '../../stores/typing/terminals.ts';
import { isFocusBeside } from '../../ui/focus.ts';
import { come } from '../../ui/layout/come.ts';
import type { openScreen as OpenScreen, Screen } from './screen.ts';
import type { TerminalTools } from './tools/equip.ts';
import type { End } from './use-reconnect.ts';

interface ScreenPlace {
  /** Where the screen is drawn. */
  readonly place: RefObject<HTMLElement | null>;
  readonly shell: DockShell;
  readonly label: string;
}

/** What a view knows of its screen. */
interface ShownScreen {
  /** Once it is drawn. */
  readonly tools: TerminalTools | undefined;
  /** Once its shell has ended. */
  readonly end: End | undefined;
  /** Its code could not be loaded. */
  readonly failed: boolean;
}

/** Draws a shell's screen for as long as the view is there, and hands it what was typed before that. */
export function useScreen({ place, shell, label }: ScreenPlace): ShownScreen {
  const { engine, container, session, name } = shell;
  const stores = useSession();
  const { focus, terminals, broadcast, ahead } = stores;
  const [end, setEnd] = useState<End>();
  const [failed, setFailed] = useState(false);
  const [tools, setTools] = useState<TerminalTools>();

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
      const early = ahead.take(session);
      // Not one that is only there again, as after a reload: that one waits until somebody comes to it.
      const isMeant = early !== undefined || focus.state.getState().session === session || isFocusBeside(element);
      if (isMeant) screen.focus();
      if (early) screen.type(early.replaceAll('\n', '\r'));
    };
    const fail = () => {
      ahead.take(session);
      setFailed(true);
    };
    // xterm is a quarter of the page's code and not needed for the first screen.
    void come(() => import('./screen.ts')).then(draw, fail);
    return () => {
      unmounted = true;
      setTools(undefined);
      stop?.();
    };
  }, [place, stores, focus, terminals, broadcast, ahead, engine, container, session, name, label]);
  return { tools, end, failed };
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
