import { offeredSnippets, runSnippet } from '../../commands/typing/snippets.ts';
import type { Session } from '../../stores/session.ts';
import type { PaletteEntry } from '../../ui/palette/palette-results.ts';
import { printable } from '../../ui/printable.ts';
import { boosts } from '../../views/object/palette.ts';
import { commandIcons } from '../../views/parts/icons.ts';
import { words } from '../../words/words.ts';

/** An entry for each kept command that is for the shell in front. */
export function snippetEntries(session: Session): PaletteEntry[] {
  return offeredSnippets(session).map((snippet) => ({
    id: `snippet.${snippet.id}`,
    label: printable(snippet.name, 80),
    group: words.typing.snippets.group,
    hint: printable(snippet.text, 80),
    icon: commandIcons.shell,
    boost: boosts.command,
    onSelect: () => void runSnippet(snippet, session),
  }));
}
