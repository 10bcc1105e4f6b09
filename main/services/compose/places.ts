import { type Document, isCollection, isMap, isScalar, isSeq, type LineCounter, type YAMLMap } from 'yaml';

type Key = { readonly key: unknown; readonly value: unknown };

/** Finds the places of paths in one document, each key in constant time: hostile texts have many, and long mappings. */
export class Places {
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #keys = new WeakMap<YAMLMap, ReadonlyMap<string, Key>>();

  constructor(document: Document.Parsed, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  /** Where a path's key stands, or its item, or as much of it as the text has. */
  of(path: readonly string[]): { readonly line: number; readonly column: number } {
    let node: unknown = this.#document.contents;
    let offset = 0;
    for (const part of path) {
      const key = isMap(node) ? this.#pair(node, part)?.key : undefined;
      node = this.#below(node, part);
      if (isScalar(key) && key.range) offset = key.range[0];
      else if (isScalar(node) && node.range) offset = node.range[0];
      if (!isCollection(node)) break;
    }
    return at(this.#lines, offset);
  }

  #below(node: unknown, part: string): unknown {
    if (isMap(node)) return this.#pair(node, part)?.value;
    return isSeq(node) && /^\d+$/.test(part) ? node.items[Number(part)] : undefined;
  }

  #pair(map: YAMLMap, name: string): Key | undefined {
    let keys = this.#keys.get(map);
    if (!keys) {
      // Of two with one name the first counts: the other is an error of its own.
      const named = map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : []));
      keys = new Map(named.toReversed());
      this.#keys.set(map, keys);
    }
    return keys.get(name);
  }
}

/** An offset as a line and a column, both from 1. */
export function at(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
