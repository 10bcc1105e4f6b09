import { join } from 'node:path';
import * as z from 'zod/mini';
import { ContainerId } from '../../../app/containers.ts';
import { EngineId } from '../../../app/engines/engine.ts';
import { type Kept, keepFile } from '../../disk/data-folder.ts';
import { fateOf, ownMark, ProcessMark } from '../../disk/process-mark.ts';
import { readTextWithin } from '../../disk/read-file.ts';

/** Shells that are remembered; the oldest of an engine that never came back are forgotten first. */
const mostShells = 200;
/** A shell takes some 300 bytes. */
const longestFile = 1024 * 1024;

/** Where a shell runs, and how its processes are known there. */
export interface ShellRecord {
  readonly engine: EngineId;
  readonly container: ContainerId;
  /** Unguessable, and not the session's own id: whoever looks into the container sees it. */
  readonly shell: string;
  /** As whom it runs, if not as the container does: only as this one its processes can be looked at. */
  readonly user?: string | undefined;
  readonly privileged?: boolean | undefined;
  /** It runs in a toolbox for the container, which goes with it and has the shell for its mark. */
  readonly toolbox?: boolean | undefined;
  /** It is the container's own main process: nothing of it is ever ended, nor written down. */
  readonly attached?: true | undefined;
}

const Entry = z.object({
  engine: EngineId,
  container: ContainerId,
  shell: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  user: z.optional(z.string()),
  privileged: z.optional(z.boolean()),
  toolbox: z.optional(z.boolean()),
  owner: ProcessMark,
});
type Entry = z.infer<typeof Entry>;

const File = z.object({ version: z.literal(1), shells: z.array(z.unknown()) });

/**
 * `shells.json`: which shells this process runs, so that the next one finds those that it left running. A shell is held
 * by the process that opened it until it is dropped; one that nobody holds is a leftover.
 */
export class ShellLedger {
  readonly #folder: Kept;
  readonly #file: string;
  readonly #self: ProcessMark;
  /** By their markers, the oldest first. */
  readonly #entries = new Map<string, { readonly entry: Entry; held: boolean }>();
  #writing: Promise<void> = Promise.resolve();
  #dirty = false;

  private constructor(folder: Kept, self: ProcessMark) {
    this.#folder = folder;
    this.#file = join(folder.path, 'shells.json');
    this.#self = self;
  }

  /** What earlier processes left is a leftover, unless they may still run. What cannot be read is passed over. */
  static async open(folder: Kept): Promise<ShellLedger> {
    const ledger = new ShellLedger(folder, await ownMark());
    for (const entry of await readEntries(ledger.#file)) {
      ledger.#entries.set(entry.shell, { entry, held: (await fateOf(entry.owner)) !== 'gone' });
    }
    ledger.#trim();
    return ledger;
  }

  /** Notes a shell that is about to start; resolves when that is on disk, or the disk does not take it. */
  note(record: ShellRecord): Promise<void> {
    this.#entries.set(record.shell, { entry: { ...record, owner: this.#self }, held: true });
    this.#trim();
    return this.#save();
  }

  /** It has ended, with all that has to end with it. */
  drop(shell: string): void {
    if (this.#entries.delete(shell)) void this.#save();
  }

  /** It ended by itself. One that is being ended is noted until that is done: the shell is only a part of it. */
  exited(shell: string): void {
    if (this.#entries.get(shell)?.held) this.drop(shell);
  }

  /** Nobody holds it any more: it has to be ended. */
  abandon(shell: string): void {
    const kept = this.#entries.get(shell);
    if (kept) kept.held = false;
  }

  leftovers(engine: EngineId): ShellRecord[] {
    const kept = [...this.#entries.values()];
    return kept.filter(({ held, entry }) => !held && entry.engine === engine).map(({ entry }) => entry);
  }

  /** Resolves when all is on disk, or the disk does not take it. */
  flush(): Promise<void> {
    return this.#writing;
  }

  #trim(): void {
    for (const [shell, { held }] of this.#entries) {
      if (this.#entries.size <= mostShells) return;
      if (!held) this.#entries.delete(shell);
    }
  }

  /** One write at a time; what changes meanwhile goes into the next one together. */
  #save(): Promise<void> {
    if (this.#dirty) return this.#writing;
    this.#dirty = true;
    this.#writing = this.#writing.then(async () => {
      this.#dirty = false;
      const shells = Array.from(this.#entries.values(), ({ entry }) => entry);
      // A full disk is no reason to refuse a shell: it costs what a crash would leave.
      const text = `${JSON.stringify({ version: 1, shells }, null, 1)}\n`;
      await keepFile(this.#folder, this.#file, text).catch(() => undefined);
    });
    return this.#writing;
  }
}

async function readEntries(file: string): Promise<Entry[]> {
  try {
    const parsed = File.parse(JSON.parse(await readTextWithin(file, longestFile)));
    return parsed.shells.slice(-mostShells).flatMap((raw) => {
      const entry = Entry.safeParse(raw);
      return entry.success ? [entry.data] : [];
    });
  } catch {
    return [];
  }
}
