import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';

/** How often the owner shows that it lives, in ms. */
const beat = 10_000;
/** A lock that was not touched for so long is nobody's, whatever runs under its process id now. */
const stale = 60_000;

/** Locks of this very process: its id may be that of the process that died (in a container it always is). */
const ours = new Set<string>();

/** A file that says which process a folder belongs to. */
export class FolderLock {
  readonly #file: string;
  readonly #text: string;
  readonly #timer: NodeJS.Timeout;

  private constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    ours.add(file);
    this.#timer = setInterval(() => void this.#touch(), beat).unref();
  }

  /** Takes the lock; undefined if another living process has it. Rejects with the system's error. */
  static async take(file: string): Promise<FolderLock | undefined> {
    const text = `${process.pid} ${randomUUID()}`;
    // A second try after an abandoned lock was put away, a third if another process did so at the same time.
    for (let tries = 0; tries < 3; tries++) {
      if (await create(file, text)) return new FolderLock(file, text);
      const held = await readFile(file, 'utf8').catch(() => undefined);
      if (held !== undefined && !(await isAbandoned(file, held))) return undefined;
      if (held !== undefined) await putAway(file, held);
    }
    return undefined;
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    ours.delete(this.#file);
    if ((await readFile(this.#file, 'utf8').catch(() => '')) === this.#text) await rm(this.#file, { force: true });
  }

  async #touch(): Promise<void> {
    const now = new Date();
    // Without it another process may take over after a minute; what is on disk then is checked as ever.
    await utimes(this.#file, now, now).catch(() => undefined);
  }
}

async function create(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(file: string, held: string): Promise<boolean> {
  const pid = Number(held.split(' ', 1)[0]);
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  const age = Date.now() - mtimeMs;
  // Made, but not written yet.
  if (held === '') return age > stale;
  if (!Number.isSafeInteger(pid) || pid <= 0) return true;
  return pid === process.pid ? !ours.has(file) : !isAlive(pid) || age > stale;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Takes an abandoned lock away, unless another process was faster and it is that one's by now. */
async function putAway(file: string, held: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const moved = await readFile(aside, 'utf8').catch(() => held);
  if (moved !== held) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
