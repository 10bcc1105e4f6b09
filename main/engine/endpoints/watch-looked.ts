import { existsSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import type { Looked } from './look.ts';
import { nearestFolder, watchFolder } from './watch-folder.ts';

/** Folders that are watched at most: a person has some, and the system's watches are not only ours. */
const mostFolders = 256;
/** Programs write their files in several steps; one look is for all of them, in ms. */
const settleTime = 100;

/** The names in a folder that matter; undefined: all do. */
type Names = Set<string> | undefined;

/** Calls back once something changed where somebody looked, a moment after the first change. */
export class LookedWatch {
  readonly #changed: () => void;
  #end: () => void = () => {};
  #watched: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /**
   * Watches these places from now on, and no others.
   * @returns whether a folder is among them that was not watched before: what changed there since it was looked at was
   *   missed, so look once more
   */
  renew(looked: Looked): boolean {
    const before = this.#end;
    const places = placesOf(looked);
    const fresh = [...places.keys()].some((folder) => !this.#watched.has(folder));
    this.#watched = new Set(places.keys());
    const ends = Array.from(places, ([folder, names]) =>
      watchFolder(folder, (name) => names === undefined || names.has(name), this.#note),
    );
    this.#end = () => {
      for (const end of ends) end();
    };
    before();
    return fresh;
  }

  readonly stop = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#end();
    this.#end = () => {};
  };

  readonly #note = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed();
    }, settleTime).unref();
  };
}

/** What there is to watch. Of what does not exist yet, the next folder on the way. */
function placesOf({ files, folders }: Looked): ReadonlyMap<string, Names> {
  const places = new Map<string, Names>();
  const add = (folder: string, name: string | undefined): void => {
    if (!places.has(folder) && places.size >= mostFolders) return;
    const names = places.has(folder) ? places.get(folder) : new Set<string>();
    places.set(folder, name === undefined ? undefined : names?.add(name));
  };
  const addWay = (path: string): void => {
    const folder = nearestFolder(dirname(path));
    add(folder, relative(folder, path).split(sep)[0]);
  };
  for (const folder of folders) if (existsSync(folder)) add(folder, undefined);
  for (const path of [...folders, ...files]) addWay(path);
  return places;
}
