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
import { type Cause, cause } from '../../../app/rpc/problem.ts';
import { isInterpolated } from './interpolation.ts';
import { Merges } from './merge.ts';
import { fileRule, type Rule, type Shape } from './rules.ts';
import type { Fault, Structure } from './structure.ts';

/** Where a value stands. */
interface Spot {
  /** '' for the whole file. */
  readonly key: string;
  /** How many lists it is in, below that key. */
  readonly lists: number;
  readonly offset: number;
}

/** More help nobody, and a hostile file may have one per line. */
export const mostFindings = 200;

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
    this.#value(contents, fileRule, { key: '', lists: 0, offset: contents?.range?.[0] ?? 0 });
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
    if (!shape) {
      const types = rule.shapes.flatMap(({ types }) => [...types]).join('\n');
      return this.#say(spot.offset, cause('value-not-of-type', { ...named(spot), types }));
    }
    if (isMap(node)) this.#map(node, shape, spot);
    else if (isSeq(node)) this.#list(node, shape, spot);
    else if (isScalar(node)) this.#scalar(node, rule, shape, spot);
  }

  #map(map: YAMLMap, shape: Shape, spot: Spot): void {
    const pairs = this.#merges.pairsOf(map);
    for (const [key, pair] of pairs) {
      const at = { key, lists: 0, offset: offsetOf(pair.key, spot.offset) };
      const rule = shape.properties.get(key) ?? shape.patterns.find(([pattern]) => pattern.test(key))?.[1];
      if (rule) this.#value(pair.value, rule, at);
      else if (shape.closed && tagOf(pair.value) !== '!reset') this.#unknown(shape, at);
    }
    const missing = this.#complete ? shape.required.filter((key) => !pairs.has(key)) : [];
    if (missing.length > 0)
      this.#say(spot.offset, cause('value-without-keys', { ...named(spot), keys: missing.join('\n') }));
  }

  #list(list: YAMLSeq, shape: Shape, spot: Spot): void {
    const texts = new Set<unknown>();
    for (const item of list.items) {
      const at = { key: spot.key, lists: spot.lists + 1, offset: offsetOf(item, spot.offset) };
      if (shape.items) this.#value(item, shape.items, at);
      const node = isAlias(item) ? this.#targets.get(item) : item;
      if (!shape.unique || !isScalar(node)) continue;
      if (texts.has(node.value)) this.#say(at.offset, cause('value-twice', named(at)));
      texts.add(node.value);
    }
  }

  #scalar({ value }: Scalar, { form }: Rule, { values, pattern, least, most }: Shape, spot: Spot): void {
    if (typeof value === 'string') {
      if (isInterpolated(value)) return;
      if (values && !values.includes(value))
        this.#say(spot.offset, cause('value-not-one-of', { ...named(spot), values: values.map(String).join('\n') }));
      else if (form && !form.fits.test(value))
        this.#say(spot.offset, cause('value-not-in-form', { ...named(spot), form: form.name }));
      else if (pattern && !pattern.test(value))
        this.#say(spot.offset, cause('value-not-like', { ...named(spot), pattern: pattern.source }));
    }
    if (typeof value !== 'number') return;
    if (value < least) this.#say(spot.offset, cause('value-too-small', { ...named(spot), least }));
    if (value > most) this.#say(spot.offset, cause('value-too-large', { ...named(spot), most }));
  }

  #unknown({ properties }: Shape, { key, offset }: Spot): void {
    // A key may be newer than the schema; a name that nothing can have is wrong in any version.
    if (properties.size > 0) this.faults.push({ offset, message: cause('key-unknown', { key }), severity: 'warning' });
    else this.#say(offset, cause('key-impossible', { key }));
  }

  #say(offset: number, message: Cause): void {
    this.faults.push({ offset, message, severity: 'error' });
  }
}

/** What a sentence names of a place. */
function named({ key, lists }: Spot): { readonly key: string; readonly lists: number } {
  return { key, lists };
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
