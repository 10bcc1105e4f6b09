import * as z from 'zod/mini';
import { BuildOrder, type BuildRecord } from '../../../app/builds.ts';
import { TaskId } from '../../../app/tasks.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { type Fields, KeptFile } from '../../disk/kept-file.ts';
import { repaired } from '../../disk/repair.ts';
import { LiveList } from '../live.ts';

/** Ended builds that are kept. */
const mostKept = 200;
/** 200 builds of 500 steps, in bytes. */
const longest = 64 * 1024 * 1024;

const line = z.optional(z.number());
const Fault = z.object({ message: z.string(), line });
const Stored = z.object({
  ...BuildOrder.shape,
  id: TaskId,
  state: z.enum(['running', 'succeeded', 'failed', 'cancelled']),
  started: z.number(),
  ended: z.optional(z.number()),
  builder: z.enum(['buildkit', 'classic', 'unknown']),
  steps: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      instruction: z.string(),
      stage: z.optional(z.string()),
      number: z.optional(z.number()),
      total: z.optional(z.number()),
      line,
      state: z.enum(['waiting', 'running', 'done', 'cached', 'failed', 'cancelled']),
      cached: z.boolean(),
      started: z.optional(z.number()),
      ended: z.optional(z.number()),
    }),
  ),
  stepCount: z.number(),
  cachedCount: z.number(),
  contextBytes: z.number(),
  contextFiles: z.number(),
  image: z.optional(z.string()),
  error: z.optional(Fault),
  warnings: z.array(Fault),
  changedFrom: z.optional(z.object({ label: z.string(), line })),
});

/** The builds that run and those that ended, the latter also on disk. */
export class BuildHistory {
  readonly list = new LiveList<BuildRecord>();
  readonly #file: KeptFile;
  readonly #records = new Map<string, BuildRecord>();

  private constructor(folder: Kept) {
    this.#file = new KeptFile(folder, { name: 'builds.json', version: 1, longest });
  }

  /** Reads what is kept in a folder. A record that is damaged is left out, a file that is none of ours is set aside. */
  static async open(folder: Kept): Promise<BuildHistory> {
    const history = new BuildHistory(folder);
    for (const record of await load(history.#file)) history.#records.set(record.id, record);
    history.list.replace([...history.#records.values()]);
    return history;
  }

  /** The latest build of the same thing, with the same arguments, that succeeded. */
  before({ engine, folder, dockerfile, target, args, id }: BuildRecord): BuildRecord | undefined {
    return [...this.#records.values()].findLast(
      (other) =>
        other.id !== id &&
        other.state === 'succeeded' &&
        other.engine === engine &&
        other.folder === folder &&
        other.dockerfile === dockerfile &&
        other.target === target &&
        sameArguments(other.args, args),
    );
  }

  /** Keeps the record as it is now; once it has ended also on disk. */
  put(record: BuildRecord): void {
    this.#records.set(record.id, record);
    this.list.merge([record]);
    if (record.state !== 'running') this.#prune();
  }

  /** Drops ended ones. */
  remove(ids: readonly string[]): void {
    const gone = ids.filter((id) => this.#records.get(id)?.state !== 'running');
    for (const id of gone) this.#records.delete(id);
    this.list.merge([], gone);
    this.#save();
  }

  /** Resolves once all is on disk, or cannot be. */
  flush(): Promise<void> {
    return this.#file.flush(() => this.#fields());
  }

  #prune(): void {
    const ended = [...this.#records.values()].filter(({ state }) => state !== 'running');
    this.remove(ended.slice(0, Math.max(0, ended.length - mostKept)).map(({ id }) => id));
  }

  /** A disk that is full costs the history, not the build. */
  #save(): void {
    this.#file.save(() => this.#fields()).catch(() => undefined);
  }

  #fields(): Fields {
    return { builds: [...this.#records.values()].filter(({ state }) => state !== 'running') };
  }
}

function sameArguments(a: BuildRecord['args'], b: BuildRecord['args']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

async function load(file: KeptFile): Promise<readonly BuildRecord[]> {
  const records = await file.read((content, version) => {
    // The first Gantry wrote the list alone.
    const builds = version === 0 ? content : (content as Fields)['builds'];
    if (!Array.isArray(builds)) return undefined;
    const { value, odd } = repaired(z.array(Stored), builds, []);
    if (odd) file.odd();
    return value;
  });
  return (records ?? []).map((record) => JSON.parse(JSON.stringify(record)));
}
