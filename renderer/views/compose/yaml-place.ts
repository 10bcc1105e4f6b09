/** Where in a YAML text a key is being typed. */
export interface YamlPlace {
  /** The keys above, from the outside; an item of a list counts as `0`. */
  readonly path: readonly string[];
  /** What is typed of the key so far. */
  readonly word: string;
  /** Keys that stand beside it already. */
  readonly siblings: ReadonlySet<string>;
  /** The key's column, from 0. */
  readonly indent: number;
}

interface Line {
  /** The column of the key. */
  readonly indent: number;
  readonly key: string;
  /** The column of the dash before it; undefined when there is none. */
  readonly dash: number | undefined;
}

/**
 * The place of a caret by indentation alone, since a text that is being typed is seldom valid. Undefined where no key
 * can stand: in a value, in a comment.
 */
export function yamlPlace(text: string, offset: number): YamlPlace | undefined {
  const before = text.slice(0, offset).split('\n');
  const current = before.pop() ?? '';
  const [, lead = '', word = ''] = /^((?:\s|-\s)*)([\w.-]*)$/.exec(current) ?? [];
  if (lead.length + word.length !== current.length) return undefined;
  const indent = lead.length;
  const dash = lead.lastIndexOf('-');
  const after = text.slice(offset).split('\n').slice(1);
  return {
    path: pathOf(before, dash === -1 ? indent : dash, dash !== -1),
    word,
    siblings: new Set([...(dash === -1 ? beside(before.toReversed(), indent) : []), ...beside(after, indent)]),
    indent,
  };
}

/** The keys above a line whose content begins at a column, from the outside. */
function pathOf(lines: readonly string[], column: number, isItem: boolean): string[] {
  const path = isItem ? ['0'] : [];
  // A list may stand at its key's own column.
  let limit = isItem ? column + 1 : column;
  for (const text of lines.toReversed()) {
    const line = parseLine(text);
    if (!line) continue;
    if (line.dash !== undefined && line.dash < limit && line.indent >= limit) {
      path.unshift('0');
      limit = line.dash + 1;
    } else if (line.indent < limit && line.key !== '') {
      path.unshift(line.key);
      limit = line.indent;
      if (line.dash !== undefined) {
        path.unshift('0');
        limit = line.dash + 1;
      }
    }
    if (limit === 0) break;
  }
  return path;
}

/** The keys at a column, up to the first line that stands further out. */
function beside(lines: readonly string[], indent: number): string[] {
  const keys: string[] = [];
  for (const text of lines) {
    const line = parseLine(text);
    if (!line || line.indent > indent) continue;
    if (line.indent < indent) break;
    if (line.key !== '') keys.push(line.key);
    if (line.dash !== undefined) break;
  }
  return keys;
}

/** Undefined for what holds nothing: empty lines and comments. */
function parseLine(text: string): Line | undefined {
  const [, lead = '', rest = ''] = /^((?:\s|-\s)*)(.*)$/.exec(text) ?? [];
  if (rest === '' || rest.startsWith('#')) return undefined;
  const [, key = ''] = /^["']?([\w.$/-]+)["']?\s*:(?:\s|$)/.exec(rest) ?? [];
  const dash = lead.indexOf('-');
  return { indent: lead.length, key, dash: dash === -1 ? undefined : dash };
}
