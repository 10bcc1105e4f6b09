import type { ReactNode } from 'react';
import type { EngineContainer } from '../../../app/containers.ts';
import { containerTarget } from '../../commands/containers.ts';
import { debugShell } from '../../commands/debug.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { useContainers, useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';

/** Offers a debug shell where a shell in the container itself is not to be had; nothing of a container that is gone. */
export function DebugButton({ container: { engine, id } }: { container: EngineContainer }): ReactNode {
  const session = useSession();
  const { items } = useContainers(engine);
  const container = [...items.values()].find((item) => item.id === id);
  if (!container) return null;
  return (
    <Button size="sm" onClick={() => void runAllowed(debugShell, [containerTarget(container)], session)}>
      {debugShell.label}
    </Button>
  );
}
