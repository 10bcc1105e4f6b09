import { type ReactNode, useEffect, useState } from 'react';
import type { EngineId } from '../../app/engine.ts';
import { globalCommands } from '../commands/index.ts';
import { useEngine, useSession } from '../session.tsx';
import { openedKey } from '../stores/place.ts';
import { enginesIn } from '../stores/scope.ts';
import type { Session } from '../stores/session.ts';
import { CommandPalette } from '../ui/CommandPalette.tsx';
import type { PaletteEntry } from '../ui/palette-results.ts';
import { commandIcons } from '../views/icons.ts';
import { engineEntries } from './palette-engines.ts';
import { boosts, paletteSources } from './palette-sources.ts';
import { paletteWords } from './palette-words.ts';

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
  const engine = useEngine()?.id;
  // Asked before the palette takes the focus.
  const [current] = useState(() => currentKey(session));
  const [entries, setEntries] = useState(() => collect(session, engine, current));
  useEffect(() => {
    const renew = () => setEntries(collect(session, engine, current));
    renew();
    if (engine === undefined) return undefined;
    const stops = paletteSources.map((source) => source.follow(session, engine, renew));
    return () => {
      for (const stop of stops) stop();
    };
  }, [session, engine, current]);
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
function currentKey({ place, scope, engine }: Session): string | undefined {
  const row = document.activeElement?.closest('main [role="row"][data-key]');
  return (
    row?.getAttribute('data-key') ??
    openedKey(place.state.getState(), enginesIn(scope.getState(), engine.getState().list))
  );
}

function collect(session: Session, engine: EngineId | undefined, current: string | undefined): PaletteEntry[] {
  const found =
    engine === undefined ? [] : paletteSources.flatMap((source) => source.entries(session, engine, current));
  return withRecent([...found, ...globalEntries(session), ...engineEntries(session)], session.recent.ids());
}

/** What was chosen lately stands under a heading of its own, the latest first, unless it is at hand anyway. */
function withRecent(entries: readonly PaletteEntry[], recent: readonly string[]): PaletteEntry[] {
  return entries.map((entry) => {
    const at = recent.indexOf(entry.id);
    if (at < 0 || (entry.boost ?? 0) >= boosts.current) return entry;
    return { ...entry, group: 'Recent', boost: boosts.recent - at / 10 };
  });
}

function globalEntries(session: Session): PaletteEntry[] {
  return globalCommands.map((command) => {
    const leads = command.id.startsWith('go.');
    return {
      id: command.id,
      label: command.label,
      group: leads ? 'Go to' : 'Gantry',
      keywords: paletteWords(command.id),
      icon: commandIcons[command.icon],
      shortcut: command.keys,
      boost: leads ? boosts.navigation : boosts.command,
      onSelect: () => void command.run(session),
    };
  });
}

function shortcutsEntry(onSelect: () => void): PaletteEntry {
  return {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Gantry',
    keywords: 'help keys hotkeys',
    icon: commandIcons.inspect,
    shortcut: '?',
    boost: boosts.command,
    onSelect,
  };
}
