import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isInterpolated } from './interpolation.ts';
import { Merges } from './merge.ts';
import { fileRule, type Rule, type Shape, type TypeName } from './rules.ts';
import type { Fault, Structure } from './structure.ts';

/** Where a value stands. */
interface Spot {
  /** How it is called in a sentence. */
  readonly name: string;
  readonly offset: number;
}

/** More help nobody, and a hostile file may have one per line. */
export const mostFindings = 200;

const typeWords: Readonly<Record<TypeName, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'empty',
};

/** Holds one document against the Compose schema, each node as often as the schema has places for it: in linear time. */
export class SchemaCheck {
  readonly faults: Fault[] = [];
  readonly #targets: Structure['targets'];
  readonly #merges: Merges;
  readonly #complete: boolean;
  /** What has a name may be in many places, and is looked at once for each rule. */
  readonly #seen = new Map<Rule, Set<Node>>();

  /** @param complete what a later document leaves out, an earlier one may have said */
  constructor({ targets }: Structure, complete: boolean) {
    this.#targets = targets;
    this.#merges = new Merges(targets);
    this.#complete = complete;
  }

  /** What is wrong with a document, in the order of its schema. */
  run(contents: Node | null): readonly Fault[] {
    this.#value(contents, fileRule, { name: 'The file', offset: contents?.range?.[0] ?? 0 });
    return this.faults;
  }

  #value(given: unknown, rule: Rule, spot: Spot): void {
    const node = isAlias(given) ? this.#targets.get(given) : given;
    if (rule.shapes.length === 0 || this.faults.length >= mostFindings || (isAlias(given) && !node)) return;
    // Compose takes away what is reset before it looks at anything.
    if (tagOf(node) === '!reset') return;
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) {
      const seen = this.#seen.get(rule) ?? new Set();
      if (seen.has(node)) return;
      this.#seen.set(rule, seen.add(node));
    }
    const shape = rule.shapes.find((one) => accepts(one, node));
    if (!shape)
      return this.#say(
        spot,
        `must be ${listed(rule.shapes.flatMap(({ types }) => [...types]).map((type) => typeWords[type]))}`,
      );
    if (isMap(node)) this.#map(node, shape, spot);
    else if (isSeq(node)) this.#list(node, shape, spot);
    else if (isScalar(node)) this.#scalar(node, rule, shape, spot);
  }

  #map(map: YAMLMap, shape: Shape, spot: Spot): void {
    const pairs = this.#merges.pairsOf(map);
    for (const [key, pair] of pairs) {
      const at = { name: `“${key}”`, offset: offsetOf(pair.key, spot.offset) };
      const rule = shape.properties.get(key) ?? shape.patterns.find(([pattern]) => pattern.test(key))?.[1];
      if (rule) this.#value(pair.value, rule, at);
      else if (shape.closed && tagOf(pair.value) !== '!reset') this.#unknown(key, shape, at);
    }
    const missing = this.#complete ? shape.required.filter((key) => !pairs.has(key)) : [];
    if (missing.length > 0)
      this.#say(
        spot,
        `must have ${listed(
          missing.map((key) => `“${key}”`),
          'and',
        )}`,
      );
  }

  #list(list: YAMLSeq, shape: Shape, spot: Spot): void {
    const texts = new Set<unknown>();
    for (const item of list.items) {
      const at = { name: `An item of ${spot.name}`, offset: offsetOf(item, spot.offset) };
      if (shape.items) this.#value(item, shape.items, at);
      const node = isAlias(item) ? this.#targets.get(item) : item;
      if (!shape.unique || !isScalar(node)) continue;
      if (texts.has(node.value)) this.#say(at, `must not be there twice`);
      texts.add(node.value);
    }
  }

  #scalar({ value }: Scalar, { form }: Rule, { values, pattern, least, most }: Shape, spot: Spot): void {
    if (typeof value === 'string') {
      if (isInterpolated(value)) return;
      if (values && !values.includes(value)) this.#say(spot, `must be ${listed(values.map(String))}`);
      else if (form && !form.fits.test(value)) this.#say(spot, `must be ${form.words}`);
      else if (pattern && !pattern.test(value)) this.#say(spot, `must match ${pattern.source}`);
    }
    if (typeof value !== 'number') return;
    if (value < least) this.#say(spot, `must be at least ${least}`);
    if (value > most) this.#say(spot, `must be at most ${most}`);
  }

  #unknown(key: string, { properties }: Shape, { offset }: Spot): void {
    // A key may be newer than the schema; a name that nothing can have is wrong in any version.
    if (properties.size > 0)
      this.faults.push({ offset, message: `“${key}” is not a known key here.`, severity: 'warning' });
    else this.faults.push({ offset, message: `“${key}” cannot be a name here.`, severity: 'error' });
  }

  #say({ name, offset }: Spot, words: string): void {
    this.faults.push({ offset, message: `${name} ${words}.`, severity: 'error' });
  }
}

/** Whether a shape takes a node, by its type alone; a variable may become any single value. */
function accepts({ types }: Shape, node: unknown): boolean {
  if (isMap(node)) return types.has('object');
  if (isSeq(node)) return types.has('array');
  const value = isScalar(node) ? node.value : null;
  switch (typeof value) {
    case 'boolean':
      return types.has('boolean');
    case 'number':
      return types.has('number') || (types.has('integer') && Number.isInteger(value));
    case 'string':
      return (
        types.has('string') ||
        (isInterpolated(value) && [...types].some((type) => type !== 'object' && type !== 'array'))
      );
    default:
      return value === null ? types.has('null') : types.has('string');
  }
}

function tagOf(node: unknown): string | undefined {
  return isScalar(node) || isCollection(node) ? node.tag : undefined;
}

function offsetOf(node: unknown, otherwise: number): number {
  return (isScalar(node) || isCollection(node) || isAlias(node) ? node.range?.[0] : undefined) ?? otherwise;
}

function listed(words: readonly string[], joint = 'or'): string {
  const distinct = [...new Set(words)];
  const others = distinct.slice(0, -1).join(', ');
  return `${others}${others === '' ? '' : ` ${joint} `}${distinct.at(-1) ?? ''}`;
}
