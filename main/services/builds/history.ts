import { BuildOrder, type BuildRecord } from '../../../app/builds.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { LiveList } from '../../base/live.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { type Fields, KeptFile } from '../../disk/kept-file.ts';
import { SourceTexts } from './source-texts.ts';
import { readStored } from './stored.ts';
import { withoutValues } from './without-values.ts';

/** Ended builds that are kept. */
const mostKept = 200;
/** Steps of all of them together: what a window is told at once. */
const mostStepsKept = 40_000;
/** So many builds and steps, in bytes. */
const longest = 64 * 1024 * 1024;

/** The builds that run and those that ended, the latter also on disk. */
export class BuildHistory {
  readonly list = new LiveList<BuildRecord>();
  readonly #file: KeptFile;
  readonly #records = new Map<string, BuildRecord>();
  /** What was asked for since Gantry started, by the build's id: the values of arguments are nowhere else. */
  readonly #orders = new Map<string, BuildOrder>();
  readonly #texts = new SourceTexts();

  private constructor(folder: Kept) {
    this.#file = new KeptFile(folder, { name: 'builds.json', version: 2, longest });
  }

  /**
   * Reads what is kept in a folder. A record that is damaged is left out, a file that is none of ours is set aside. Values
   * that an earlier Gantry kept do not stay there.
   */
  static async open(folder: Kept): Promise<BuildHistory> {
    const history = new BuildHistory(folder);
    const { records, texts, outdated } = await readStored(history.#file);
    for (const text of texts) history.#texts.keep(text);
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

  /**
   * Keeps what a build was asked with, for as long as Gantry runs, and its Dockerfile as long as its record.
   * @param text of that
   */
  remember(id: string, order: BuildOrder, text: string): void {
    this.#orders.set(id, order);
    this.#texts.keep(text);
  }

  /** The Dockerfile of a build as it was; undefined where it was not kept. */
  text(id: string): string | undefined {
    const source = this.#records.get(id)?.source;
    return source === undefined ? undefined : this.#texts.get(source);
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
    this.#texts.only([...this.#records.values()].toReversed().flatMap(({ source }) => source ?? []));
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
    const builds = ended.map((record) => withoutValues(record, this.#orders.get(record.id)?.args ?? {}));
    return { builds, dockerfiles: this.#texts.all() };
  }
}

function sameArguments(a: BuildOrder['args'], b: BuildOrder['args']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
