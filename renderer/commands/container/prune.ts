import type { EngineId } from '../../../app/engines/engine.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import type { GlobalCommand } from '../running/command.ts';
import { changeOn } from '../running/guard.ts';

const text = words.recipes.prune;

/** Opens the list of all that does not run, to remove it. */
export const pruneContainers: GlobalCommand = {
  id: 'containers.prune',
  label: text.command,
  icon: 'prune',
  run: (session) =>
    changeOn(session, text.command, (engine) => session.dialog.show({ kind: 'containers.prune', with: { engine } })),
};

/** Removes containers that do not run as one task, whose notice leads to where they can be recreated. */
export async function prune(
  engine: EngineId,
  order: { readonly containers: readonly string[]; readonly volumes: boolean },
  { link, tasks, notices, place }: Session,
): Promise<void> {
  const { containers, volumes } = order;
  try {
    const { task } = await link.ask((client) =>
      client.containers.prune({ engine, containers: [...containers], volumes }),
    );
    tasks.startedHere(task, () => ({ label: text.show, run: () => place.go({ section: 'activity' }) }));
  } catch (error) {
    notices.fail(words.activity.failed({ task: text.title }), toProblem(error));
  }
}
