import type { Container } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { type ObjectKey, ofHost } from '../../../app/object-key.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { cause } from '../../../app/rpc/problem.ts';
import type { Command } from '../../commands/running/command.ts';
import { heldBack } from '../../commands/running/guard.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import type { Item, Keyed } from '../../stores/lists/list.ts';
import type { Session } from '../../stores/session.ts';
import { placeOf } from '../../stores/shown/place.ts';
import type { PaletteEntry } from '../../ui/palette/palette-results.ts';
import { printable } from '../../ui/printable.ts';
import { paletteWords } from '../../words/palette-words.ts';
import { words } from '../../words/words.ts';
import { commandIcons } from '../parts/icons.ts';

/** How near at hand entries are: the verbs of what the person is at, what was done lately, the ways, the rest. */
export const boosts = { current: 30, recent: 6, navigation: 3, command: 2, item: 1 } as const;

/** Objects of a kind, on all engines, that get an entry for each verb; beyond that each gets one that opens it. Keeps typing instant. */
const mostWithVerbs = 200;

/** What is asked of a kind's store; a `ListStore` is one. */
interface PaletteStore<T extends Item> {
  readonly state: { subscribe(changed: () => void): Stop };
  of(engine: EngineId): { readonly items: ReadonlyMap<string, Keyed<T>> };
  watch(engine: EngineId): Stop;
}

/** How the palette finds the objects of one kind. */
export interface PaletteKind<T extends Item, Target> {
  /** What its entries stand under. */
  readonly group: string;
  /** True if the window follows the list anyway. */
  readonly followed?: boolean;
  store: (session: Session) => PaletteStore<T>;
  name: (item: T) => string;
  hint?: (item: T) => string;
  keywords?: (item: T) => string | undefined;
  state?: (item: T) => PaletteEntry['state'];
  readonly commands: readonly Command<Target>[];
  target: (engine: EngineId, item: T) => Target;
  /** Whether a container uses the item; without it none can. */
  used?: (item: T, container: Container) => boolean;
}

/** The entries of one kind on the engines that the window looks at. */
export interface PaletteSource {
  /** Tells of changes, and keeps the lists up to date, until stopped. */
  follow: (session: Session, engines: readonly EngineId[], changed: () => void) => Stop;
  /** `current` is the key of what the person is at. */
  entries: (session: Session, engines: readonly EngineId[], current: string | undefined) => readonly PaletteEntry[];
}

/** All that the palette offers of one kind: to open each object, and its verbs. */
export function paletteOf<T extends Item, Target>(kind: PaletteKind<T, Target>): PaletteSource {
  return {
    follow: (session, engines, changed) => {
      const store = kind.store(session);
      const watched = kind.followed ? [] : engines.map((engine) => store.watch(engine));
      const stops = [store.state.subscribe(changed), ...watched];
      return () => {
        for (const stop of stops) stop();
      };
    },
    entries: (session, engines, current) => {
      const store = kind.store(session);
      const items = engines.flatMap((engine) => [...store.of(engine).items.values()]);
      const where = engineHints(session, engines);
      return items.flatMap((item, index) => {
        const verbs = () => verbEntries(kind, item, session, where);
        if (item.key === current) {
          const shown = verbs().map((entry) => ({ ...entry, boost: boosts.current }));
          return [...shown, openEntry(kind, item, session, where)];
        }
        return [openEntry(kind, item, session, where), ...(index < mostWithVerbs ? verbs() : [])];
      });
    },
  };
}

/** All that the palette offers of one kind of the host's own things, whatever engines the window looks at. */
export function hostPaletteOf<T extends Item, Target>(kind: PaletteKind<T, Target>): PaletteSource {
  const source = paletteOf(kind);
  return {
    follow: (session, _, changed) => source.follow(session, [ofHost], changed),
    entries: (session, _, current) => source.entries(session, [ofHost], current),
  };
}

/** Says of several engines which one an entry is about; nothing where the window looks at one. */
type EngineHints = (engine: EngineId) => string | undefined;

function engineHints({ engine }: Session, engines: readonly EngineId[]): EngineHints {
  if (engines.length < 2) return () => undefined;
  const names = new Map(engine.getState().list?.engines.map(({ id, name }) => [id, printable(name, 40)]));
  return (id) => names.get(id);
}

function openEntry<T extends Item, Target>(
  kind: PaletteKind<T, Target>,
  item: Keyed<T>,
  { place }: Session,
  where: EngineHints,
): PaletteEntry {
  const hint = printable(kind.hint?.(item) ?? '', 60);
  const engine = where(item.engine);
  return {
    id: `open.${item.key}`,
    label: printable(kind.name(item), 80),
    group: kind.group,
    hint: engine === undefined ? hint : [engine, hint].filter(Boolean).join(' · '),
    keywords: [kind.keywords?.(item), engine].filter(Boolean).join(' ') || undefined,
    icon: commandIcons.inspect,
    state: kind.state?.(item),
    boost: boosts.item,
    onSelect: () => place.go(placeOf(item.key)),
  };
}

function verbEntries<T extends Item, Target>(
  kind: PaletteKind<T, Target>,
  item: Keyed<T>,
  session: Session,
  where: EngineHints,
): PaletteEntry[] {
  const hint = where(item.engine);
  const name = printable(kind.name(item), 80);
  const { engine, key } = item;
  const target = kind.target(engine, item);
  return kind.commands
    .filter((command) => command.fits(target) && !heldBack(command.changes?.(target), session))
    .map((command) => ({
      id: `${command.id}.${key}`,
      label: words.object.verbOn({ verb: command.label, name }),
      group: name,
      ...(hint === undefined ? {} : { hint }),
      keywords: paletteWords(command.id),
      icon: commandIcons[command.icon],
      shortcut: command.key,
      onSelect: () => void runNow(kind, command, { engine, key, name }, session),
    }));
}

/** Runs a verb on what the object is by now: since the entry was drawn it may have changed, or be gone. */
async function runNow<T extends Item, Target>(
  kind: PaletteKind<T, Target>,
  command: Command<Target>,
  { engine, key, name }: { readonly engine: EngineId; readonly key: ObjectKey; readonly name: string },
  session: Session,
): Promise<void> {
  const item = kind.store(session).of(engine).items.get(key);
  if (item) {
    const { used } = kind;
    const all = used ? [...session.containers.of(engine).items.values()] : [];
    const users = all.filter((container) => used?.(item, container)).map(({ name }) => name);
    return runAllowed(command, [{ ...kind.target(engine, item), users }], session);
  }
  session.notices.fail(words.object.notPossible({ verb: command.label }), {
    code: 'not-found',
    ...cause('item-gone', { name }),
  });
}
