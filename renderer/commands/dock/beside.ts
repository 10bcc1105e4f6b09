import type { EngineContainer } from '../../../app/containers.ts';
import { dockLevels } from '../../../app/dock.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { containerOf } from '../../stores/kept/dock-content.ts';
import { groupOf, tabsOf } from '../../stores/kept/dock-tree.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { refused } from '../running/refused.ts';
import { openShell } from './dock.ts';

/**
 * Shows the log of a container and a shell in it beside each other: what is docked already stays in its pane, the shell
 * stands at the right of the log. A shell is opened only where none is docked. Tells what failed.
 */
export async function showBeside(
  container: EngineContainer & { readonly name: string },
  session: Session,
): Promise<void> {
  const { dock, focus, notices } = session;
  const { engine, id, name } = container;
  const root = () => dock.state.getState().root;
  const log = dock.open({ kind: 'log', target: { kind: 'containers', engine, ids: [id] }, name });
  const docked = tabsOf(root()).findLast(({ content }) => {
    const of = containerOf(content);
    return content.kind === 'shell' && of?.engine === engine && of.id === id;
  });
  try {
    const content = docked?.content ?? (await openShell(engine, container, session));
    const shell = dock.open(content);
    const group = groupOf(root(), log);
    const isBeside = group !== undefined && !group.tabs.some((tab) => tab.id === shell);
    if (group && !isBeside && !dock.split(shell, { beside: group.id, side: 'right' })) {
      notices.fail(
        words.commands.impossible({ what: words.dock.commands.beside }),
        refused(words.dock.refusals.deep({ levels: dockLevels })),
      );
    }
    dock.zoom(false);
    focus.toDock(content.kind === 'shell' ? content.session : undefined);
  } catch (error) {
    notices.fail(words.containers.open.shellFailed({ name }), toProblem(error));
  }
}
