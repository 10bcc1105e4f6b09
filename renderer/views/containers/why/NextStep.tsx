import type { ReactNode } from 'react';
import type { Container, ContainerDetail } from '../../../../app/containers.ts';
import { runAgain } from '../../../commands/again.ts';
import { logs, shell } from '../../../commands/container-open.ts';
import { type ContainerTarget, containerTarget, remove, stop } from '../../../commands/containers.ts';
import type { Command } from '../../../commands/running/command.ts';
import { runAllowed } from '../../../commands/running/run-allowed.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useHeld } from '../../../hooks/use-held.ts';
import type { Keyed } from '../../../stores/lists/list.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { commandIcons } from '../../parts/icons.ts';
import type { WhyKind } from './why.ts';

const { steps } = words.why;

/** What is offered: a verb, how it is called here, and what it is done to. */
interface Step {
  readonly command: Command<ContainerTarget>;
  readonly label: string;
  readonly container: Keyed<Container>;
}

interface NextStepProps {
  readonly kind: WhyKind;
  readonly detail: ContainerDetail;
  readonly container: Keyed<Container>;
  /** Who has a port that it wants. */
  readonly holder: Keyed<Container> | undefined;
}

/** The one thing that helps most often; nothing where all is well. */
export function NextStep(props: NextStepProps): ReactNode {
  const session = useSession();
  const held = useHeld(props.container.engine);
  const step = stepFor(props);
  if (!step) return null;
  const { command, label, container } = step;
  const reason = command.changes ? held : undefined;
  return (
    <Button
      size="sm"
      icon={command.icon && commandIcons[command.icon]}
      disabled={reason !== undefined}
      reason={reason}
      onClick={() => void runAllowed(command, [containerTarget(container)], session)}
    >
      {label}
    </Button>
  );
}

function stepFor({ kind, detail: { exitCode }, container, holder }: NextStepProps): Step | undefined {
  switch (kind) {
    case 'unstarted':
      return holder
        ? { command: stop, label: steps.free({ name: printable(holder.name, 40) }), container: holder }
        : { command: runAgain, label: steps.again, container };
    case 'memory':
      return { command: runAgain, label: steps.more, container };
    case 'unhealthy':
      return { command: shell, label: steps.shell, container };
    case 'dead':
      return { command: remove, label: steps.remove, container };
    case 'failed':
      return isCommandAtFault(exitCode)
        ? { command: runAgain, label: steps.again, container }
        : { command: logs, label: steps.logs, container };
    case 'restarting':
      return { command: logs, label: steps.logs, container };
    case 'calm':
      return undefined;
  }
}

/** What engines and shells give where a command cannot be run: its log says no more. */
function isCommandAtFault(exitCode: number): boolean {
  return exitCode >= 125 && exitCode <= 127;
}
