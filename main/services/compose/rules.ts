import { isRecord } from '../../base/json.ts';
import { type Form, formOf } from './forms.ts';
import { referred, root, type Schema } from './schema.ts';

const typeNames = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;

export type TypeName = (typeof typeNames)[number];

/** What the schema asks of one place: one of some shapes. */
export interface Rule {
  /** Each is of other types than the ones before it; none where anything may stand. */
  readonly shapes: readonly Shape[];
  /** What a text has to look like so that Compose can make of it what it needs. */
  readonly form: Form | undefined;
}

/** One of the alternatives of a place. */
export interface Shape {
  readonly types: ReadonlySet<TypeName>;
  readonly properties: ReadonlyMap<string, Rule>;
  readonly patterns: readonly (readonly [pattern: RegExp, rule: Rule])[];
  /** No other keys may stand here. */
  readonly closed: boolean;
  readonly required: readonly string[];
  readonly items: Rule | undefined;
  /** No item may stand here twice. */
  readonly unique: boolean;
  readonly values: readonly unknown[] | undefined;
  readonly pattern: RegExp | undefined;
  readonly least: number;
  readonly most: number;
}

/** Lists in which Compose lets the last of what is given twice win, before it asks its schema. */
const repeatable = new Set(
  `aliases annotations additional_contexts args cap_add cap_drop dns dns_opt dns_search env_file environment expose
  label_file labels link_local_ips links ports profiles sysctls tmpfs volumes`.split(/\s+/),
);

/** The rule of a schema, as the value of a key. The Compose schema does not contain itself. */
function ruleOf(schema: unknown, key = ''): Rule {
  const shapes = alternatives(schema);
  return { shapes: shapes.map((one) => shapeOf(one, key)), form: formOf(key, typesOf(shapes)) };
}

function alternatives(schema: unknown): readonly Schema[] {
  if (!isRecord(schema)) throw new Error('The Compose schema has something else where a schema belongs');
  const { $ref, oneOf } = schema;
  if (typeof $ref === 'string') return alternatives(referred($ref));
  if (Array.isArray(oneOf)) return oneOf.flatMap(alternatives);
  return schema['type'] === undefined ? [] : [schema];
}

function typesOf(shapes: readonly Schema[]): ReadonlySet<TypeName> {
  const named = shapes.flatMap(({ type }): unknown[] => (Array.isArray(type) ? type : [type]));
  return new Set(named.filter((name): name is TypeName => typeNames.some((known) => known === name)));
}

function shapeOf(schema: Schema, key: string): Shape {
  const { required, items, minimum, maximum, pattern } = schema;
  return {
    types: typesOf([schema]),
    properties: new Map(entries(schema['properties']).map(([name, inner]) => [name, ruleOf(inner, name)])),
    patterns: entries(schema['patternProperties']).map(([name, inner]) => [new RegExp(name), ruleOf(inner)]),
    closed: schema['additionalProperties'] === false,
    required: Array.isArray(required) ? required.map(String) : [],
    items: items === undefined ? undefined : ruleOf(items),
    unique: schema['uniqueItems'] === true && !repeatable.has(key),
    values: Array.isArray(schema['enum']) ? schema['enum'] : undefined,
    pattern: typeof pattern === 'string' ? new RegExp(pattern) : undefined,
    least: typeof minimum === 'number' ? minimum : Number.NEGATIVE_INFINITY,
    most: typeof maximum === 'number' ? maximum : Number.POSITIVE_INFINITY,
  };
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** The rule of a whole file. */
export const fileRule = ruleOf(root);
