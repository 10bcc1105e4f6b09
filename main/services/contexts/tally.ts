import type { ContextNode } from '../../../app/build/contexts.ts';

/** Nodes of a tree that are told. */
const mostNodes = 2_000;
/** Files of one folder that are remembered one by one while it is read. */
const mostKept = 500;
const mostBiggest = 50;

/** Files and bytes that grow. */
export class Count {
  files = 0;
  bytes = 0;

  add(bytes: number): void {
    this.files += 1;
    this.bytes += bytes;
  }
}

/** A folder or file while its context is gone through. */
export class Branch {
  readonly name: string;
  readonly isFolder: boolean;
  readonly sent = new Count();
  readonly left = new Count();
  readonly parent: Branch | undefined;
  inside: Branch[] = [];
  /** Files of it that were forgotten. */
  more = 0;
  /** Files among `inside`. */
  #files = 0;

  constructor(name: string, isFolder: boolean, parent?: Branch) {
    this.name = name;
    this.isFolder = isFolder;
    this.parent = parent;
  }

  get weight(): number {
    return this.sent.bytes + this.left.bytes;
  }

  add(name: string, isFolder: boolean): Branch {
    if (!isFolder && this.#files >= 2 * mostKept) this.#forget();
    const branch = new Branch(name, isFolder, this);
    this.inside.push(branch);
    if (!isFolder) this.#files += 1;
    return branch;
  }

  /** The smaller half of its files. */
  #forget(): void {
    const files = this.inside.filter((branch) => !branch.isFolder).sort(heavier);
    this.inside = [...this.inside.filter((branch) => branch.isFolder), ...files.slice(0, mostKept)];
    this.more += files.length - mostKept;
    this.#files = mostKept;
  }
}

function heavier(a: Branch, b: Branch): number {
  return b.weight - a.weight || (a.name < b.name ? -1 : 1);
}

/** Counts a file in it and in all folders around it. */
export function addTo(file: Branch, ignored: boolean, bytes: number): void {
  for (let at: Branch | undefined = file; at; at = at.parent) (ignored ? at.left : at.sent).add(bytes);
}

/** The tree with its largest nodes only: what is as large as the last of them is told as well, up to their number. */
export function pruned(top: Branch): ContextNode {
  const all: Branch[] = [];
  const waiting = [top];
  for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
    all.push(branch);
    waiting.push(...branch.inside.filter(({ isFolder }) => isFolder));
    for (const file of branch.inside) if (!file.isFolder) all.push(file);
  }
  const told = new Set(all.sort(heavier).slice(0, mostNodes));
  told.add(top);
  return nodeOf(top, told);
}

function nodeOf(branch: Branch, told: ReadonlySet<Branch>): ContextNode {
  const { name, isFolder, sent, left, more } = branch;
  const inside = branch.inside.filter((each) => told.has(each)).sort(heavier);
  return {
    name,
    isFolder,
    sent: { files: sent.files, bytes: sent.bytes },
    left: { files: left.files, bytes: left.bytes },
    inside: inside.map((each) => nodeOf(each, told)),
    more: more + branch.inside.length - inside.length,
  };
}

/** The largest files, of any number of them. */
export class Biggest {
  #files: { readonly path: string; readonly bytes: number }[] = [];

  add(path: string, bytes: number): void {
    this.#files.push({ path, bytes });
    if (this.#files.length >= 40 * mostBiggest) this.#files = this.list();
  }

  list(): { readonly path: string; readonly bytes: number }[] {
    return this.#files.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1)).slice(0, mostBiggest);
  }
}
