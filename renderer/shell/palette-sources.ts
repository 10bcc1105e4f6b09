import { type ComposeProject, projectsOf } from '../../app/compose.ts';
import type { Container } from '../../app/containers.ts';
import type { EngineId } from '../../app/engine.ts';
import { shortId } from '../../app/format.ts';
import { bareImageId, type Image } from '../../app/images.ts';
import type { Network } from '../../app/networks.ts';
import type { ObjectKey } from '../../app/object-key.ts';
import type { Stop } from '../../app/rpc/operation.ts';
import type { Volume } from '../../app/volumes.ts';
import type { Command } from '../commands/command.ts';
import { type ComposeTarget, composeCommands } from '../commands/compose.ts';
import { type ContainerTarget, containerCommands } from '../commands/containers.ts';
import { type ImageTarget, imageCommands, imageName } from '../commands/images.ts';
import { type NetworkTarget, networkCommands } from '../commands/networks.ts';
import { runAllowed } from '../commands/run-allowed.ts';
import { type VolumeTarget, volumeCommands } from '../commands/volumes.ts';
import { type Item, type Keyed, keyed } from '../stores/list.ts';
import { placeOf, type Section } from '../stores/place.ts';
import type { Session } from '../stores/session.ts';
import type { PaletteEntry } from '../ui/palette-results.ts';
import { printable } from '../ui/printable.ts';
import { stateOf } from '../views/containers/state.ts';
import { commandIcons } from '../views/icons.ts';
import { paletteWords } from './palette-words.ts';

/** How near at hand entries are: the verbs of what the person is at, what was done lately, the ways, the rest. */
export const boosts = { current: 30, recent: 6, navigation: 3, command: 2, item: 1 } as const;

/** Objects of a kind that get an entry for each verb; beyond that each gets one that opens it. Keeps typing instant. */
const mostWithVerbs = 200;

/** What is asked of a kind's store; a `ListStore` is one. */
interface PaletteStore<T extends Item> {
  readonly state: { subscribe(changed: () => void): Stop };
  of(engine: EngineId): { readonly items: ReadonlyMap<string, Keyed<T>> };
  watch(engine: EngineId): Stop;
}

/** One kind of object that the palette finds, with its verbs. */
interface PaletteKind<T extends Item, Target> {
  readonly section: Section;
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

/** The entries of one kind on an engine. */
export interface PaletteSource {
  /** Tells of changes, and keeps the list up to date, until stopped. */
  follow: (session: Session, engine: EngineId, changed: () => void) => Stop;
  /** `current` is the key of what the person is at. */
  entries: (session: Session, engine: EngineId, current: string | undefined) => readonly PaletteEntry[];
}

const containers: PaletteKind<Container, ContainerTarget> = {
  section: 'Containers',
  followed: true,
  store: (session) => session.containers,
  name: ({ name }) => name,
  hint: ({ image }) => image,
  keywords: ({ project }) => project,
  state: stateOf,
  commands: containerCommands,
  target: (engine, container) => ({ engine, container }),
};

/** The projects of the containers that are followed anyway. */
const projects: PaletteKind<ComposeProject, ComposeTarget> = {
  section: 'Compose',
  store: ({ containers }) => ({
    state: containers.state,
    of: (engine) => {
      const found = projectsOf(containers.of(engine).items.values());
      return { items: new Map(found.map((one) => keyed(engine, 'project', one)).map((one) => [one.key, one])) };
    },
    watch: () => () => undefined,
  }),
  followed: true,
  name: ({ name }) => name,
  hint: ({ workingDir }) => workingDir,
  keywords: ({ services }) => services.map(({ name }) => name).join(' '),
  commands: composeCommands,
  target: (engine, project) => ({ engine, project }),
};

const images: PaletteKind<Image, ImageTarget> = {
  section: 'Images',
  store: (session) => session.images,
  name: imageName,
  hint: ({ id }) => shortId(id),
  keywords: ({ tags }) => tags.join(' '),
  commands: imageCommands,
  target: (engine, image) => ({ engine, image }),
  used: ({ id }, { imageId }) => bareImageId(imageId) === id,
};

const volumes: PaletteKind<Volume, VolumeTarget> = {
  section: 'Volumes',
  store: (session) => session.volumes,
  name: ({ id }) => id,
  hint: ({ driver }) => driver,
  keywords: ({ project }) => project,
  commands: volumeCommands,
  target: (engine, volume) => ({ engine, volume }),
  used: ({ id }, { volumes }) => volumes.includes(id),
};

const networks: PaletteKind<Network, NetworkTarget> = {
  section: 'Networks',
  store: (session) => session.networks,
  name: ({ name }) => name,
  hint: ({ driver }) => driver,
  keywords: ({ project }) => project,
  commands: networkCommands,
  target: (engine, network) => ({ engine, network }),
};

/** The registry: every kind of object that the palette finds. */
export const paletteSources: readonly PaletteSource[] = [
  sourceOf(containers),
  sourceOf(projects),
  sourceOf(images),
  sourceOf(volumes),
  sourceOf(networks),
];

function sourceOf<T extends Item, Target>(kind: PaletteKind<T, Target>): PaletteSource {
  return {
    follow: (session, engine, changed) => {
      const store = kind.store(session);
      const stops = [store.state.subscribe(changed), ...(kind.followed ? [] : [store.watch(engine)])];
      return () => {
        for (const stop of stops) stop();
      };
    },
    entries: (session, engine, current) =>
      [...kind.store(session).of(engine).items.values()].flatMap((item, index) => {
        const verbs = () => verbEntries(kind, item, session);
        if (item.key === current) {
          return [...verbs().map((entry) => ({ ...entry, boost: boosts.current })), openEntry(kind, item, session)];
        }
        return [openEntry(kind, item, session), ...(index < mostWithVerbs ? verbs() : [])];
      }),
  };
}

function openEntry<T extends Item, Target>(
  kind: PaletteKind<T, Target>,
  item: Keyed<T>,
  { place }: Session,
): PaletteEntry {
  return {
    id: `open.${item.key}`,
    label: printable(kind.name(item), 80),
    group: kind.section,
    hint: printable(kind.hint?.(item) ?? '', 60),
    keywords: kind.keywords?.(item),
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
): PaletteEntry[] {
  const name = printable(kind.name(item), 80);
  const { engine, key } = item;
  const target = kind.target(engine, item);
  return kind.commands
    .filter((command) => command.fits(target))
    .map((command) => ({
      id: `${command.id}.${key}`,
      label: `${command.label} ${name}`,
      group: name,
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
  session.notices.fail(`${command.label} is not possible`, { code: 'not-found', message: `${name} is gone.` });
}
