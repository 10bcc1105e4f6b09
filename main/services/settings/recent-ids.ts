import type { EngineId } from '../../../app/engines/engine.ts';
import { type Kind, keyOf } from '../../../app/object-key.ts';

/** What an older Gantry wrote before an object's id, in small letters. */
const kinds = new Map<string, Kind>([
  ['containers', 'container'],
  ['images', 'image'],
  ['volumes', 'volume'],
  ['networks', 'network'],
  ['compose', 'project'],
]);

/** Characters of an entry, as the schema of the settings has it. */
const longest = 500;

/** `open.Containers.<id>`, which leads to an object, and `containers.stop.<id>`, a verb on it. */
const older = /^(?:open\.([A-Z][a-z]+)|([a-z]+)\.[\w-]+)\.(?!e[0-9a-f]{12}\/[a-z]+\/)(.+)$/s;

/**
 * The entries of the palette that were chosen lately, each with its object named by its engine. An older Gantry kept the
 * bare id, which said nothing of an engine: that is taken for the one that was chosen last. What gets too long for the
 * settings is left out.
 */
export function withEngine(recent: readonly string[], engine: EngineId): string[] {
  return recent.map((entry) => named(entry, engine)).filter(({ length }) => length <= longest);
}

function named(entry: string, engine: EngineId): string {
  const [, section, slice, id] = older.exec(entry) ?? [];
  const kind = kinds.get((section ?? slice ?? '').toLowerCase());
  if (kind === undefined || id === undefined) return entry;
  const verb = section === undefined ? entry.slice(0, -id.length) : 'open.';
  return `${verb}${keyOf({ engine, kind, id })}`;
}
