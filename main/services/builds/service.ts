import { join } from 'node:path';
import type { BuildOrder, builds } from '../../../app/builds.ts';
import { buildCommand } from '../../../app/derive/build-command.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { StartedTask } from '../../../app/tasks.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Kept } from '../../disk/data-folder.ts';
import type { JobRunner } from '../../processes/utility.ts';
import type { Engines } from '../engine/engine.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { BaseImages } from './bases.ts';
import { checkDockerfile } from './check.ts';
import { findDockerfiles, readDockerfile } from './folder.ts';
import { Forecasts } from './forecast/forecasts.ts';
import type { ForecastJobs } from './forecast/jobs.ts';
import { BuildHistory } from './history.ts';
import { otherBuilds, otherLog } from './others.ts';
import { noOutputs, type Outputs } from './outputs.ts';
import { pruneCache } from './prune-cache.ts';
import { runBuild } from './run.ts';

export interface BuildsService extends Service<typeof builds> {
  /** Resolves once the history is on disk. */
  flush(): Promise<void>;
  /** The engine that a build was for; undefined for one that is not kept. */
  engineOf(build: string): EngineId | undefined;
}

/**
 * Builds images from folders and remembers how that went.
 * @param env of this machine's programs, for secrets that are variables and for the agent of SSH
 * @param jobs go through the files of what is foretold; without them nothing is
 */
export async function createBuilds(
  engines: Engines,
  tasks: Tasks,
  images: BaseImages,
  folder: Kept,
  env: NodeJS.ProcessEnv = {},
  outputs: Outputs = noOutputs,
  jobs?: JobRunner<ForecastJobs>,
): Promise<BuildsService> {
  const history = await BuildHistory.open(folder);
  const forecasts = jobs && (await Forecasts.open(folder, jobs));
  const start = (order: BuildOrder, asItWas?: string): StartedTask =>
    tasks.start(
      {
        kind: 'build',
        title: saying('build', { name: order.tags[0] ?? order.folder }),
        engine: order.engine,
        subject: order.folder,
        cli: buildCommand({ ...order, argNames: Object.keys(order.args) }),
      },
      async (task) => {
        const text = asItWas ?? (await readDockerfile(join(order.folder, order.dockerfile)));
        const asked = { order, text, asItWas: asItWas !== undefined };
        await runBuild({ engines, images, history, forecasts, env, outputs }, asked, task);
      },
    );
  return {
    openFolder: ({ path }) => findDockerfiles(path),
    check: async ({ engine, file }, { signal }) => checkDockerfile(await engines.ready(engine, signal), file, signal),
    forecast: async (question, { signal }) => {
      return forecasts?.ask(question, await engines.ready(question.engine, signal), signal);
    },
    cache: async ({ engine }, { signal }) => (await engines.ready(engine, signal)).builds.cache(signal),
    pruneCache: ({ engine, records }) =>
      tasks.start(
        { kind: 'prune', title: saying('prune-cache', { count: records.length }), engine, subject: 'cache' },
        async (task) => pruneCache(await engines.ready(engine, task.signal), records, task),
      ),
    abilities: async ({ engine }, { signal }) => (await engines.ready(engine, signal)).builds.abilities(signal),
    start: (order) => start(order),
    again: ({ build }) => start(history.order(build)),
    rerun: ({ build }) => {
      const order = history.order(build);
      const text = history.text(build);
      if (text === undefined) throw problem('not-found', 'build-dockerfile-not-kept');
      return start(order, text);
    },
    dockerfile: async ({ build }) => history.text(build),
    watch: (_, { signal }) => history.list.read(signal),
    others: ({ engine }, { signal }) => otherBuilds(engines, engine, signal),
    otherLog: ({ engine, build }, { signal }) => otherLog(engines, engine, build, signal),
    remove: async ({ builds }) => history.remove(builds),
    flush: async () => {
      await Promise.all([history.flush(), forecasts?.flush()]);
    },
    engineOf: (build) => history.engineOf(build),
  };
}
