import type { LimitChange } from '../../../app/container/limits.ts';
import type { GantryClient } from '../../../app/contract.ts';
import { keyOf } from '../../../app/object-key.ts';
import { cause } from '../../../app/rpc/problem.ts';
import { cliWord } from '../../../app/text/command-line.ts';
import { featuresOf } from '../../stores/link/engine.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { type Command, itsEngine } from '../running/command.ts';
import { type ContainerTarget, unlessRemoving } from './target.ts';

const { limits: text } = words;

/** Opens the form of a container's limits, or says that its engine changes none. */
export const limits: Command<ContainerTarget> = {
  id: 'containers.limits',
  label: text.label,
  icon: 'edit',
  asks: itsEngine,
  changes: itsEngine,
  fits: () => true,
  refusal: unlessRemoving,
  cli: ({ container }) => `docker update ${cliWord(container.name)}`,
  run: async ([target], { dialog, engine, notices }) => {
    if (!target) return;
    if (featuresOf(engine.getState().list, target.engine)?.updates === false) {
      const problem = { code: 'unsupported', ...cause('limits-fixed') } as const;
      notices.fail(words.commands.impossible({ what: text.what }), problem);
    } else dialog.show({ kind: 'containers.limits', with: target });
  },
};

/**
 * Changes limits of a container, which is marked meanwhile.
 * @returns tells how it went, and what the engine left out
 */
export async function changeLimits(
  client: GantryClient,
  { engine, container: { id, name } }: ContainerTarget,
  change: LimitChange,
  { pending, notices }: Session,
): Promise<() => void> {
  const { ignored } = await pending.during(keyOf({ engine, kind: 'container', id }), text.doing, () =>
    client.containers.update({ engine, id, change }),
  );
  return () => {
    if (ignored.length === 0) return notices.succeed(text.done({ name }));
    const left = ignored.map((field) => text.fields[field]).join(', ');
    notices.fail(text.notAll({ name }), { code: 'unsupported', ...cause('limits-ignored', { limits: left }) });
  };
}
