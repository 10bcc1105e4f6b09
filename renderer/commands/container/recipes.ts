import type { EngineId } from '../../../app/engines/engine.ts';
import type { KeptRecipe } from '../../../app/recipes.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { command, itsEngine } from '../running/command.ts';
import { enginesOf } from '../running/engines-of.ts';

const text = words.recipes;

/** A removed container that can be made again. */
export type RecipeTarget = Pick<KeptRecipe, 'id' | 'engine' | 'name'>;

/** Makes removed containers again, as they were: one task on each engine. */
export const recreate = command<RecipeTarget>({
  id: 'recipes.recreate',
  label: text.label,
  icon: 'create',
  primary: true,
  asks: itsEngine,
  changes: itsEngine,
  run: async (targets, session) => {
    await Promise.all(enginesOf(targets).map((engine) => recreateOn(engine, targets, session)));
  },
});

async function recreateOn(engine: EngineId, targets: readonly RecipeTarget[], session: Session): Promise<void> {
  const recipes = targets.filter((target) => target.engine === engine).map(({ id }) => id);
  try {
    const { task } = await session.link.ask((client) => client.recipes.recreate({ engine, recipes }));
    session.tasks.startedHere(task);
  } catch (error) {
    session.notices.fail(words.commands.failed({ what: text.label }), toProblem(error));
  }
}

/** Forgets what makes removed containers again. */
export const forgetRecipe = command<RecipeTarget>({
  id: 'recipes.forget',
  label: text.list.forget,
  icon: 'remove',
  run: (targets, { link }) => link.ask((client) => client.recipes.forget({ recipes: targets.map(({ id }) => id) })),
});
