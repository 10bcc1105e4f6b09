import * as z from 'zod/mini';
import type { ForecastLine, ForecastReason } from '../../../../app/build/forecasts.ts';
import type { BuildOrder, BuildRecord, ForecastQuestion } from '../../../../app/builds.ts';
import type { Kept } from '../../../disk/data-folder.ts';
import { KeptFile } from '../../../disk/kept-file.ts';
import { repaired } from '../../../disk/repair.ts';
import type { Engine } from '../../../engine/engine.ts';
import type { JobRunner } from '../../../processes/utility.ts';
import { readIgnoreText } from '../ignore/ignore-file.ts';
import { doneBy } from './done.ts';
import type { FileAnswer, FileQuestion } from './file-job.ts';
import { foresee } from './foresee.ts';
import type { ForecastJobs } from './jobs.ts';
import { neededOf, type PlannedStage, planOf } from './plan.ts';

/** Builds that something is foretold after: the last ones of so many Dockerfiles. */
const mostKept = 12;
/** Each with ten thousand files of a hundred bytes, in bytes. */
const longest = 32 * 1024 * 1024;
/** Images that are looked for. */
const mostImages = 50;

const Stored = z.object({
  of: z.string(),
  build: z.string(),
  text: z.string(),
  argNames: z.array(z.string()),
  classic: z.boolean(),
  done: z.array(z.number()),
  images: z.array(z.tuple([z.string(), z.string()])),
  files: z.array(z.tuple([z.string(), z.number(), z.number(), z.number(), z.string()])),
  truncated: z.boolean(),
});

/** What is kept of the last build of a Dockerfile. */
type Trace = z.infer<typeof Stored>;
type Target = Pick<BuildOrder, 'engine' | 'folder' | 'dockerfile' | 'target' | 'platform'>;

/** Foretells what of a build will come from the cache, by the last one of the same. */
export class Forecasts {
  readonly #jobs: JobRunner<ForecastJobs>;
  readonly #file: KeptFile;
  readonly #traces: Map<string, Trace>;
  /** The values of arguments, by the build's id: they are kept nowhere else. */
  readonly #args = new Map<string, BuildOrder['args']>();
  /** What is being looked at after a build, by what that was of. */
  readonly #pending = new Map<string, Promise<void>>();

  private constructor(jobs: JobRunner<ForecastJobs>, file: KeptFile, traces: readonly Trace[]) {
    this.#jobs = jobs;
    this.#file = file;
    this.#traces = new Map(traces.map((trace) => [trace.of, trace]));
  }

  /** @param jobs go through the files, in a process of their own */
  static async open(folder: Kept, jobs: JobRunner<ForecastJobs>): Promise<Forecasts> {
    const file = new KeptFile(folder, { name: 'build-traces.json', version: 1, longest });
    const traces = await file.read((content) => {
      const { value, odd } = repaired(z.array(Stored), (content as { readonly traces?: unknown }).traces, []);
      if (odd) file.odd();
      return value;
    });
    return new Forecasts(jobs, file, traces ?? []);
  }

