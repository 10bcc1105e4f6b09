import { lstat, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Links on the way to one path: more lead in a ring. */
const mostLinks = 255;
/** A Dockerfile names some dozen sources; where it is more, all of the folder is told. */
const mostPaths = 1_000;
/** UTF-16 units of one; longer than a path of most systems may be. */
const longestPath = 4_096;

/** How far a path is wanted: with what is in it, as a folder on the way to something, or not. */
export type Reach = 'whole' | 'towards' | 'no';

/** Which paths of a context a builder asks for. */
export class Wanted {
  readonly #whole = new Set<string>();
  readonly #towards = new Set<string>();

  /** @param parts of a path, relative to the context; none is all of it */
  add(parts: readonly string[]): void {
    this.#whole.add(parts.join('/'));
    for (let depth = 0; depth < parts.length; depth += 1) this.#towards.add(parts.slice(0, depth).join('/'));
  }

  /** @param parent of the folder that the path is in */
  reach(path: string, parent: Reach): Reach {
    if (parent === 'whole' || this.#whole.has(path)) return 'whole';
    return this.#towards.has(path) ? 'towards' : 'no';
  }
}

/**
 * What sources of COPY stand for in a folder (followpaths of BuildKit's file transfer): a link is wanted with what it leads
 * to, for the builder sees only what it is sent. Links never lead out of the folder: what is above it is the folder. From a
 * wildcard on all is wanted, which is more than was asked for. Undefined: all.
 * @param paths an engine's words
 */
export async function wantedIn(root: string, paths: readonly string[]): Promise<Wanted | undefined> {
  if (paths.length > mostPaths || paths.some(({ length }) => length > longestPath)) return undefined;
  const wanted = new Wanted();
  for (const path of paths) await follow(root, path, wanted);
  return wanted;
}

async function follow(root: string, path: string, wanted: Wanted): Promise<void> {
  const ahead = partsOf(path);
  let done: string[] = [];
  for (let links = 0; ahead.length > 0; ) {
    const [part = ''] = ahead.splice(0, 1);
    if (part === '..') {
      done.pop();
      continue;
    }
    if (/[*?[\\]/.test(part)) break;
    const here = [...done, part];
    const target = await targetOf(join(root, ...here));
    if (target === undefined) {
      done = here;
      continue;
    }
    wanted.add(here);
    if ((links += 1) > mostLinks) return;
    if (target.startsWith('/')) done = [];
    ahead.unshift(...partsOf(target));
  }
  wanted.add(done);
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** Where a link leads; undefined for what is none, or is not there: that is for the builder to say. */
async function targetOf(path: string): Promise<string | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : undefined;
  } catch {
    return undefined;
  }
}
