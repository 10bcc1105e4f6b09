import { type Alias, isAlias, isCollection, isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { type Cause, cause } from '../../../app/rpc/problem.ts';
import { malformedVariable } from './interpolation.ts';
import { isMergeKey, keyName, mergedMaps } from './merge.ts';

/** What is wrong at one place of a text. */
export interface Fault {
  /** Into the text, from 0, in UTF-16 units. */
  readonly offset: number;
  /** In the words of who reads YAML, or why. */
  readonly message: string | Cause;
  readonly severity: 'error' | 'warning';
}

/**
 * What Compose asks of a document's YAML before it looks at what it means: names that stand for something, keys that are
 * texts and stand there once, variables that can be read. Goes through a document in its own order, each node once.
 */
export class Structure {
  /** What each name (`*base`) stands for. */
  readonly targets = new Map<Alias, Node>();
  readonly faults: Fault[] = [];
  /** Something in it takes away, or replaces, what another document says. */
  overrides = false;
  readonly #anchors = new Map<string, Node>();
  readonly #around = new Set<Node>();

  constructor(contents: Node | null) {
    if (contents) this.#visit(contents);
  }

  #visit(node: unknown): void {
    if (isAlias(node)) return this.#alias(node);
    if (isScalar(node) || isCollection(node)) {
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
      this.overrides ||= node.tag === '!reset' || node.tag === '!override';
    }
    if (isScalar(node)) {
      const wrong = typeof node.value === 'string' ? malformedVariable(node.value) : undefined;
      if (wrong !== undefined) this.#say(node, cause('variable-malformed', { text: wrong }));
      return;
    }
    if (!isCollection(node)) return;
    this.#around.add(node);
    if (isMap(node)) this.#map(node);
    else for (const item of node.items) this.#visit(item);
    this.#around.delete(node);
  }

  #alias(alias: Alias): void {
    const target = this.#anchors.get(alias.source);
    if (!target) this.#say(alias, cause('alias-of-nothing', { name: alias.source }));
    else if (this.#around.has(target)) this.#say(alias, cause('alias-inside-itself', { name: alias.source }));
    else this.targets.set(alias, target);
  }

  #map(map: YAMLMap): void {
    const names = new Set<string>();
    for (const { key, value } of map.items) {
      const name = this.#key(key);
      if (name !== undefined && names.has(name)) this.#say(key, cause('key-twice', { key: name }));
      if (name !== undefined) names.add(name);
      this.#visit(value);
      if (isMergeKey(key) && !mergedMaps(value, this.targets)) this.#say(key, cause('merge-of-no-mapping'));
    }
  }

  #key(key: unknown): string | undefined {
    if (isAlias(key)) this.#alias(key);
    if (isScalar(key) && key.anchor !== undefined) this.#anchors.set(key.anchor, key);
    const name = keyName(key, this.targets);
    if (name === undefined && !isAlias(key)) {
      this.#say(key, isScalar(key) ? cause('key-not-text-but', { value: String(key.value) }) : cause('key-not-text'));
    }
    return name;
  }

  #say(node: unknown, message: Cause): void {
    const offset = isAlias(node) || isScalar(node) || isCollection(node) ? (node.range?.[0] ?? 0) : 0;
    this.faults.push({ offset, message, severity: 'error' });
  }
}
