import { ofHost } from '../../../app/object-key.ts';
import { recreate } from '../../commands/container/recipes.ts';
import { heldBack } from '../../commands/running/guard.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { printable } from '../../ui/printable.ts';
import { paletteWords } from '../../words/palette-words.ts';
import { words } from '../../words/words.ts';
import { boosts, type PaletteSource } from '../object/palette.ts';
import { commandIcons } from '../parts/icons.ts';

/** Entries that are offered: the latest removals; Activity has all. */
const most = 100;

/** An entry for each removed container that can be made again. */
export const recipePalette: PaletteSource = {
  follow: ({ recipes }, _, changed) => {
    const stops = [recipes.state.subscribe(changed), recipes.watch(ofHost)];
    return () => {
      for (const stop of stops) stop();
    };
  },
  entries: (session) =>
    [...session.recipes.of(ofHost).items.values()]
      .filter(({ engine }) => heldBack(engine, session) === undefined)
      .toSorted((a, b) => b.removed - a.removed)
      .slice(0, most)
      .map((recipe) => ({
        id: `${recreate.id}.${recipe.id}`,
        label: words.recipes.list.recreateOf({ name: printable(recipe.name, 80) }),
        group: words.recipes.list.title,
        hint: printable(recipe.image, 60),
        keywords: paletteWords(recreate.id),
        icon: commandIcons[recreate.icon],
        boost: boosts.item,
        onSelect: () => void runAllowed(recreate, [recipe], session),
      })),
};
