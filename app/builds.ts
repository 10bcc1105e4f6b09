import * as z from 'zod/mini';
import { CacheId, type CacheRecord } from './build/cache.ts';
import type { ForecastLine, ForecastScore } from './build/forecasts.ts';
import { buildWishes, Platforms, StageName } from './build/wishes.ts';
import { EngineId } from './engines/engine.ts';
import type { BuildAbility } from './reasons/builds.ts';
import type { ListChange } from './rpc/live.ts';
import { call, stream } from './rpc/operation.ts';
import type { Cause } from './rpc/problem.ts';
import { type StartedTask, TaskId, type TaskOutput, type TaskPartState, type TaskState } from './tasks.ts';
import { FilePath } from './text/file-path.ts';
import { ImageRef } from './text/image-reference.ts';

/** A Dockerfile's path inside its folder. */
const Inside = z.string().check(
  z.minLength(1),
  z.maxLength(1000),
  z.refine((path) => !/^([\\/]|[A-Za-z]:)|\0/.test(path) && !path.split(/[\\/]/).includes('..'), {
    error: 'Not a path inside the folder.',
  }),
);

/** By what an engine's own history calls a build. */
const OtherId = z.string().check(z.regex(/^[\w.:-]+$/), z.maxLength(200));

/** By what a step calls a secret. */
const SecretId = z.string().check(z.regex(/^[\w.-]+$/), z.maxLength(200));

/** `NAME:ADDRESS`; the address may be of IPv6, or `host-gateway`. */
const ExtraHost = z.string().check(z.maxLength(300), z.regex(/^[\w.-]+:[\w.:[\]-]+$/));

/** Values of build arguments, by their names. */
const BuildArgs = z.record(
  z.string().check(z.regex(/^[A-Za-z_]\w*$/), z.maxLength(200)),
  z.string().check(z.maxLength(10_000)),
);

/** Something that a step may read while it runs (`--mount=type=secret`), and where on this machine it is. */
const BuildSecret = z.union([
  z.object({ id: SecretId, file: FilePath }),
  z.object({ id: SecretId, variable: z.string().check(z.regex(/^[A-Za-z_]\w*$/), z.maxLength(200)) }),
]);
export type BuildSecret = z.infer<typeof BuildSecret>;

/** The network of what runs in a build. */
export const buildNetworks = ['default', 'none', 'host'] as const;
export type BuildNetwork = (typeof buildNetworks)[number];

/** What to build, and how. */
export const BuildOrder = z
  .object({
    engine: EngineId,
    /** The context: an absolute path on the machine that Gantry runs on. */
    folder: FilePath,
    dockerfile: Inside,
    tags: z.array(ImageRef).check(z.maxLength(20)),
    /** A stage to stop at. */
    target: z.optional(StageName),
    args: BuildArgs,
    noCache: z.boolean(),
    /** Asks the registry for newer base images. */
    pull: z.boolean(),
    /** e.g. `linux/arm64/v8`, with commas between several; without it the engine's own. */
    platform: z.optional(Platforms),
    labels: z.optional(
      z.record(z.string().check(z.minLength(1), z.maxLength(500)), z.string().check(z.maxLength(10_000))),
    ),
    /** Where they are, not what they say. */
    secrets: z.optional(z.array(BuildSecret).check(z.maxLength(50))),
    /** Lends the agent that knows this person's keys of SSH. */
    ssh: z.optional(z.boolean()),
    network: z.optional(z.enum(buildNetworks)),
    extraHosts: z.optional(z.array(ExtraHost).check(z.maxLength(100))),
    /** Images whose layers spare steps. */
    cacheFrom: z.optional(z.array(ImageRef).check(z.maxLength(20))),
    ...buildWishes,
  })
  .check(
    z.refine(({ output, push }) => !(output && push), { error: 'What is not an image of the engine is not pushed.' }),
  );
export type BuildOrder = z.infer<typeof BuildOrder>;

