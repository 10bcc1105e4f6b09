import * as z from 'zod/mini';
import { BuildOrder, type BuildRecord } from '../../../app/builds.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { Cause, problem } from '../../../app/rpc/problem.ts';
import { TaskId, taskPartStates, taskStates } from '../../../app/tasks.ts';
import { LiveList } from '../../base/live.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { type Fields, KeptFile } from '../../disk/kept-file.ts';
import { repaired } from '../../disk/repair.ts';
import { withoutValues } from './without-values.ts';

/** Ended builds that are kept. */
const mostKept = 200;
/** Steps of all of them together: what a window is told at once. */
const mostStepsKept = 40_000;
/** So many builds and steps, in bytes. */
const longest = 64 * 1024 * 1024;

const line = z.optional(z.number());
const fault = { message: z.string(), line };
const { args: givenArgs, ...orderShape } = BuildOrder.shape;
const Stored = z.object({
  ...orderShape,
  argNames: z.optional(z.array(z.string())),
  /** Once the values were kept, too. */
  args: z.optional(givenArgs),
  id: TaskId,
  state: z.enum(taskStates),
  started: z.number(),
  ended: z.optional(z.number()),
  builder: z.enum(['buildkit', 'classic', 'unknown']),
  way: z.optional(z.enum(['control', 'session', 'tar'])),
  steps: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      instruction: z.string(),
      stage: z.optional(z.string()),
      number: z.optional(z.number()),
      total: z.optional(z.number()),
      line,
      state: z.enum(taskPartStates),
      cached: z.boolean(),
      started: z.optional(z.number()),
      ended: z.optional(z.number()),
      after: z.optional(z.array(z.string())),
      bytes: z.optional(z.number()),
    }),
  ),
  stepCount: z.number(),
  cachedCount: z.number(),
  contextBytes: z.number(),
  contextFiles: z.number(),
  contextSent: z.optional(z.number()),
  image: z.optional(z.string()),
  error: z.optional(z.object({ ...fault, cause: z.optional(Cause), lines: z.optional(z.array(z.string())) })),
  warnings: z.array(z.object(fault)),
  changedFrom: z.optional(z.object({ label: z.string(), line })),
  forecast: z.optional(
    z.object({
      right: z.number(),
      unknown: z.number(),
      wrong: z.array(z.object({ line: z.number(), said: z.enum(['cached', 'runs']) })),
    }),
  ),
  goesOn: z.optional(z.string()),
});

/** The builds that run and those that ended, the latter also on disk. */
export class BuildHistory {
  readonly list = new LiveList<BuildRecord>();
  readonly #file: KeptFile;
  readonly #records = new Map<string, BuildRecord>();
  /** What was asked for since Gantry started, by the build's id: the values of arguments are nowhere else. */
  readonly #orders = new Map<string, BuildOrder>();

  private constructor(folder: Kept) {
    this.#file = new KeptFile(folder, { name: 'builds.json', version: 2, longest });
  }

  /**
   * Reads what is kept in a folder. A record that is damaged is left out, a file that is none of ours is set aside. Values
   * that an earlier Gantry kept do not stay there.
   */
  static async open(folder: Kept): Promise<BuildHistory> {
    const history = new BuildHistory(folder);
    const { records, outdated } = await load(history.#file);
    for (const record of records) history.#records.set(record.id, record);
    if (outdated) history.#save();
    history.list.replace([...history.#records.values()]);
    return history;
  }

  /** The latest build of the same thing, with the same arguments, that succeeded. */
  before({ engine, folder, dockerfile, target, id }: BuildRecord, args: BuildOrder['args']): BuildRecord | undefined {
    return [...this.#records.values()].findLast(
      (other) =>
        other.id !== id &&
        other.state === 'succeeded' &&
        other.engine === engine &&
        other.folder === folder &&
        other.dockerfile === dockerfile &&
        other.target === target &&
        this.#hadArguments(other, args),
    );
  }

  /** Keeps what a build was asked with, for as long as Gantry runs. */
  remember(id: string, order: BuildOrder): void {
    this.#orders.set(id, order);
  }

  /** The engine that a build was for; undefined for one that is not kept. */
  engineOf(id: string): EngineId | undefined {
    return (this.#orders.get(id) ?? this.#records.get(id))?.engine;
  }

  /** What would build the same again. Throws where that is not known any more. */
  order(id: string): BuildOrder {
    const known = this.#orders.get(id);
    if (known) return known;
    const record = this.#records.get(id);
    if (!record) throw problem('not-found', 'build-forgotten');
    const { argNames } = record;
    if (argNames.length > 0) {
      throw problem('invalid-input', 'build-values-not-kept', { detail: argNames.join(', ') });
    }
    return BuildOrder.parse({ ...record, args: {} });
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
    for (const id of gone) {
      this.#records.delete(id);
      this.#orders.delete(id);
    }
    this.list.merge([], gone);
    this.#save();
  }

  /** Resolves once all is on disk, or cannot be. */
  flush(): Promise<void> {
    return this.#file.flush(() => this.#fields());
  }

  #hadArguments({ id, argNames }: BuildRecord, args: BuildOrder['args']): boolean {
    const known = this.#orders.get(id)?.args ?? (argNames.length === 0 ? {} : undefined);
    return known !== undefined && sameArguments(known, args);
  }

  #prune(): void {
    const ended = [...this.#records.values()].filter(({ state }) => state !== 'running');
    let steps = 0;
    // The newest last.
    const first = ended.findLastIndex((record, index) => {
      return ended.length - index > mostKept || (steps += record.steps.length) > mostStepsKept;
    });
    this.remove(ended.slice(0, first + 1).map(({ id }) => id));
  }

  /** A disk that is full costs the history, not the build. */
  #save(): void {
    this.#file.save(() => this.#fields()).catch(() => undefined);
  }

  #fields(): Fields {
    const ended = [...this.#records.values()].filter(({ state }) => state !== 'running');
    return { builds: ended.map((record) => withoutValues(record, this.#orders.get(record.id)?.args ?? {})) };
  }
}

function sameArguments(a: BuildOrder['args'], b: BuildOrder['args']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** What is kept, and whether it is to be written anew. */
async function load(file: KeptFile): Promise<{ readonly records: readonly BuildRecord[]; readonly outdated: boolean }> {
  const stored = await file.read((content, version) => {
    // The first Gantry wrote the list alone.
    const builds = version === 0 ? content : (content as Fields)['builds'];
    if (!Array.isArray(builds)) return undefined;
    const { value, odd } = repaired(z.array(Stored), builds, []);
    if (odd) file.odd();
    return value;
  });
  const records = (stored ?? []).map(({ args, argNames = Object.keys(args ?? {}), ...record }) =>
    JSON.parse(JSON.stringify({ ...record, argNames })),
  );
  return { records, outdated: (stored ?? []).some(({ args }) => args !== undefined) };
}
