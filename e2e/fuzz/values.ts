import * as z from 'zod/mini';
import type { Random } from './random.ts';

/** What strings that mean something may be, by the names of their fields. */
export type Known = Readonly<Record<string, readonly string[]>>;

type Def = Readonly<Record<string, unknown>> & { readonly type: string };

function defOf(schema: z.core.$ZodType): Def {
  return schema._zod.def as unknown as Def;
}

function schemaAt(def: Def, field: string): z.core.$ZodType {
  return def[field] as z.core.$ZodType;
}

const zeros = '0'.repeat(64);

/** Candidates for a string whose field says nothing of what it means. */
const words = [
  'web',
  'a',
  'A-b_c.1',
  zeros,
  zeros.slice(0, 12),
  `sha256:${zeros}`,
  // How tasks, edits, logs, their views, lists, questions and recipes are named.
  zeros.slice(0, 32),
  `t${zeros.slice(0, 32)}`,
  `e${zeros.slice(0, 32)}`,
  `v${zeros.slice(0, 32)}`,
  `q${zeros.slice(0, 32)}`,
  `p${zeros.slice(0, 32)}`,
  `r${zeros.slice(0, 32)}`,
  'busybox',
  'busybox:latest',
  'registry.example/a/b:1',
  '10.0.0.0/8',
  '10.0.0.1',
  'bridge',
  'local',
  'linux/amd64',
  '1',
  '1.5',
  'KEY=value',
  'KEY',
  '8080:80',
  '80/tcp',
  'CMD true',
  'https://example.com',
  '2024-01-01T00:00:00Z',
  '00000000-0000-4000-8000-000000000000',
  '/',
  '',
  ' ',
  'x'.repeat(100),
];

/** Makes a value that fits a schema as well as can be guessed. */
export function fitting(random: Random, schema: z.core.$ZodType, known: Known, name = ''): unknown {
  const def = defOf(schema);
  const inner = (field: string, as = name) => fitting(random, schemaAt(def, field), known, as);
  switch (def.type) {
    case 'object':
      return fittingObject(random, schema, known);
    case 'optional':
      return random.chance(0.6) ? undefined : inner('innerType');
    case 'nullable':
    case 'default':
    case 'readonly':
      return inner('innerType');
    case 'array':
      return Array.from({ length: 1 + random.below(3) }, () => inner('element'));
    case 'tuple':
      return (def['items'] as z.core.$ZodType[]).map((item) => fitting(random, item, known, name));
    case 'record':
      return Object.fromEntries(
        Array.from({ length: random.below(3) }, () => [String(inner('keyType', '')), inner('valueType', '')]),
      );
    case 'union':
      return fitting(random, random.of(def['options'] as z.core.$ZodType[]), known, name);
    case 'literal':
      return random.of(def['values'] as unknown[]);
    case 'enum':
      return random.of(Object.values(def['entries'] as Record<string, unknown>));
    case 'boolean':
      return random.chance(0.5);
    case 'number':
      return candidate(random, schema, [0, 1, 2, 10, 80, 100, 1000, 4096, 65_535, 1.5, -1]);
    case 'custom':
      // The one kind of it: bytes.
      return new Uint8Array([104, 105, 13]);
    case 'string':
      return candidate(random, schema, words, random.chance(0.8) ? known[name] : undefined);
    default:
      return null;
  }
}

/** Of some tries the first in which the fields fit each other, where an object asks for that. */
function fittingObject(random: Random, schema: z.core.$ZodType, known: Known): unknown {
  const { shape, checks } = defOf(schema) as unknown as {
    readonly shape: Record<string, z.core.$ZodType>;
    readonly checks?: readonly unknown[];
  };
  for (let tries = checks?.length ? mostTries : 1; ; tries -= 1) {
    const entries = Object.entries(shape).map(([key, field]) => [key, fitting(random, field, known, key)] as const);
    const value = Object.fromEntries(entries.filter(([, field]) => field !== undefined));
    if (tries <= 1 || z.safeParse(schema, value).success) return value;
  }
}

