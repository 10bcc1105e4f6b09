import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';

/** What labs keep for each other (image archives, command line plugins); it may be deleted at any time between labs. */
function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  return `${base?.startsWith('/') === true ? base : `${homedir()}/.cache`}/gantry-lab`;
}

/**
 * The path of a file or folder in the cache, which `make` makes once: it gets a scratch folder of its own, puts the
 * thing there and gives its path. Of several that make it at the same time the first counts; nobody sees half of it.
 * The name carries the versions that went into it.
 */
export async function cached(name: string, make: (scratch: string) => Promise<string>): Promise<string> {
  const place = `${cacheFolder()}/${name}`;
  if (await exists(place)) return place;
  await mkdir(cacheFolder(), { recursive: true, mode: 0o700 });
  const scratch = await mkdtemp(`${cacheFolder()}/.making-`);
  try {
    const made = await make(scratch);
    await rename(made, place).catch(async (error: unknown) => {
      if (!(await exists(place))) throw error; // else a full folder is there: somebody was faster
    });
    return place;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
