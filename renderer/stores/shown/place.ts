import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryContract } from '../../../app/contract.ts';
import { EngineId } from '../../../app/engines/engine.ts';
import {
  hostKinds,
  type Kind,
  keyOf,
  kinds,
  type ObjectKey,
  type ObjectRef,
  ofHost,
  parseKey,
} from '../../../app/object-key.ts';

type Slice = keyof GantryContract;

/** Slices without a section of their own: others show what they bring. The tasks' section is called after what they do. */
type Served = Extract<
  Slice,
  | 'consoles'
  | 'contexts'
  | 'copies'
  | 'create'
  | 'documents'
  | 'engine'
  | 'edits'
  | 'files'
  | 'handovers'
  | 'host'
  | 'logs'
  | 'prompts'
  | 'reach'
  | 'recipes'
  | 'recordings'
  | 'registries'
  | 'starting'
  | 'tasks'
  | 'terminal'
  | 'transfers'
  | 'uploads'
>;

/**
 * Names a section, in addresses and in what is kept. Any slice of the contract is one unless it is `Served`; what each
 * shows is in `sections.tsx`.
 */
export type SectionId = Exclude<Slice, Served> | 'activity';

/** Every one by name, as the contract, which would tell, brings the schemas of all operations along. */
const named: Readonly<Record<SectionId, true>> = {
  activity: true,
  builds: true,
  compose: true,
  connections: true,
  containers: true,
  disk: true,
  images: true,
  networks: true,
  nodes: true,
  services: true,
  settings: true,
  stats: true,
  system: true,
  volumes: true,
};

/** All of them, in no order. */
export const sectionIds = Object.keys(named) as readonly SectionId[];

const kindOf: ReadonlyMap<SectionId, Kind> = new Map(
  (Object.keys(kinds) as Kind[]).map((kind) => [sectionOf(kind), kind]),
);

/** The section that lists a kind of objects. */
function sectionOf(kind: ObjectRef['kind']): SectionId {
  return { ...kinds, ...hostKinds }[kind];
}

/** Where the person is: a section, and in it the object whose detail is open, with the tab in front. */
export interface Place {
  readonly section: SectionId;
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
  return {
    section: sectionOf(kind),
    ...(engine === ofHost ? {} : { engine }),
    item: id,
    ...(tab === undefined ? {} : { tab }),
  };
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
  const parts = [section, ...object];
  return `#/${parts.map((part) => encodeURIComponent(part.replace(halves, '\ufffd'))).join('/')}`;
}

/** The place of a hash; anything that is none leads to the containers. */
export function parsePlace(hash: string): Place {
  const [name, ...parts] = hash.replace(/^#\//, '').split('/').map(decoded);
  const section = sectionIds.find((section) => section === name) ?? 'containers';
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