/** One instruction of a build, or work that the engine does around them. */
export interface BuildStep {
  /** Of the task's part, whose output is this step's. */
  readonly id: string;
  /** As the builder names it, e.g. `[build 2/5] RUN make`. */
  readonly label: string;
  /** e.g. `RUN make`; for other work the label. */
  readonly instruction: string;
  /** Of the stage, where it has one. */
  readonly stage?: string;
  /** Which of how many; absent for work that is no instruction. */
  readonly number?: number;
  readonly total?: number;
  /** Of the Dockerfile, from 1. */
  readonly line?: number;
  readonly state: TaskPartState;
  readonly cached: boolean;
  /** ms since the epoch. */
  readonly started?: number;
  /** ms since the epoch. */
  readonly ended?: number;
  /** Ids of the steps that it waited for, where the builder tells. */
  readonly after?: readonly string[];
  /** What it fetched or was sent, as far as it is, where the builder tells. */
  readonly bytes?: number;
}

export interface BuildError {
  /** In the builder's words; '' where it is not the builder that says so. */
  readonly message: string;
  readonly cause?: Cause;
  /** Of the Dockerfile, from 1. */
  readonly line?: number;
  /** The last that the failed step printed, without colours; at most 6. */
  readonly lines?: readonly string[];
}

/** A build that runs or ran. */
export interface BuildRecord extends Omit<BuildOrder, 'args'> {
  /** Of the arguments that it was given; their values may be secret and are not kept. */
  readonly argNames: readonly string[];
  /** Of the task, too, while that is kept. */
  readonly id: string;
  readonly state: TaskState;
  /** ms since the epoch. */
  readonly started: number;
  /** ms since the epoch. */
  readonly ended?: number;
  readonly builder: 'buildkit' | 'classic' | 'unknown';
  /** How it was asked and got what it builds: by BuildKit's control API or `/build`, in a session, or sent as a tar; absent before that is known. */
  readonly way?: 'control' | 'session' | 'tar';
  /** At most 1,000; none while it runs: until then they are the parts of its task (`stepsOf`). */
  readonly steps: readonly BuildStep[];
  /** Of the instructions only. */
  readonly stepCount: number;
  readonly cachedCount: number;
  /** Of the context, as far as the build asked for it. */
  readonly contextFiles: number;
  /** Those of them that were sent, as the engine had no others from before; absent where an earlier Gantry did not count. */
  readonly contextSent?: number;
  /** In bytes, what was sent. */
  readonly contextBytes: number;
  /** The id of the image that came out. */
  readonly image?: string;
  /** Of that image, in bytes, as the engine counts it; absent where that was not learnt. */
  readonly imageSize?: number;
  /** By what its Dockerfile's text is known, the same for the same text; absent where it was not kept. */
  readonly source?: string;
  readonly error?: BuildError;
  readonly warnings: readonly BuildError[];
  /** The first instruction that ran anew although the build before (same folder, Dockerfile, target) had it. */
  readonly changedFrom?: { readonly label: string; readonly line?: number };
  /** How the forecast did that was made as it began; absent where there was none. */
  readonly forecast?: ForecastScore;
  /** The instruction that ran when it was cancelled, where the engine cannot end it before its time. */
  readonly goesOn?: string;
  /** Somebody else had the engine make it: its folder is not known, '' stands there. */
  readonly elsewhere?: true;
}

/** What a builder says to a Dockerfile that it has only read. */
export interface BuildCheck {
  /** `error`: it would not build it. */
  readonly severity: 'error' | 'warning';
  /** The builder's name for what it looks for, e.g. `StageNameCasing`. */
  readonly rule?: string;
  readonly message: string;
  /** Of the Dockerfile, from 1. */
  readonly line?: number;
}

/** The longest Dockerfile that is checked, in UTF-16 units. */
export const mostChecked = 100_000;

