import type { Removal } from '../../../app/container/removal.ts';
import type { Session } from '../../stores/session.ts';
import type { Later } from '../../stores/shown/question.ts';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import type { After } from '../running/each.ts';
import { runAllowed } from '../running/run-allowed.ts';
import { type RecipeTarget, recreate } from './recipes.ts';
import type { ContainerTarget } from './target.ts';

const text = words.recipes;

/** Bytes in a container's own files from which on they may be worth an export. */
const worthKeeping = 10_000_000;

/**
 * What is lost with a container for good, and the way to keep it, where that is much: for the question before its removal.
 * The engine may take its time to tell.
 */
export async function lossOf(target: ContainerTarget, session: Session, signal: AbortSignal): Promise<Later> {
  const { engine, container } = target;
  const { layer = 0 } = await session.link.ask((client) =>
    client.recipes.loss({ engine, id: container.id }, { signal }),
  );
  if (layer < worthKeeping) return {};
  const run = () => session.dialog.show({ kind: 'transfers.export', with: target });
  return { body: text.loss({ size: formatBytes(layer) }), offer: { label: text.exportFirst, run } };
}

/** What the notice of a removal tells of what does not come back, and its way back. */
export function afterRemoval(
  worked: readonly ContainerTarget[],
  removed: ReadonlyMap<string, Removal>,
  session: Session,
): After {
  let volumes = 0;
  const recipes = worked.flatMap(({ engine, container: { id, name } }): RecipeTarget[] => {
    const removal = removed.get(id);
    volumes += removal?.volumes ?? 0;
    return removal?.recipe === undefined ? [] : [{ id: removal.recipe, engine, name }];
  });
  if (recipes.length === 0) return { more: text.notKept({ count: worked.length }) };
  const more = text.removed({ count: worked.length, volumes });
  return { more, offer: { label: text.label, run: () => void runAllowed(recreate, recipes, session) } };
}
