import { createStore, type StoreApi } from 'zustand/vanilla';
import { EngineId } from '../../app/engine.ts';
import { type Kind, keyOf, type ObjectKey, parseKey } from '../../app/object-key.ts';

export const sections = [
  'Containers',
  'Images',
  'Builds',
  'Compose',
  'Volumes',
  'Networks',
  'Activity',
  'Settings',
] as const;
/** What can be shown: the sections that the navigation leads to, and the disk, which the status bar leads to. */
export const pages = [...sections, 'Disk'] as const;
export type Section = (typeof pages)[number];

/** Where each kind of object is shown. */
const sectionOf: Readonly<Record<Kind, Section>> = {
  container: 'Containers',
  image: 'Images',
  project: 'Compose',
  volume: 'Volumes',
  network: 'Networks',
};
const kindOf: ReadonlyMap<Section, Kind> = new Map(
  (Object.keys(sectionOf) as Kind[]).map((kind) => [sectionOf[kind], kind]),
);

/** Where the person is: a section, and in it the object whose detail is open, with the tab in front. */
export interface Place {
  readonly section: Section;
  /** The object's; absent for what no engine has, and in old addresses, which mean the engine that the window looks at. */
  readonly engine?: EngineId;
  readonly item?: string;
  readonly tab?: string;
}

export interface PlaceStore {
  readonly state: StoreApi<Place>;
  go(place: Place): void;
}

/** Kept in the address bar's hash, so that back, forward and reload do what people expect. */
export function createPlaceStore(): PlaceStore {
  const state = createStore<Place>(() => parsePlace(location.hash));
  globalThis.addEventListener('hashchange', () => state.setState(parsePlace(location.hash), true));
  return {
    state,
    go: (place) => {
      const hash = formatPlace(place);
      if (hash === location.hash) return;
      history.pushState(null, '', hash);
      state.setState(place, true);
    },
  };
}

/** Half characters, which no address can hold. */
const halves = /\p{Surrogate}/gu;

/** Where an object's detail is. */
export function placeOf(key: ObjectKey, tab?: string): Place {
  const { engine, kind, id } = parseKey(key);
  return { section: sectionOf[kind], engine, item: id, ...(tab === undefined ? {} : { tab }) };
}

/** The object whose detail is open where the objects of the `shown` engines are; undefined for one of another engine. */
export function openedKey(place: Place, shown: readonly EngineId[]): ObjectKey | undefined {
  const { section, item, engine = shown[0] } = place;
  const kind = kindOf.get(section);
  if (kind === undefined || item === undefined || engine === undefined) return undefined;
  return shown.includes(engine) ? keyOf({ engine, kind, id: item }) : undefined;
}

/** `#/containers/<engine>/<id>/<tab>`; never throws, whatever an engine names its objects. */
export function formatPlace({ section, engine, item, tab }: Place): string {
  const object = item ? [...(engine ? [engine] : []), item, ...(tab ? [tab] : [])] : [];
  const parts = [section.toLowerCase(), ...object];
  return `#/${parts.map((part) => encodeURIComponent(part.replace(halves, '\ufffd'))).join('/')}`;
}

/** The place of a hash; anything that is none leads to the containers. */
export function parsePlace(hash: string): Place {
  const [name, ...parts] = hash.replace(/^#\//, '').split('/').map(decoded);
  const section = pages.find((section) => section.toLowerCase() === name) ?? 'Containers';
  const engine = kindOf.has(section) && EngineId.safeParse(parts[0]).success ? parts.shift() : undefined;
  const [item, tab] = parts;
  return { section, ...(item ? { ...(engine ? { engine } : {}), item, ...(tab ? { tab } : {}) } : {}) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
