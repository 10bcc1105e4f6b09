import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Container } from '../../app/containers.ts';
import type { EngineId } from '../../app/engine.ts';
import { containerCommands } from '../commands/containers.ts';
import { globalCommands } from '../commands/index.ts';
import { useEngine, useSession } from '../session.tsx';
import type { Session } from '../stores/session.ts';
import { CommandPalette } from '../ui/CommandPalette.tsx';
import type { PaletteEntry } from '../ui/palette-results.ts';
import { printable } from '../ui/printable.ts';
import { commandIcons } from '../views/icons.ts';

/** Containers that get an entry for each verb; beyond that each gets one that opens it. Keeps typing instant. */
const mostWithVerbs = 200;

/** Everything that can be done, found by typing. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  return open ? <OpenPalette onClose={onClose} /> : null;
}

function OpenPalette({ onClose }: { onClose: () => void }): ReactNode {
  const session = useSession();
  const engine = useEngine()?.id;
  const list = useStore(session.containers.state, () => (engine ? session.containers.of(engine) : undefined));
  const entries = useMemo(() => {
    const containers = [...(list?.items.values() ?? [])];
    return [...containerEntries(engine, containers, session), ...globalEntries(session)];
  }, [session, engine, list]);
  return <CommandPalette open onClose={onClose} entries={entries} />;
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

function containerEntries(
  engine: EngineId | undefined,
  containers: readonly Container[],
  session: Session,
): PaletteEntry[] {
  if (engine === undefined) return [];
  return containers.flatMap((container, index) => [
    openEntry(container, session),
    ...(index < mostWithVerbs ? verbEntries(engine, container, session) : []),
  ]);
}

function openEntry({ id, name, image, project }: Container, { place }: Session): PaletteEntry {
  return {
    id: `open.${id}`,
    label: printable(name, 80),
    group: 'Containers',
    hint: printable(image, 60),
    keywords: project,
    icon: commandIcons.inspect,
    onSelect: () => place.go({ section: 'Containers', item: id }),
  };
}

function verbEntries(engine: EngineId, container: Container, session: Session): PaletteEntry[] {
  const target = { engine, container };
  return containerCommands
    .filter((command) => command.fits(target))
    .map((command) => ({
      id: `${command.id}.${container.id}`,
      label: `${command.label} ${printable(container.name, 80)}`,
      group: printable(container.name, 80),
      icon: commandIcons[command.icon],
      shortcut: command.key,
      onSelect: () => void command.run([target], session),
    }));
}
