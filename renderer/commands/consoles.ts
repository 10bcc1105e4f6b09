import { toProblem } from '../../app/rpc/problem.ts';
import { words } from '../words/words.ts';
import type { ContainerTarget } from './containers.ts';
import { command, itsEngine } from './running/command.ts';

const { open, refusals } = words.containers;

/** A shell in the terminal program of the system, on the machine that Gantry runs on. */
export const openConsole = command<ContainerTarget>({
  id: 'containers.console',
  label: open.console,
  icon: 'open',
  asks: itsEngine,
  changes: itsEngine,
  fits: ({ container }) => container.state === 'running',
  refusal: ({ container }) => (container.state === 'running' ? undefined : refusals.shell),
  run: async (targets, { link, notices }) => {
    for (const { engine, container } of targets) {
      const { id, name } = container;
      try {
        const { program } = await link.ask((client) => client.consoles.open({ engine, id }));
        notices.succeed(open.consoleDone({ name, program }));
      } catch (error) {
        notices.fail(open.consoleFailed({ name }), toProblem(error));
      }
    }
  },
});
