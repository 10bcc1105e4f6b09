import type { ContainerDetail } from '../../app/containers.ts';
import { toProblem } from '../../app/rpc/problem.ts';
import { words } from '../words/words.ts';
import { cliWord } from './cli.ts';
import type { ContainerTarget } from './containers.ts';
import { openShell } from './dock/dock.ts';
import { command, itsEngine } from './running/command.ts';

const { attaching, refusals } = words.containers;

const isRunning = ({ container }: ContainerTarget) => container.state === 'running';

/** Connects to the main process, once a person knows what that one does with what is typed. */
export const attach = command<ContainerTarget>({
  id: 'containers.attach',
  label: attaching.label,
  icon: 'connect',
  asks: itsEngine,
  changes: itsEngine,
  fits: isRunning,
  refusal: (target) => (isRunning(target) ? undefined : refusals.attach),
  cli: ({ container }) => `docker attach --sig-proxy=false ${cliWord(container.name)}`,
  run: async ([target], session) => {
    if (!target) return;
    const { engine, container } = target;
    const { name } = container;
    try {
      const detail = await session.link.ask((client) => client.containers.inspect({ engine, id: container.id }));
      const title = attaching.title({ name });
      const question = { title, body: expected(detail), engines: [], confirm: attaching.verb, tone: 'plain' } as const;
      if (!(await session.question.ask(question))) return;
      const how = { kind: 'attach', input: detail.stdin !== 'closed' } as const;
      session.dock.open(await openShell(engine, container, session, how));
    } catch (error) {
      session.notices.fail(attaching.failed({ name }), toProblem(error));
    }
  },
});

/** What to expect of a main process. */
function expected({ tty, stdin }: Pick<ContainerDetail, 'tty' | 'stdin'>): string {
  const input = stdin === 'closed' ? attaching.noInput : tty ? attaching.onTty : attaching.byLine;
  return [input, ...(stdin === 'once' ? [attaching.once] : []), attaching.letGo].join(' ');
}
