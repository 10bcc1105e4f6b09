import type { BuildError, BuildOrder, BuildRecord } from '../../../app/builds.ts';
import { abilitiesFor } from '../../../app/derive/build-abilities.ts';
import { type Cause, type ProblemError, problem, toProblem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { BuildOptions } from '../../engine/ports/builds.ts';
import type { Engines } from '../engine/engine.ts';
import type { TaskHandle } from '../tasks/tasks.ts';
import type { BaseImages } from './bases.ts';
import { BuildRun } from './build-run.ts';
import { packContext } from './context.ts';
import { contextFiles } from './context-files.ts';
import { type Foretold, foretell } from './forecast/along.ts';
import type { Forecasts } from './forecast/forecasts.ts';
import type { BuildHistory } from './history.ts';
import { lend, readSecrets, type Secrets } from './lent.ts';
import type { Outputs } from './outputs.ts';

/** Nobody reads faster than this, in ms. */
const coalesce = 150;

/** What builds are made with. */
export interface Means {
  readonly engines: Engines;
  readonly images: BaseImages;
  readonly history: BuildHistory;
  readonly forecasts: Forecasts | undefined;
  /** Where variables that are secrets are, and the agent of SSH. */
  readonly env: NodeJS.ProcessEnv;
  readonly outputs: Outputs;
}

/** What is built. */
export interface Asked {
  readonly order: BuildOrder;
  /** The Dockerfile that is built. */
  readonly text: string;
  /** The folder may have another one now. */
  readonly asItWas: boolean;
}

/** Builds it as a task, to its end, and keeps how that went. Rejects with why it failed. */
export async function runBuild(means: Means, { order, text, asItWas }: Asked, task: TaskHandle) {
  const { engines, images, history, forecasts, env, outputs } = means;
  const run = new BuildRun(order, text, task);
  const before = history.before(run.record('running'), order.args);
  history.remember(task.id, order, text);
  const tell = (state: BuildRecord['state']): void => history.put(run.record(state, before));
  tell('running');
  const timer = setInterval(() => tell('running'), coalesce);
  let secrets: Secrets = new Map();
  let foretold: Foretold | undefined;
  try {
    // What the folder is refused for needs no engine, and no base that is pulled in vain.
    const instead = asItWas ? Buffer.from(text) : undefined;
    const context = await packContext(order.folder, order.dockerfile, run.packed, instead);
    const files = await contextFiles(order.folder, order.dockerfile, run.packed, instead);
    secrets = await readSecrets(order, env);
    if (order.output) await outputs.check(order.output);
    const engine = await engines.ready(order.engine, task.signal);
    await checkAbilities(order, engine, task.signal);
    foretold = forecasts && foretell(forecasts, order, text, engine, task.signal);
    const lent = lend({ order, text }, engine, images, task, secrets, env);
    const options = { ...optionsOf(order), files, lent, output: order.output && outputs.to(order.output, task) };
    for await (const event of engine.builds.build(options, context, task.signal)) run.take(event);
    task.signal.throwIfAborted();
    if (run.error) throw buildFailed(run.error, run.full);
    if (order.push) for (const tag of order.tags) await images.push(engine, tag, task);
    run.imageSize = await sizeOf(engine, order, run.record('succeeded'), task.signal);
    run.forecast = foretold?.end(run.record('succeeded'));
    const record = run.record('succeeded', before);
    history.put(record);
    task.result(resultOf(record));
    task.say(saying('built', { steps: record.stepCount, cached: record.cachedCount }));
  } catch (error) {
    if (!run.error) run.fail(...wordsOf(error));
    if (!task.signal.aborted) run.forecast = foretold?.end(run.record('failed'));
    tell(task.signal.aborted ? 'cancelled' : 'failed');
    throw error;
  } finally {
    clearInterval(timer);
    for (const value of secrets.values()) value.fill(0);
  }
}

/** Of the image that a build made, in bytes; undefined where it made none that the engine has. */
async function sizeOf(
  engine: Engine,
  { output }: BuildOrder,
  { image }: BuildRecord,
  signal: AbortSignal,
): Promise<number | undefined> {
  if (image === undefined || output) return undefined;
  // Whoever asks for it may be quicker than somebody who removes it.
  const found = await engine.images.inspect(image, signal).catch(() => undefined);
  return found?.size;
}

/** The engine's own words say most, but of a broken connection they are the system's, such as `aborted`. */
function wordsOf(error: unknown): [message: string, cause?: Cause] {
  const { code, reason, params, detail, because } = toProblem(error);
  if (because) return ['', because];
  return detail === undefined || code === 'engine-unreachable' ? ['', { reason, params }] : [detail];
}

/** All of an order that its builder is told as it is: what else there is, it is lent, or it goes somewhere. */
function optionsOf({
  engine: _0,
  folder: _1,
  secrets: _2,
  ssh: _3,
  output: _4,
  push: _5,
  ...told
}: BuildOrder): BuildOptions {
  return told;
}

/** Nothing is built by halves: what an engine's builder cannot fails it before it begins. */
async function checkAbilities(order: BuildOrder, engine: Engine, signal: AbortSignal): Promise<void> {
  // What is lent another builder is told of in its own words.
  const needed = abilitiesFor(order).filter((ability) => ability !== 'lending');
  if (needed.length === 0) return;
  const able = await engine.builds.abilities(signal);
  const ability = needed.find((one) => !able.includes(one));
  if (ability) throw problem('unsupported', 'build-cannot', { params: { ability } });
}

function buildFailed({ message, cause, line }: BuildError, full: boolean): ProblemError {
  const more = cause ? { because: cause } : { detail: message };
  const code = full ? 'no-space' : 'invalid-input';
  if (line === undefined) return problem(code, full ? 'build-disk-full' : 'build-failed', more);
  return problem(code, full ? 'build-disk-full-at' : 'build-failed-at', { ...more, params: { line } });
}

function resultOf({ image, stepCount, cachedCount, contextBytes, started, ended = started }: BuildRecord) {
  const values = { steps: stepCount, cached: cachedCount, contextBytes, durationMs: ended - started };
  return image === undefined ? values : { ...values, image };
}
