import type { KeptEdit } from '../../../app/edits.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { Task } from '../../../app/tasks.ts';
import type { Session } from '../../stores/session.ts';
import type { Offer } from '../../stores/shown/notices.ts';
import { words } from '../../words/words.ts';
import { type Command, command, itsEngine } from '../running/command.ts';
import { enginesOf } from '../running/engines-of.ts';
import { type ContainerTarget, isUp } from './target.ts';

const { edits: own } = words;
const { refusals } = words.containers;

/** What is paused is asked to end only once it goes on, and what is being removed is there for nothing else. */
function refusal({ container: { state } }: ContainerTarget): string | undefined {
  if (state === 'removing' || state === 'dead') return refusals.removing;
  return state === 'paused' ? own.paused : undefined;
}

/** Opens the form with what the container is made with, to change that. */
export const edit: Command<ContainerTarget> = {
  id: 'containers.edit',
  label: own.label,
  icon: 'edit',
  key: 'Shift+N',
  asks: itsEngine,
  changes: itsEngine,
  fits: () => true,
  refusal,
  run: async ([target], session) => {
    if (!target) return;
    const { engine, container } = target;
    try {
      const recipe = await session.link.ask((client) => client.containers.recipe({ engine, id: container.id }));
      session.dialog.show({ kind: 'containers.edit', with: { engine, container, recipe } });
    } catch (error) {
      session.notices.fail(own.unread({ name: container.name }), toProblem(error));
    }
  },
};

/** Pulls the image of a container and makes the container anew of it. */
export const newest = command<ContainerTarget>({
  id: 'containers.newest',
  label: own.newest.label,
  icon: 'pull',
  asks: itsEngine,
  changes: itsEngine,
  refusal,
  run: async ([target], session) => {
    if (!target) return;
    const { engine, container } = target;
    const { name, image, id } = container;
    const answer = await session.question.ask({
      title: own.newest.title({ name }),
      body: own.newest.body({ image, runs: isUp(target) ? 1 : 0 }),
      engines: enginesOf([target]),
      confirm: own.newest.confirm,
      tone: 'plain',
    });
    if (!answer) return;
    const { task } = await session.link.ask((client) => client.edits.start({ engine, id, pull: 'always' }));
    session.tasks.startedHere(task, (ended) => revertOffer(ended, session));
  },
});

/** What the notice of an edit offers while that can be taken back. */
export function revertOffer({ engine, result }: Task, session: Session): Offer | undefined {
  const id = result?.['edit'];
  return typeof id === 'string' ? { label: own.revert, run: () => void revert(engine, id, session) } : undefined;
}

/** Puts the container of before back in its place. */
export async function revert(engine: EngineId, id: KeptEdit['id'], session: Session): Promise<void> {
  try {
    const { task } = await session.link.ask((client) => client.edits.revert({ engine, edit: id }));
    session.tasks.startedHere(task);
  } catch (error) {
    session.notices.fail(own.revertFailed, toProblem(error));
  }
}
