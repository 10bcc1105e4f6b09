import { useEffect } from 'react';
import { stopBroadcast } from '../commands/broadcast.ts';
import { useSession } from '../hooks/session.tsx';

/** Ends a broadcast by its key, also where keys are the shell's. */
export function useBroadcastKey(): void {
  const session = useSession();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const pressed = (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'b';
      if (!pressed || session.broadcast.state.getState().length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      stopBroadcast(session);
    };
    // Before a shell's screen hears of it.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [session]);
}
