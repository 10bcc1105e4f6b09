import type { EngineContainer } from '../../../app/containers.ts';
import { keyOf } from '../../../app/object-key.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { cliWord } from '../../../app/text/command-line.ts';
import { containerOf } from '../../stores/kept/dock-content.ts';
import { tabsOf } from '../../stores/kept/dock-tree.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { type Command, itsEngine } from '../running/command.ts';
import { type ContainerTarget, unlessRemoving } from './target.ts';

const { renaming } = words.containers;

/** Opens the form for another name. */
export const rename: Command<ContainerTarget> = {
  id: 'containers.rename',
  label: renaming.label,
  icon: 'edit',
  asks: itsEngine,
  changes: itsEngine,
  fits: () => true,
  refusal: unlessRemoving,
  cli: ({ container }) => `docker rename ${cliWord(container.name)} NEW_NAME`,
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'containers.rename', with: target });
  },
};

/** Tells that a container has another name now, in its tabs too, and offers the old one back. */
export function renamed(container: EngineContainer, from: string, to: string, session: Session): void {
  renameTabs(container, to, session);
  session.notices.succeed(renaming.done({ from, to }), {
    label: words.common.undo,
    run: () => void renameBack(container, to, from, session),
  });
}

async function renameBack(container: EngineContainer, from: string, to: string, session: Session): Promise<void> {
  const { link, notices, pending } = session;
  try {
    await pending.during(keyOf({ ...container, kind: 'container' }), renaming.doing, () =>
      link.ask((client) => client.containers.rename({ ...container, name: to })),
    );
    renameTabs(container, to, session);
    notices.succeed(renaming.undone({ from, to }));
  } catch (error) {
    notices.fail(renaming.undoFailed({ from, to }), toProblem(error));
  }
}

function renameTabs(container: EngineContainer, name: string, { dock }: Session): void {
  for (const { id, content } of tabsOf(dock.state.getState().root)) {
    const about = containerOf(content);
    if (about?.engine === container.engine && about.id === container.id) dock.replace(id, { ...content, name });
  }
}
