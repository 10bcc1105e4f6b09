import { type ReactNode, useEffect, useState } from 'react';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { GlobalCommand } from '../../commands/running/command.ts';
import { useScope, useSession } from '../../hooks/session.tsx';
import { globalCommands, goCommand } from '../../sections/global-commands.ts';
import { sectionList, shownSections } from '../../sections/sections.tsx';
import type { Session } from '../../stores/session.ts';
import { openedKey } from '../../stores/shown/place.ts';
import { CommandPalette } from '../../ui/palette/CommandPalette.tsx';
import type { PaletteEntry } from '../../ui/palette/palette-results.ts';
import { boosts } from '../../views/object/palette.ts';
import { commandIcons } from '../../views/parts/icons.ts';
import { paletteWords } from '../../words/palette-words.ts';
import { words } from '../../words/words.ts';
import { engineEntries } from './palette-engines.ts';
import { snippetEntries } from './palette-snippets.ts';

const sources = sectionList.flatMap(({ palette }) => palette ?? []);

interface PaletteProps {
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
}

/** Everything that can be done, found by typing. */
export function Palette({ open, ...props }: PaletteProps & { readonly open: boolean }): ReactNode {
  return open ? <OpenPalette {...props} /> : null;
}

function OpenPalette({ onClose, onShortcuts }: PaletteProps): ReactNode {
  const session = useSession();
  const engines = useScope();
  // Asked before the palette takes the focus.
  const [current] = useState(() => currentKey(session));
  const [entries, setEntries] = useState(() => collect(session, engines, current));
  useEffect(() => {
    const renew = () => setEntries(collect(session, engines, current));
    renew();
    const stops = sources.map((source) => source.follow(session, engines, renew));
    return () => {
      for (const stop of stops) stop();
    };
  }, [session, engines, current]);
  return (
    <CommandPalette
      open
      onClose={onClose}
      onChosen={(id) => session.recent.chosen(id)}
      entries={[...entries, shortcutsEntry(onShortcuts)]}
    />
  );
}

/** The key of what the person is at: the row with the focus, else what the detail shows. */
function currentKey({ place, shown }: Session): string | undefined {
  const row = document.activeElement?.closest('main [role="row"][data-key]');
  return row?.getAttribute('data-key') ?? openedKey(place.state.getState(), shown.getState());
}

function collect(session: Session, engines: readonly EngineId[], current: string | undefined): PaletteEntry[] {
  const found = sources.flatMap((source) => source.entries(session, engines, current));
  return withRecent(
    [...found, ...goEntries(session), ...globalEntries(session), ...engineEntries(session), ...snippetEntries(session)],
    session.recent.ids(),
  );
}

/** What was chosen lately stands under a heading of its own, the latest first, unless it is at hand anyway. */
function withRecent(entries: readonly PaletteEntry[], recent: readonly string[]): PaletteEntry[] {
  return entries.map((entry) => {
    const at = recent.indexOf(entry.id);
    if (at < 0 || (entry.boost ?? 0) >= boosts.current) return entry;
    return { ...entry, group: words.shell.palette.recent, boost: boosts.recent - at / 10 };
  });
}

function goEntries(session: Session): PaletteEntry[] {
  return shownSections(session).map((section) => ({
    ...commandEntry(goCommand(section), session),
    group: words.shell.palette.goTo,
    keywords: section.findBy,
    boost: boosts.navigation,
  }));
}

function globalEntries(session: Session): PaletteEntry[] {
  return globalCommands.map((command) => ({
    ...commandEntry(command, session),
    group: words.shell.palette.window,
    keywords: paletteWords(command.id),
    boost: boosts.command,
  }));
}

function commandEntry(command: GlobalCommand, session: Session) {
  return {
    id: command.id,
    label: command.label,
    icon: commandIcons[command.icon],
    shortcut: command.keys,
    onSelect: () => void command.run(session),
  };
}

function shortcutsEntry(onSelect: () => void): PaletteEntry {
  return {
    id: 'shortcuts',
    label: words.shell.shortcuts.title,
    group: words.shell.palette.window,
    keywords: words.shell.shortcuts.findBy,
    icon: commandIcons.inspect,
    shortcut: '?',
    boost: boosts.command,
    onSelect,
  };
}