/**
 * A Dockerfile as it is in an editor, with what its build would be given. It has no target: a builder is silent on the
 * stages that it would not build.
 */
export const DockerfileQuestion = z.object({
  text: z.string().check(z.maxLength(mostChecked)),
  /** The text of the ignore file that its build uses. */
  ignore: z.optional(z.string().check(z.maxLength(mostChecked))),
  args: BuildArgs,
});
export type DockerfileQuestion = z.infer<typeof DockerfileQuestion>;

/** What would be built, with its texts as they are in the editor. */
export const ForecastQuestion = z.object({
  engine: EngineId,
  folder: FilePath,
  dockerfile: Inside,
  target: BuildOrder.shape.target,
  args: BuildArgs,
  noCache: z.boolean(),
  pull: z.boolean(),
  platform: z.optional(Platforms),
  noCacheStages: buildWishes.noCacheStages,
  text: z.string().check(z.maxLength(mostChecked)),
  /** Of the ignore file that holds. */
  ignore: z.string().check(z.maxLength(mostChecked)),
});
export type ForecastQuestion = z.infer<typeof ForecastQuestion>;

/** A folder that could be built. */
export interface BuildFolder {
  /** The real path. */
  readonly path: string;
  /** Paths inside the folder, the usual name first; at most 100. */
  readonly dockerfiles: readonly string[];
  readonly hasIgnore: boolean;
}

export const builds = {
  /** Looks for Dockerfiles in a folder and in its subfolders' first level. */
  openFolder: call('safe', z.object({ path: FilePath })).returns<BuildFolder>(),
  /** What an engine's builder says to a Dockerfile; undefined where it does not check files. It keeps what it is sent in its cache. */
  check: call('changes', z.object({ engine: EngineId, file: DockerfileQuestion })).returns<
    readonly BuildCheck[] | undefined
  >(),
  /** What of the next build will come from the cache, by the last one of the same; undefined where there was none. */
  forecast: call('safe', ForecastQuestion).returns<readonly ForecastLine[] | undefined>(),
  /** What an engine's builder can, of what not every one can. */
  abilities: call('safe', z.object({ engine: EngineId })).returns<readonly BuildAbility[]>(),
  /** What an engine's builder keeps so as not to do it again; undefined where it has no such store. */
  cache: call('safe', z.object({ engine: EngineId })).returns<readonly CacheRecord[] | undefined>(),
  /** Removes records of it that nothing else is built on, as `removalOf` says. */
  pruneCache: call(
    'changes',
    z.object({ engine: EngineId, records: z.array(CacheId).check(z.maxLength(20_000)) }),
  ).returns<StartedTask>(),
  start: call('changes', BuildOrder).returns<StartedTask>(),
  /** The same once more. `invalid-input` where it was given arguments before this run of Gantry: their values are gone. */
  again: call('changes-found', z.object({ build: TaskId })).returns<StartedTask>(),
  /** As `again`, but with the Dockerfile as it was then; `not-found` where that was not kept. The other files are those of now. */
  rerun: call('changes-found', z.object({ build: TaskId })).returns<StartedTask>(),
  /** The text of its Dockerfile as it was; undefined where that was not kept. */
  dockerfile: call('safe', z.object({ build: TaskId })).returns<string | undefined>(),
  /** Those that run and the last 200 that ended, of every engine. */
  watch: stream('safe', z.object({})).of<ListChange<BuildRecord>>(),
  /** Builds that no Gantry asked for, where the engine keeps a history; those have no steps, and no tasks. */
  others: stream('safe', z.object({ engine: EngineId })).of<ListChange<BuildRecord>>(),
  /** What one of those printed and prints, until it is over. */
  otherLog: stream('safe', z.object({ engine: EngineId, build: OtherId })).of<TaskOutput>(),
  /** Drops ended ones from the history. */
  remove: call('safe', z.object({ builds: z.array(TaskId).check(z.maxLength(1000)) })).returns<void>(),
};
