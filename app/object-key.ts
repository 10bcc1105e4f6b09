import type { EngineId } from './engines/engine.ts';

/** The registry: what an engine has, each kind with the slice that lists it. A project is what labels of containers say. */
export const kinds = {
  container: 'containers',
  image: 'images',
  volume: 'volumes',
  network: 'networks',
  project: 'compose',
  service: 'services',
  node: 'nodes',
} as const;
export type Kind = keyof typeof kinds;

/** The registry: what the host has, of every engine, each kind with the section that lists it. */
export const hostKinds = {
  task: 'activity',
  build: 'builds',
  connection: 'connections',
  session: 'activity',
  recipe: 'activity',
} as const;
export type HostKind = keyof typeof hostKinds;

/** Stands where an engine is named otherwise: the host's own. No engine is called so. */
export const ofHost = 'host';

/** Names one object of all engines and of the host: an id alone says neither where it is nor among what. */
export interface ObjectRef {
  /** The engine's, or `ofHost`. */
  readonly engine: EngineId;
  readonly kind: Kind | HostKind;
  /** As its engine writes it, whatever that is: it may hold slashes. */
  readonly id: string;
}

/** The same as text, to keep things by: `e0123456789ab/volume/data`. No two objects have the same. */
export type ObjectKey = `${EngineId}/${Kind | HostKind}/${string}`;

/**
 * The key of an object.
 * @returns the engine, the kind and the id with a slash between them; the id is not escaped, as it comes last
 */
export function keyOf({ engine, kind, id }: ObjectRef): ObjectKey {
  return `${engine}/${kind}/${id}`;
}

/** The object that a key names: what `keyOf` was given. */
export function parseKey(key: ObjectKey): ObjectRef {
  const [engine = '', kind = ''] = key.split('/', 2);
  return { engine, kind: kind as ObjectRef['kind'], id: key.slice(engine.length + kind.length + 2) };
}
