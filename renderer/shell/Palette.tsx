import { type ReactNode, useEffect, useState } from 'react';
import type { EngineId } from '../../app/engine.ts';
import { globalCommands } from '../commands/index.ts';
import { useEngine, useSession } from '../session.tsx';
import type { Session } from '../stores/session.ts';
import { CommandPalette } from '../ui/CommandPalette.tsx';
import type { PaletteEntry } from '../ui/palette-results.ts';
import { commandIcons } from '../views/icons.ts';
import { paletteSources } from './palette-sources.ts';

/** Everything that can be done, found by typing. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  return open ? <OpenPalette onClose={onClose} /> : null;
}

function OpenPalette({ onClose }: { onClose: () => void }): ReactNode {
  const session = useSession();
  const engine = useEngine()?.id;
  const [entries, setEntries] = useState(() => collect(session, engine));
  useEffect(() => {
    const renew = () => setEntries(collect(session, engine));
    renew();
    if (engine === undefined) return undefined;
    const stops = paletteSources.map((source) => source.follow(session, engine, renew));
    return () => {
      for (const stop of stops) stop();
    };
  }, [session, engine]);
  return <CommandPalette open onClose={onClose} entries={entries} />;
}

function collect(session: Session, engine: EngineId | undefined): PaletteEntry[] {
  const found = engine === undefined ? [] : paletteSources.flatMap((source) => source.entries(session, engine));
  return [...found, ...globalEntries(session)];
}

function globalEntries(session: Session): PaletteEntry[] {
  return globalCommands.map((command) => ({
    id: command.id,
    label: command.label,
    group: 'Gantry',
    icon: commandIcons[command.icon],
    shortcut: command.keys,
    onSelect: () => void command.run(session),
  }));
}
