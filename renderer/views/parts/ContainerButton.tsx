import type { ReactNode } from 'react';
import type { EngineContainer } from '../../../app/containers.ts';
import { type ContainerTarget, containerTarget } from '../../commands/containers.ts';
import type { Command } from '../../commands/running/command.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { useContainers, useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';

interface ContainerButtonProps {
  readonly container: EngineContainer;
  readonly command: Command<ContainerTarget>;
}

/** Offers a command where a view is about one container; nothing of one that is gone. */
export function ContainerButton({ container: { engine, id }, command }: ContainerButtonProps): ReactNode {
  const session = useSession();
  const { items } = useContainers(engine);
  const container = [...items.values()].find((item) => item.id === id);
  if (!container) return null;
  return (
    <Button size="sm" onClick={() => void runAllowed(command, [containerTarget(container)], session)}>
      {command.label}
    </Button>
  );
}
