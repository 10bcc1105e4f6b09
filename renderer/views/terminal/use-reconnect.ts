import { useEffect, useState } from 'react';
import type { DockShell } from '../../../app/dock.ts';
import type { Problem } from '../../../app/rpc/problem.ts';
import type { TerminalItem } from '../../../app/terminal.ts';
import { lacksValues } from '../../commands/dock/dock.ts';
import { useSession, useSettings } from '../../hooks/session.tsx';
import { useHeld } from '../../hooks/use-held.ts';

/** What keeps a session off its screen. */
export type End = Extract<TerminalItem, { kind: 'exit' }> | { readonly kind: 'gone' };

interface Reconnecting {
  readonly shell: DockShell;
  readonly end: End;
  /** Opens it again. */
  readonly reopen: (byItself: boolean) => Promise<void>;
}

interface Reconnect {
  /** Whether it is opened again as soon as its container runs. */
  readonly waits: boolean;
  /** Why it is no more. */
  readonly gaveUp: Problem | undefined;
}

/**
 * Opens a shell again by itself once its container runs again, where the settings want that and it ended with its
 * container. One that nobody looks at is when somebody does; one whose variables are not kept has to be asked for.
 */
export function useReconnect({ shell, end, reopen }: Reconnecting): Reconnect {
  const { link } = useSession();
  const { terminalView } = useSettings();
  const held = useHeld(shell.engine);
  const [gaveUp, setGaveUp] = useState<Problem>();
  const { session, how } = shell;
  const wanted = terminalView.reconnect && held === undefined && endedWithContainer(end, shell) && !lacksValues(how);
  useEffect(() => {
    if (!wanted) return;
    return link.live((client) =>
      client.terminal.again({ session }, { onItem: () => reopen(true), onEnd: (problem) => setGaveUp(problem) }),
    );
  }, [wanted, link, session, reopen]);
  return { waits: wanted && gaveUp === undefined, gaveUp: wanted ? gaveUp : undefined };
}

/** A main process is one with its container; of others main says why they ended where that was not their own doing. */
function endedWithContainer(end: End, { how }: DockShell): boolean {
  return end.kind === 'exit' && (end.why !== undefined || how?.kind === 'attach');
}