const mostTries = 4;

/** A candidate that the schema takes, if there is one; first of all one that means something. */
function candidate<T>(random: Random, schema: z.core.$ZodType, candidates: readonly T[], first: readonly T[] = []): T {
  const fits = (value: T) => z.safeParse(schema, value).success;
  const fit = [first.filter(fits), candidates.filter(fits)].find((some) => some.length > 0);
  return random.of(fit ?? candidates);
}

function deep(depth: number): unknown {
  let value: unknown = 'bottom';
  for (let n = 0; n < depth; n++) value = n % 2 ? [value] : { a: value };
  return value;
}

/** Values that were made to hurt. Nothing of them is a path. */
const hostile: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => true,
  () => 0,
  () => -0,
  () => -1,
  () => 0.1,
  () => 1e308,
  () => 2 ** 53,
  () => -(2 ** 31),
  () => 4_294_967_296,
  () => '',
  () => ' ',
  () => '\0',
  () => 'a\0b',
  () => '\u001b[31m\u0007',
  () => '\u202eevil',
  () => '\ud800',
  () => '\ufeff',
  () => 'İıſK',
  () => '👩‍👩‍👧‍👦'.repeat(50),
  () => "'; DROP TABLE x --",
  () => '$(id)',
  () => '`id`',
  () => '--help',
  () => '-',
  () => '../'.repeat(20),
  () => '..',
  () => '%2e%2e%2f',
  () => 'a b',
  () => 'a\r\nX: y',
  () => '{{.}}',
  () => '[0-9]+$',
  () => '(a+)+$',
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => 'hasOwnProperty',
  () => [],
  () => ({}),
  () => [[]],
  () => [null],
  () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  () => ({ constructor: { prototype: { polluted: true } } }),
  () => JSON.parse('{"toString":1,"valueOf":2,"then":3}') as unknown,
  () => ({ length: 2 ** 32 }),
  () => Array.from({ length: 500 }, (_, n) => n),
  () => 'x'.repeat(5000),
  () => deep(200),
  () => Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`k${n}`, n])),
];

/** Seldom, because they take long to make, not to judge. */
const huge: readonly (() => unknown)[] = [
  () => 'x'.repeat(300_000),
  () => '\u0000'.repeat(50_000),
  () => deep(2000),
  () => Array.from({ length: 50_000 }, () => null),
  () => 'é'.repeat(200_000),
  () => '- '.repeat(3000),
  () => '['.repeat(100_000),
  () => '${a-'.repeat(2000),
];

/** Makes a value that fits nothing in particular. */
export function odd(random: Random): unknown {
  return random.chance(0.01) ? random.of(huge)() : random.of(hostile)();
}

/** A value with one thing in it changed, taken away, added or put somewhere else. */
export function nearly(random: Random, value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.7)) {
    const at = random.below(value.length);
    return (value as unknown[]).map((item, index) => (index === at ? nearly(random, item) : item));
  }
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && random.chance(0.9)) {
    const keys = Object.keys(value);
    const key =
      keys.length > 0 && random.chance(0.9) ? random.of(keys) : random.of(['__proto__', 'extra', 'constructor', '']);
    const { [key]: old, ...rest } = value as Record<string, unknown>;
    if (random.chance(0.15)) return rest;
    const changed = random.chance(0.6) ? nearly(random, old) : odd(random);
    // As JSON would make it: a key of its own, not the prototype.
    return Object.defineProperty({ ...rest }, key, {
      value: changed,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  if (typeof value === 'string' && random.chance(0.4)) {
    const at = random.below(value.length + 1);
    return (
      value.slice(0, at) + random.of(['\0', '/', '..', ' ', '\n', '\u202e', 'x', '%', ':', '@', '"']) + value.slice(at)
    );
  }
  if (typeof value === 'number' && random.chance(0.7)) return value + random.of([-1, 0.5, 1, 1e9, -1e9, 2 ** 53]);
  return odd(random);
}
