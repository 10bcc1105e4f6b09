import type { EngineId } from './engine.ts';

/** What an engine has. A project is what its containers' labels make of them. */
export type Kind = 'container' | 'image' | 'volume' | 'network' | 'project';

/** Names one object of all engines: an id alone says neither on which engine nor among what. */
export interface ObjectRef {
  readonly engine: EngineId;
  readonly kind: Kind;
  /** As its engine writes it, whatever that is: it may hold slashes. */
  readonly id: string;
}

/** The same as text, to keep things by: `e0123456789ab/volume/data`. No two objects have the same. */
export type ObjectKey = `${EngineId}/${Kind}/${string}`;

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
  return { engine, kind: kind as Kind, id: key.slice(engine.length + kind.length + 2) };
}
