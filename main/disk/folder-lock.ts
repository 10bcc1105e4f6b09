import { randomUUID } from 'node:crypto';
import { type FileHandle, link, open, readFile, rename, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import { codeOf } from './disk-problem.ts';
import { fateOf, ownMark, ProcessMark } from './process-mark.ts';

/**
 * A file that says which process a folder belongs to. Whether its owner lives is asked of the system, which knows it for
 * certain: by the process's id and its start, within this start of the machine. No clock is asked, so neither a sleep nor
 * a changed clock takes the folder from one that lives. Only where the system cannot know (the owner runs on another
 * machine or in another container) is the file watched for as long as two and a half beats: a living owner counts on in
 * it. One that was halted for that long, and nothing else, can lose its lock; it finds out before it writes (`holds`).
 */

/** How often the owner counts on, in ms. */
const defaultBeat = 5_000;
/**
 * Where an abandoned lock was put away, others may have seen it too and be just about to do the same. So long, in ms, is
 * waited until it shows whose the new one is.
 */
const settling = 100;

const Claim = z.object({
  ...ProcessMark.shape,
  /** Of this lock: no other has it. */
  id: z.string(),
  beat: z.number(),
  /** Where the owner can be reached. */
  url: z.optional(z.string()),
});
type Claim = z.infer<typeof Claim>;

/** Who has a folder, as far as its lock says. */
export type Holder = Pick<Claim, 'url'> & Partial<Pick<Claim, 'pid'>>;

/** The locks of this very process. */
const ours = new Set<string>();

export class FolderLock {
  readonly #file: string;
  readonly #timer: NodeJS.Timeout;
  #claim: Claim;
  #handle: FileHandle;
  readonly #lost = new AbortController();
  #holder: Holder = {};
  #released = false;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, claim: Claim, handle: FileHandle, beat: number) {
    this.#file = file;
    this.#claim = claim;
    this.#handle = handle;
    ours.add(claim.id);
    this.#timer = setInterval(() => void this.#beat(), beat).unref();
  }

  /**
   * Takes the lock, or says who has it. Rejects with the system's error.
   * @param beat how often the owner counts on, in ms; the same for all who ask
   */
  static async take(file: string, beat = defaultBeat): Promise<FolderLock | Holder> {
    const claim: Claim = { ...(await ownMark()), id: randomUUID(), beat: 0 };
    let contested = false;
    // A second try after an abandoned lock was put away, more if other processes did so at the same time.
    for (let tries = 0; tries < 5; tries++) {
      const handle = await create(file, claim);
      if (handle) {
        const lock = new FolderLock(file, claim, handle, beat);
        if (!contested || (await lock.#settled())) return lock;
        continue;
      }
      const held = await readText(file);
      if (held === undefined) continue;
      if (await isHeld(file, held, beat)) return holderIn(held);
      contested = true;
      await putAway(file, held);
    }
    return {};
  }

  /** Aborts when another process turns out to have it. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Who has it instead, once it is lost. */
  get holder(): Holder {
    return this.#holder;
  }

  /** Whether it is still ours. To be asked before each write: a lock that was lost does not come back. */
  async holds(): Promise<boolean> {
    if (this.#released) return false;
    // Missing, or half written: another process may just be finding out that it took the wrong one away.
    for (let tries = 0; tries < 4 && !this.lost.aborted; tries++) {
      const held = await readText(this.#file);
      const claim = held === undefined ? undefined : claimIn(held);
      if (claim?.id === this.#claim.id) return true;
      if (claim) this.#lose(claim);
      else await pause(20);
    }
    return !this.lost.aborted && !this.#released && (await this.#restore());
  }

  /** Lets others know where the owner can be reached. */
  announce(url: string): Promise<void> {
    return this.#write({ url });
  }

  async release(): Promise<void> {
    this.#released = true;
    clearInterval(this.#timer);
    ours.delete(this.#claim.id);
    await this.#writing;
    const held = await readText(this.#file);
    await this.#handle.close();
    if (held !== undefined && claimIn(held)?.id === this.#claim.id) await rm(this.#file, { force: true });
  }

  /** Whether it is still ours once everybody else has looked; if not, it is let go. */
  async #settled(): Promise<boolean> {
    await pause(settling);
    if (await this.holds()) return true;
    await this.release();
    return false;
  }

  async #beat(): Promise<void> {
    if (await this.holds()) await this.#write();
  }

  #lose(claim: Claim): void {
    if (this.lost.aborted) return;
    this.#holder = holderOf(claim);
    clearInterval(this.#timer);
    this.#lost.abort();
  }

  /** In its own open file: should the lock be another's by now, this changes nothing of it. */
  #write(change: Pick<Claim, 'url'> = {}): Promise<void> {
    this.#claim = { ...this.#claim, ...change, beat: this.#claim.beat + 1 };
    const text = textOf(this.#claim);
    this.#writing = this.#writing.then(() => put(this.#handle, text)).catch(() => undefined);
    return this.#writing;
  }

  /** A hand removed the file: it is made anew, unless another process came first. */
  async #restore(): Promise<boolean> {
    try {
      const handle = await create(this.#file, this.#claim);
      if (!handle) return false;
      await this.#handle.close();
      this.#handle = handle;
      return true;
    } catch {
      // The folder itself is gone or full: whatever is written there now says so.
      return true;
    }
  }
}

async function create(file: string, claim: Claim): Promise<FileHandle | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
  try {
    await put(handle, textOf(claim));
    return handle;
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
}

async function put(handle: FileHandle, text: string): Promise<void> {
  const { bytesWritten } = await handle.write(text, 0);
  await handle.truncate(bytesWritten);
}

function textOf(claim: Claim): string {
  return `${JSON.stringify(claim)}\n`;
}

function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

function claimIn(text: string): Claim | undefined {
  try {
    return Claim.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function holderIn(text: string): Holder {
  const claim = claimIn(text);
  return claim ? holderOf(claim) : {};
}

function holderOf({ pid, url }: Claim): Holder {
  return { pid, url };
}

async function isHeld(file: string, held: string, beat: number): Promise<boolean> {
  const claim = claimIn(held);
  if (claim && ours.has(claim.id)) return true;
  // Made, but not written yet, or by nobody we know: its owner writes it on, if there is one.
  const fate = claim ? await fateOf(claim) : 'unknown';
  if (fate !== 'unknown') return fate === 'lives';
  const rounds = 10;
  for (let round = 0; round < rounds; round++) {
    await pause((beat * 2.5) / rounds);
    const now = await readText(file);
    if (now !== held) return now !== undefined;
  }
  return false;
}

/** Takes an abandoned lock away, unless another process was faster and it is that one's by now. */
async function putAway(file: string, held: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  if ((await readText(file)) !== held) return;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const moved = await readText(aside);
  if (moved !== undefined && claimIn(moved)?.id !== claimIn(held)?.id) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
