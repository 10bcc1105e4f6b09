import { toProblem } from '../../app/rpc/problem.ts';
import type { ConsoleHow, KeptHow } from '../../app/terminal.ts';
import { lastHow } from '../stores/kept/shell-hows.ts';
import { words } from '../words/words.ts';
import type { ContainerTarget } from './containers.ts';
import { command, itsEngine } from './running/command.ts';

const { open, refusals } = words.containers;

/** As shells of that image were opened last; an attach or a debug shell is no way to open one. */
function howOf(how: KeptHow | undefined): ConsoleHow | undefined {
  if (how?.kind !== 'exec') return undefined;
  const { kind: _, env: __, ...rest } = how;
  return rest;
}

/** A shell in the terminal program of the system, on the machine that Gantry runs on. */
export const openConsole = command<ContainerTarget>({
  id: 'containers.console',
  label: open.console,
  icon: 'open',
  asks: itsEngine,
  changes: itsEngine,
  fits: ({ container }) => container.state === 'running',
  refusal: ({ container }) => (container.state === 'running' ? undefined : refusals.shell),
  run: async (targets, { link, notices, settings }) => {
    for (const { engine, container } of targets) {
      const { id, name, image } = container;
      const how = lastHow(settings, image);
      try {
        const { program } = await link.ask((client) => client.consoles.open({ engine, id, how: howOf(how) }));
        notices.succeed(open.consoleDone({ name, program, without: how?.kind === 'exec' ? (how.env ?? []) : [] }));
      } catch (error) {
        notices.fail(open.consoleFailed({ name }), toProblem(error));
      }
    }
  },
});
