import { readdir, stat } from 'node:fs/promises';
import { type Machine, readSmall } from './machine.ts';

/** Where somebody looked: what changes there may be another engine. */
export interface Looked {
  /** Files, whether they are there or not. */
  readonly files: ReadonlySet<string>;
  /** Folders whose entries were listed. */
  readonly folders: ReadonlySet<string>;
}

/** One look at a machine's files. It remembers where it was, and never rejects: what cannot be read is not there. */
export class Look implements Looked {
  readonly machine: Machine;
  readonly files = new Set<string>();
  readonly folders = new Set<string>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** A small text file; undefined when it cannot be read. */
  async read(path: string): Promise<string | undefined> {
    this.files.add(path);
    return readSmall(path);
  }

  /** The names in a folder, in their order. */
  async list(folder: string): Promise<readonly string[]> {
    this.folders.add(folder);
    const names = await readdir(folder).catch(() => []);
    return names.toSorted((a, b) => a.localeCompare(b));
  }

  async isSocket(path: string): Promise<boolean> {
    this.files.add(path);
    return stat(path).then(
      (file) => file.isSocket(),
      () => false,
    );
  }
}
