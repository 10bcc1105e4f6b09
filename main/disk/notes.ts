import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kept } from './data-folder.ts';
import { readTextWithin } from './read-file.ts';

/**
 * Word, in a folder of Gantry's own, of what is under way, a file each: by it the next start finds what this process left
 * of it if it dies meanwhile.
 */
export class Notes {
  readonly #kept: Kept;
  readonly #folder: string;
  /** Names of this process. */
  readonly #own = new Set<string>();

  /** @param folder its name in Gantry's folder */
  constructor(kept: Kept, folder: string) {
    this.#kept = kept;
    this.#folder = join(kept.path, folder);
  }

  /**
   * Runs something, and leaves word of it meanwhile; once `stay` was called, also after it. Where no word can be left it runs
   * without: what is under way matters more.
   * @param name of the file, one that nobody else has
   */
  async during<T>(name: string, text: string, run: (stay: () => void) => Promise<T>): Promise<T> {
    this.#own.add(name);
    const mayLeave = await this.#kept.mine();
    let stays = !mayLeave;
    if (mayLeave) await this.#leave(name, text);
    try {
      return await run(() => {
        stays = true;
      });
    } finally {
      if (!stays) await this.remove(name);
      this.#own.delete(name);
    }
  }

  /** The names of those that an earlier process left; none where the folder is another process’s. */
  async left(): Promise<readonly string[]> {
    if (!(await this.#kept.mine())) return [];
    const names = await readdir(this.#folder).catch(() => []);
    return names.filter((name) => !this.#own.has(name));
  }

  /** What one says; '' where it cannot be read, or has more bytes than `most`. */
  read(name: string, most: number): Promise<string> {
    return readTextWithin(join(this.#folder, name), most).catch(() => '');
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true }).catch(() => undefined);
  }

  async #leave(name: string, text: string): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(join(this.#folder, name), text, { mode: 0o600, flag: 'wx' });
    } catch {
      await this.remove(name);
    }
  }
}
