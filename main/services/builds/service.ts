import { access, open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildFolder, BuildOrder, BuildRecord, builds } from '../../../app/builds.ts';
import { maxFileSize } from '../../../app/files.ts';
import { count } from '../../../app/format.ts';
import { ProblemError, problem, toProblem } from '../../../app/problem.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import type { Kept } from '../../disk/data-folder.ts';
import type { BuildOptions } from '../../engine/ports/builds.ts';
import type { Engines } from '../engine.ts';
import type { TaskHandle, Tasks } from '../tasks.ts';
import { type BaseImages, bringBases } from './bases.ts';
import { BuildRun } from './build-run.ts';
import { packContext } from './context.ts';
import { BuildHistory } from './history.ts';

/** Nobody reads faster than this, in ms. */
const coalesce = 150;
/** Dockerfiles and subfolders that a folder is searched for. */
const mostFound = 100;

export interface BuildsService extends Service<typeof builds> {
  /** Resolves once the history is on disk. */
  flush(): Promise<void>;
}

/** Builds images from folders and remembers how that went. */
export async function createBuilds(
  engines: Engines,
  tasks: Tasks,
  images: BaseImages,
  folder: Kept,
): Promise<BuildsService> {
  const history = await BuildHistory.open(folder);
  return {
    openFolder: ({ path }) => openFolder(path),
    start: (order) =>
      tasks.start(
        {
          kind: 'build',
          title: `Build ${order.tags[0] ?? order.folder}`,
          engine: order.engine,
          subject: order.folder,
          cli: commandLine(order),
        },
        async (task) => {
          const text = await readDockerfile(join(order.folder, order.dockerfile));
          await runBuild({ engines, images, history }, order, text, task);
        },
      ),
    watch: (_, { signal }) => history.list.read(signal),
    remove: async ({ builds }) => history.remove(builds),
    flush: () => history.flush(),
  };
}

interface Means {
  readonly engines: Engines;
  readonly images: BaseImages;
  readonly history: BuildHistory;
}

async function runBuild({ engines, images, history }: Means, order: BuildOrder, text: string, task: TaskHandle) {
  const run = new BuildRun(order, text, task);
  const before = history.before(run.record('running'));
  const tell = (state: BuildRecord['state']): void => history.put(run.record(state, before));
  tell('running');
  const timer = setInterval(() => tell('running'), coalesce);
  try {
    const engine = await engines.ready(order.engine, task.signal);
    const { pulled } = await bringBases(engine, order, text, images, task);
    const context = await packContext(order.folder, order.dockerfile, run.packed);
    // What was pulled here is the newest; the builder itself would be refused.
    const options = optionsOf(pulled ? { ...order, pull: false } : order);
    for await (const event of engine.builds.build(options, context, task.signal)) run.take(event);
    task.signal.throwIfAborted();
    if (run.error) throw buildFailed(run.error.message, run.error.line, run.full);
    const record = run.record('succeeded', before);
    history.put(record);
    task.result(resultOf(record));
    task.say(`${count(record.stepCount, 'step')}, ${record.cachedCount} from cache`);
  } catch (error) {
    if (!run.error) run.fail(wordsOf(error));
    tell(task.signal.aborted ? 'cancelled' : 'failed');
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** The engine's own words say most, but of a broken connection they are the system's, such as `aborted`. */
function wordsOf(error: unknown): string {
  const { code, message, detail } = toProblem(error);
  return code === 'engine-unreachable' ? message : (detail ?? message);
}

function optionsOf({ dockerfile, tags, target, args, noCache, pull }: BuildOrder): BuildOptions {
  return { dockerfile, tags, ...(target === undefined ? {} : { target }), args, noCache, pull };
}

function buildFailed(message: string, line: number | undefined, full: boolean): ProblemError {
  const place = line === undefined ? '' : ` at line ${line} of the Dockerfile`;
  if (full)
    return problem('no-space', `The disk of the engine is full: the build failed${place}.`, { detail: message });
  return problem('invalid-input', `The build failed${place}.`, { detail: message });
}

function resultOf({ image, stepCount, cachedCount, contextBytes, started, ended = started }: BuildRecord) {
  const values = { steps: stepCount, cached: cachedCount, contextBytes, durationMs: ended - started };
  return image === undefined ? values : { ...values, image };
}

async function readDockerfile(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const info = await file.stat();
      if (!info.isFile() || info.size > maxFileSize) throw problem('unsupported', 'This is not a Dockerfile.');
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw problem('not-found', 'The Dockerfile cannot be read.', { detail: String(error) });
  }
}

async function openFolder(path: string): Promise<BuildFolder> {
  try {
    const folder = await realpath(path);
    const entries = await readdir(folder, { withFileTypes: true });
    const found = entries.filter((entry) => !entry.isDirectory() && isDockerfile(entry.name)).map(({ name }) => name);
    const subfolders = entries.filter((entry) => entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name));
    for (const { name } of subfolders.slice(0, mostFound)) {
      const names = await readdir(join(folder, name)).catch(() => []);
      found.push(...names.filter(isDockerfile).map((inner) => `${name}/${inner}`));
    }
    const usual = (name: string): number => (name === 'Dockerfile' ? 0 : name.includes('/') ? 2 : 1);
    found.sort((a, b) => usual(a) - usual(b) || a.localeCompare(b));
    const hasIgnore = await access(join(folder, '.dockerignore')).then(
      () => true,
      () => false,
    );
    return { path: folder, dockerfiles: found.slice(0, mostFound), hasIgnore };
  } catch (error) {
    const isFile = await stat(path).then(
      (info) => !info.isDirectory(),
      () => false,
    );
    throw problem(
      isFile ? 'invalid-input' : 'not-found',
      isFile ? 'This is not a folder.' : 'This folder cannot be read.',
      {
        detail: String(error),
      },
    );
  }
}

function isDockerfile(name: string): boolean {
  return /^(Dockerfile|Containerfile)([.-].+)?$|\.dockerfile$/i.test(name) && !name.endsWith('.dockerignore');
}

/** What a person would type; nothing runs it. */
function commandLine({ folder, dockerfile, tags, target, args, noCache, pull }: BuildOrder): string {
  const words = ['docker', 'build', ...tags.flatMap((tag) => ['-t', tag])];
  if (dockerfile !== 'Dockerfile') words.push('-f', join(folder, dockerfile));
  if (target !== undefined) words.push('--target', target);
  // Names only: docker takes the values from the environment, and values may be secret.
  for (const name of Object.keys(args)) words.push('--build-arg', name);
  if (noCache) words.push('--no-cache');
  if (pull) words.push('--pull');
  return [...words, folder]
    .map((word) => (/^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