  /**
   * What the next build will do with each instruction that it needs, in the file's order; undefined where nothing like it
   * was built. Rejects with the signal's reason, and with what the job says.
   */
  async ask(
    question: ForecastQuestion,
    engine: Engine,
    signal: AbortSignal,
  ): Promise<readonly ForecastLine[] | undefined> {
    const key = keyOf(question);
    await this.#pending.get(key);
    signal.throwIfAborted();
    const trace = this.#traces.get(key);
    if (!trace) return undefined;
    const { text, args, target, noCache, noCacheStages, pull, folder, ignore, dockerfile } = question;
    const known = this.#args.get(trace.build);
    const stages = planOf(text, args, trace.classic);
    const copied = copiesOf(stages);
    const [found, images] = await Promise.all([
      this.#compare(
        {
          folder,
          ignore,
          groups: copied.map(({ paths }) => paths),
          before: trace.files,
          typed: { path: dockerfile, text },
        },
        signal,
      ),
      imagesOf(engine, stages, signal),
    ]);
    const changes = new Map(copied.map(({ line }, index) => [line, found.changes[index]]));
    const unread: ForecastReason = { kind: 'unread' };
    return foresee(
      {
        stages: planOf(trace.text, known ?? {}, trace.classic),
        done: new Set(trace.done),
        images: new Map(trace.images),
        forgotten: new Set(known ? [] : trace.argNames),
      },
      {
        stages,
        needed: neededOf(stages, target),
        images: new Map(images),
        noCache: noCache || new Set(noCacheStages?.map((name) => name.toLowerCase())),
        pull,
        changeOf: (line) => (trace.truncated && changes.has(line) ? unread : changes.get(line)),
      },
    );
  }

  /** Remembers what a build that ended was made of. Never rejects. */
  remember(order: BuildOrder, text: string, record: BuildRecord, engine: Engine): void {
    const key = keyOf(order);
    const looking = this.#look(order, text, record, engine)
      .catch(() => undefined)
      .then(() => {
        if (this.#pending.get(key) === looking) this.#pending.delete(key);
      });
    this.#pending.set(key, looking);
  }

  /** Resolves once all is on disk, or cannot be. */
  async flush(): Promise<void> {
    await Promise.all(this.#pending.values());
    await this.#file.flush(() => this.#fields());
  }

  async #look(order: BuildOrder, text: string, record: BuildRecord, engine: Engine): Promise<void> {
    const { folder, dockerfile, args } = order;
    const classic = record.builder === 'classic';
    const stages = planOf(text, args, classic);
    const signal = AbortSignal.timeout(mostWait);
    const before = this.#traces.get(keyOf(order))?.files ?? [];
    const ignore = await readIgnoreText(folder, dockerfile);
    const groups = copiesOf(stages).map(({ paths }) => paths);
    const [{ files, truncated }, images] = await Promise.all([
      this.#compare({ folder, ignore, groups, before, since: record.started }, signal),
      imagesOf(engine, stages, signal),
    ]);
    const key = keyOf(order);
    this.#traces.delete(key);
    this.#traces.set(key, {
      of: key,
      build: record.id,
      text,
      argNames: Object.keys(args),
      classic,
      done: doneBy(record, stages),
      images,
      files: files.map((file) => [...file]),
      truncated,
    });
    this.#args.set(record.id, args);
    for (const [old, { build }] of [...this.#traces].slice(0, -mostKept)) {
      this.#traces.delete(old);
      this.#args.delete(build);
    }
    await this.#file.save(() => this.#fields());
  }

  #compare(question: FileQuestion, signal: AbortSignal): Promise<FileAnswer> {
    return this.#jobs.run('compareFiles', question, signal);
  }

  #fields() {
    return { traces: [...this.#traces.values()] };
  }
}

/** How long it is looked for what a build was made of, in ms: a job takes no longer, but may wait for another. */
const mostWait = 30_000;

function keyOf({ engine, folder, dockerfile, target = '', platform = '' }: Target): string {
  return JSON.stringify([engine, folder, dockerfile, target, platform]);
}

/** What steps copy of the folder, by their lines. */
function copiesOf(stages: readonly PlannedStage[]) {
  return stages.flatMap(({ steps }) =>
    steps.flatMap(({ line, sources }) => {
      const paths = sources.flatMap((source) => (source.kind === 'folder' ? source.paths : []));
      return paths.length > 0 ? [{ line, paths }] : [];
    }),
  );
}

/** The ids of the images that are named and that the engine has. */
async function imagesOf(
  engine: Engine,
  stages: readonly PlannedStage[],
  signal: AbortSignal,
): Promise<[string, string][]> {
  const named = stages.flatMap(({ base, steps }) => [
    ...(base === undefined || base === 'scratch' ? [] : [base]),
    ...steps.flatMap(({ sources }) => sources.flatMap((source) => (source.kind === 'image' ? [source.image] : []))),
  ]);
  const found = await Promise.all(
    [...new Set(named)].slice(0, mostImages).map(async (name): Promise<[string, string][]> => {
      const id = await engine.images.inspect(name, signal).then(
        (image) => image.id,
        () => undefined,
      );
      return id === undefined ? [] : [[name, id]];
    }),
  );
  return found.flat();
}
