import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/** A file whose mappings merge more than can be checked. */
export class MergesTooMuch extends Error {}

/** What names (`*base`) stand for. */
export type Targets = ReadonlyMap<Alias, Node>;

/** Pairs that merging may bring into one file; a mapping in each of a thousand services is far less. */
const mostMerged = 200_000;

/** Whether a key is YAML's `<<`, which is one only without quotes. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** The mappings that stand behind `<<`, the strongest first; undefined where there is something else. */
export function mergedMaps(value: unknown, targets: Targets): readonly YAMLMap[] | undefined {
  const node = isAlias(value) ? targets.get(value) : value;
  if (isMap(node)) return [node];
  if (!isSeq(node)) return undefined;
  const maps = node.items.map((item) => (isAlias(item) ? targets.get(item) : item));
  return maps.every(isMap) ? maps : undefined;
}

/** Tells the pairs of mappings as they are once `<<` is carried out, of one document. */
export class Merges {
  readonly #targets: Targets;
  #left = mostMerged;

  constructor(targets: Targets) {
    this.#targets = targets;
  }

  /** By key; what stands in the mapping itself wins. @throws MergesTooMuch */
  pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const pairs = new Map<string, Pair>();
    for (const pair of map.items) {
      const name = isMergeKey(pair.key) ? undefined : keyName(pair.key, this.#targets);
      if (name !== undefined) pairs.set(name, pair);
    }
    for (const { key, value } of map.items) {
      if (!isMergeKey(key)) continue;
      for (const merged of mergedMaps(value, this.#targets) ?? []) this.#merge(merged, pairs);
    }
    return pairs;
  }

  #merge(map: YAMLMap, into: Map<string, Pair>): void {
    const pairs = this.pairsOf(map);
    this.#left -= pairs.size + 1;
    if (this.#left < 0) throw new MergesTooMuch();
    for (const [name, pair] of pairs) if (!into.has(name)) into.set(name, pair);
  }
}

/** A key's text, with names followed; undefined where it is none. */
export function keyName(key: unknown, targets: Targets): string | undefined {
  const node = isAlias(key) ? targets.get(key) : key;
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}
