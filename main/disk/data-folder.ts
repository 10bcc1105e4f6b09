import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostState } from '../../app/machine/host.ts';
import type { PlainReason } from '../../app/reasons/reasons.ts';
import { cause, causeOf } from '../../app/rpc/problem.ts';
import { diskProblem } from './disk-problem.ts';
import { FolderLock, type Holder } from './folder-lock.ts';
import { writeAtomically } from './write-file.ts';

/** Where a service keeps files of its own. */
export interface Kept {
  readonly path: string;
  /** Whether this process may write there now; asked before each write. */
  mine(): Promise<boolean>;
}

/** The folder of Gantry's own files. One process at a time writes there: any other reads it, and says that it keeps nothing. */
export class DataFolder implements Kept {
  readonly path: string;
  readonly #lock: FolderLock | undefined;
  #unkept: HostState['unkept'];
  #changed: () => void = () => undefined;

  private constructor(path: string, lock: FolderLock | undefined, unkept: HostState['unkept']) {
    this.path = path;
    this.#lock = lock;
    this.#unkept = unkept;
    lock?.lost.addEventListener('abort', () => {
      this.#unkept = taken('data-taken-over', lock.holder);
      this.#changed();
    });
  }

  /** Makes the folder if it is missing, and takes it if nobody has it. Never rejects. */
  static async open(path: string): Promise<DataFolder> {
    try {
      await mkdir(path, { recursive: true, mode: 0o700 });
      const lock = await FolderLock.take(join(path, 'lock'));
      if (lock instanceof FolderLock) return new DataFolder(path, lock, undefined);
      return new DataFolder(path, undefined, taken('data-shared', lock));
    } catch (error) {
      return new DataFolder(path, undefined, { cause: causeOf(diskProblem(error, 'folder-unusable').problem) });
    }
  }

  /** Why nothing is kept; undefined while all is well. */
  get unkept(): HostState['unkept'] {
    return this.#unkept;
  }

  /** Calls when `unkept` has changed; one listener. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  async mine(): Promise<boolean> {
    return this.#lock !== undefined && (await this.#lock.holds());
  }

  /** Lets another Gantry know where this one can be opened. */
  async announce(url: string): Promise<void> {
    await this.#lock?.announce(url);
  }

  /** Gives the folder up: after this, another process may write there. */
  async release(): Promise<void> {
    await this.#lock?.release();
  }
}

/**
 * Writes one file of the folder whole, or nothing where the folder is not ours.
 * @throws ProblemError: what the disk says, `no-space` when it is full
 */
export async function keepFile(folder: Kept, file: string, content: string): Promise<void> {
  if (!(await folder.mine())) return;
  try {
    await writeAtomically(file, content);
  } catch (error) {
    throw diskProblem(error, 'not-kept');
  }
}

/** Removes one file of the folder, if the folder is ours. */
export async function dropFile(folder: Kept, file: string): Promise<void> {
  if (await folder.mine()) await rm(file, { force: true });
}

function taken(reason: PlainReason, { url }: Holder): HostState['unkept'] {
  return { cause: cause(reason), ...(url === undefined ? {} : { url }) };
}
