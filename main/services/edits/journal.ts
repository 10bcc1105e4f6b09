import * as z from 'zod/mini';
import { restartPolicies } from '../../../app/container/limits.ts';
import { ContainerId } from '../../../app/containers.ts';
import { EditId, type KeptEdit } from '../../../app/edits.ts';
import { EngineId } from '../../../app/engines/engine.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { LiveList } from '../../base/live.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { KeptFile } from '../../disk/kept-file.ts';
import { repaired } from '../../disk/repair.ts';

/** Edits that are under way or can be taken back; each is some seconds of a person's time. */
const mostEntries = 200;
/** Of the file, in bytes: an entry has some hundred. */
const longest = 1024 * 1024;

const Entry = z.object({
  id: EditId,
  engine: EngineId,
  /** The container of before, and its name. */
  old: ContainerId,
  name: z.string(),
  /** What it is called once it has made room. */
  aside: z.string(),
  /** What the new one is called until then: nobody else's is. */
  fresh: z.string(),
  /** What the new one is called in the end. */
  target: z.string(),
  made: z.optional(ContainerId),
  /** Whether the old one ran, and its restart policy, which is `no` while it is aside. */
  ran: z.boolean(),
  policy: z.enum(restartPolicies),
  maxRetries: z.optional(z.number()),
  /**
   * `making`: the old one is untouched. `stopping`: it may have been asked to end. `swapping`: it has ended, and may be called
   * otherwise. `kept`: the new one is in its place, and the old one is kept until `until`, in ms since the epoch.
   */
  phase: z.enum(['making', 'stopping', 'swapping', 'kept']),
  until: z.optional(z.number()),
});
/** Where an edit is: enough to finish it or to undo it, whoever dies in the middle. No secrets are in it. */
export type Entry = z.infer<typeof Entry>;

/** The edits under way and those that can be taken back, on disk before each step that they take. */
export class Journal {
  /** Those that can be taken back. */
  readonly list = new LiveList<KeptEdit>();
  readonly #file: KeptFile;
  readonly #folder: Kept;
  readonly #entries = new Map<EditId, Entry>();

  private constructor(folder: Kept) {
    this.#folder = folder;
    this.#file = new KeptFile(folder, { name: 'edits.json', version: 1, longest });
  }

  /** Reads what an earlier process left; another one's that still runs is not ours to finish. */
  static async open(folder: Kept): Promise<Journal> {
    const journal = new Journal(folder);
    const read = await journal.#file.read((content) => {
      const found = typeof content === 'object' && content !== null && 'edits' in content ? content.edits : [];
      const { value, odd } = repaired(z.array(Entry), found, []);
      if (odd) journal.#file.odd();
      return value;
    });
    if (await folder.mine()) for (const entry of read ?? []) journal.#entries.set(entry.id, entry);
    journal.#tell();
    return journal;
  }

  get entries(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  find(id: EditId): Entry | undefined {
    return this.#entries.get(id);
  }

  /**
   * Brings an entry to disk as it is now. Rejects with what the disk says, and with `unsupported` where another process has
   * Gantry's folder: then nothing could be undone after a crash.
   */
  async put(entry: Entry): Promise<void> {
    if (!(await this.#folder.mine())) throw problem('unsupported', 'edit-unkept');
    if (this.#entries.size >= mostEntries && !this.#entries.has(entry.id)) throw problem('conflict', 'edits-too-many');
    const before = this.#entries.get(entry.id);
    this.#entries.set(entry.id, entry);
    try {
      await this.#save();
    } catch (error) {
      if (before) this.#entries.set(entry.id, before);
      else this.#entries.delete(entry.id);
      throw error;
    }
    this.#tell();
  }

  /** Forgets an entry. A disk that cannot be written keeps it: the next start then finds nothing to do. */
  async drop(id: EditId): Promise<void> {
    this.#entries.delete(id);
    this.#tell();
    await this.#save().catch(() => undefined);
  }

  async flush(): Promise<void> {
    await this.#file.flush(() => this.#content());
  }

  #save(): Promise<void> {
    return this.#file.save(() => this.#content());
  }

  #content() {
    return { edits: this.entries };
  }

  #tell(): void {
    this.list.replace(this.entries.map(keptOf).filter((one) => one !== undefined));
  }
}

function keptOf({ id, engine, target, made, old, aside, phase, until }: Entry): KeptEdit | undefined {
  if (phase !== 'kept' || made === undefined || until === undefined) return undefined;
  return { id, engine, name: target, container: made, old, aside, until };
}
