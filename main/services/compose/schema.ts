import { type ComposeKey, composeNotes } from '../../../app/compose.ts';
// The package exports no path to it. It is the Compose Specification's own schema, word for word.
import published from '../../../node_modules/dclint/schemas/compose.schema.json' with { type: 'json' };
import { isRecord, type Raw } from '../../base/json.ts';
import { additions } from './schema-additions.ts';

export type Schema = Raw;

/** The schema of compose files: the published one, and what Compose knows beyond it. */
export const root: Schema = additions.reduce<Schema>((schema, { at, put }) => added(schema, at, put), published);

/** The schema with more in one place; throws where there is no such place, because then the published one has changed. */
function added(schema: unknown, at: readonly string[], put: Schema): Schema {
  const [key, ...rest] = at;
  if (!isRecord(schema)) throw new Error('The Compose schema has no place for an addition');
  if (key === undefined) return { ...schema, ...put };
  const inner = schema[key];
  if (!Array.isArray(inner)) return { ...schema, [key]: added(inner, rest, put) };
  const [index, ...below] = rest;
  return { ...schema, [key]: inner.map((one: unknown, n) => (String(n) === index ? added(one, below, put) : one)) };
}

/** The keys that may stand below a path of keys. Items of lists are found by any number. */
export function keysAt(path: readonly string[]): readonly ComposeKey[] {
  let places = distinct(variants(root));
  for (const key of path)
    places = distinct(places.flatMap((place) => below(place, key)).flatMap((one) => variants(one)));
  const found = new Map<string, ComposeKey>();
  for (const place of places) {
    for (const [key, schema] of Object.entries(isRecord(place['properties']) ? place['properties'] : {})) {
      if (!found.has(key)) found.set(key, { key, info: infoOf(schema), shape: shapeOf(schema) });
    }
  }
  return [...found.values()].sort((a, b) => a.key.localeCompare(b.key));
}

/** Alternatives lead to the same places again: without this, their number would grow with each key of a path. */
function distinct(places: readonly Schema[]): readonly Schema[] {
  return [...new Set(places)];
}

/** The schema itself and every alternative it offers, with references followed; the Compose schema nests a few levels. */
function variants(schema: unknown, depth = 0): readonly Schema[] {
  if (!isRecord(schema) || depth > 8) return [];
  const ref = schema['$ref'];
  // A place has its own words beside what it refers to.
  if (typeof ref === 'string') return [schema, ...variants(referred(ref), depth + 1)];
  const others = Array.isArray(schema['oneOf']) ? schema['oneOf'] : [];
  return [schema, ...others.flatMap((other) => variants(other, depth + 1))];
}

/** What a reference such as `#/definitions/service` stands for. */
export function referred(ref: string): unknown {
  let at: unknown = root;
  for (const part of ref.replace(/^#\//, '').split('/')) at = isRecord(at) ? at[part] : undefined;
  return at;
}

function below(schema: Schema, key: string): readonly unknown[] {
  const { properties, patternProperties, items } = schema;
  if (isRecord(properties) && Object.hasOwn(properties, key)) return [properties[key]];
  if (isRecord(patternProperties)) {
    const fit = Object.entries(patternProperties).filter(([pattern]) => new RegExp(pattern).test(key));
    const named = fit.filter(([pattern]) => !pattern.startsWith('^x-'));
    if (named.length > 0) return named.map(([, inner]) => inner);
  }
  return /^\d+$/.test(key) && items !== undefined ? [items] : [];
}

function infoOf(schema: unknown): ComposeKey['info'] {
  for (const { description, note: noted } of variants(schema)) {
    if (typeof description === 'string') return description;
    const note = composeNotes.find((one) => one === noted);
    if (note) return { note };
  }
  return '';
}

function shapeOf(schema: unknown): ComposeKey['shape'] {
  const all = variants(schema);
  const has = (type: string) => all.some((one) => one['type'] === type);
  if (all.some(({ properties, patternProperties }) => properties ?? patternProperties)) return 'map';
  if (has('array')) return 'list';
  return has('object') ? 'map' : 'value';
}
