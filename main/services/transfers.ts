import type { ReadStream } from 'node:fs';
import { basename } from 'node:path';
import { cliWord } from '../../app/command-line.ts';
import type { EngineId } from '../../app/engine.ts';
import { count, formatBytes } from '../../app/format.ts';
import {
  familiarReference,
  fullReference,
  type ImageReference,
  isFault,
  parseReference,
} from '../../app/image-reference.ts';
import { problem, toProblem } from '../../app/problem.ts';
import type { Service } from '../../app/rpc/operation.ts';
import type { TaskProgress } from '../../app/tasks.ts';
import type { transfers } from '../../app/transfers.ts';
import { diskProblem } from '../disk/disk-problem.ts';
import { type During, unnoted } from '../disk/unfinished.ts';
import type { Engine } from '../engine/engine.ts';
import type { RegistryAuth, TransferEvent } from '../engine/ports/transfers.ts';
import { checkTarget, openArchive, writeArchive } from './archive-file.ts';
import type { BaseImages } from './builds/bases.ts';
import type { DockerConfig } from './docker-config.ts';
import type { Engines } from './engine.ts';
import type { TaskHandle, Tasks } from './tasks.ts';
import { foldLayer, foldTotal, type LayerProgress, layerPart } from './transfer-fold.ts';

/** Layers that are told about; images have at most 127, an archive of many images some hundred. */
const mostLayers = 500;

/**
 * Moves images between engines, registries and archives.
 * @param during told where a draft may be left if this process dies while it writes
 */
export function createTransfers(
  engines: Engines,
  tasks: Tasks,
  logins: DockerConfig,
  during: During = unnoted,
): Service<typeof transfers> {
  return {
    pull: ({ engine, reference, platform }) => {
      const name = familiarReference(parsed(reference));
      const more = platform === undefined ? '' : `--platform ${cliWord(platform)} `;
      return tasks.start(
        { kind: 'pull', title: `Pull ${name}`, engine, subject: name, cli: `docker pull ${more}${cliWord(name)}` },
        async (task) => {
          const ready = await engines.ready(engine, task.signal);
          await pullImage(ready, logins, { reference, ...(platform === undefined ? {} : { platform }) }, task);
        },
      );
    },
    push: ({ engine, reference }) => {
      const target = parsed(reference);
      if (target.digest !== undefined) {
        throw problem('invalid-input', 'An image is pushed by its tag, not by a digest.', { field: 'reference' });
      }
      const name = familiarReference(target);
      return tasks.start(
        { kind: 'push', title: `Push ${name}`, engine, subject: name, cli: `docker push ${cliWord(name)}` },
        async (task) => pushImage(await engines.ready(engine, task.signal), logins, target, task),
      );
    },
    save: saver(engines, tasks, during),
    load: async ({ engine, path }) => {
      const { size, stream } = await openArchive(path);
      const cli = `docker load --input ${cliWord(path)}`;
      return tasks.start({ kind: 'load', title: `Load ${basename(path)}`, engine, subject: path, cli }, async (task) =>
        loadArchive({ name: basename(path), size, stream }, () => engines.ready(engine, task.signal), task),
      );
    },
  };
}

function saver(engines: Engines, tasks: Tasks, during: During): Service<typeof transfers>['save'] {
  return async ({ engine, references, path, overwrite = false }) => {
    await checkTarget(path, overwrite);
    const [first = ''] = references;
    const what = references.length === 1 ? first : count(references.length, 'image');
    const cli = `docker save --output ${cliWord(path)} ${references.map(cliWord).join(' ')}`;
    return tasks.start({ kind: 'save', title: `Save ${what}`, engine, subject: path, cli }, async (task) => {
      const ready = await engines.ready(engine, task.signal);
      await during(path, () => saveImages(ready, references, path, overwrite, task));
    });
  };
}

/**
 * Pulls an image inside a task of somebody's: a part per layer, its words as the task's line. Takes the login that Docker
 * keeps for the registry. Rejects with a ProblemError.
 */
export async function pullImage(
  engine: Engine,
  logins: DockerConfig,
  { reference, platform }: { readonly reference: string; readonly platform?: string },
  task: TaskHandle,
): Promise<void> {
  const target = parsed(reference);
  const auth = await loginFor(logins, target.domain, task);
  const shown = new Shown(task);
  task.say(`Asking ${target.domain}`);
  await shown.follow(engine.transfers.pull(target, auth, platform, task.signal));
  const fresh = !/up to date/.test(shown.last);
  task.result({ ...shown.figures(), fresh });
  task.say(fresh ? familiarReference(target) : `${familiarReference(target)} is up to date`);
}

/** The same by the engine's id, for services that hold no engine. */
export function pullWithin(engines: Engines, logins: DockerConfig) {
  return async (engine: EngineId, reference: string, task: TaskHandle): Promise<void> =>
    pullImage(await engines.ready(engine, task.signal), logins, { reference }, task);
}

/** How a build gets the base images that the engine's builder may not ask for. */
export function baseImages(logins: DockerConfig): BaseImages {
  return {
    knows: async (domain) => (await logins.credentials(domain)) !== undefined,
    pull: (engine, reference, task) => pullImage(engine, logins, { reference }, task),
  };
}

async function pushImage(engine: Engine, logins: DockerConfig, target: ImageReference, task: TaskHandle) {
  const auth = await loginFor(logins, target.domain, task);
  const shown = new Shown(task);
  task.say(`Sending to ${target.domain}`);
  await shown.follow(engine.transfers.push(target, auth, task.signal));
  task.result(shown.figures());
  task.say(fullReference(target));
}

/** As the docker command does: a helper that fails is told about, and the registry may still let anybody in. */
async function loginFor(logins: DockerConfig, domain: string, task: TaskHandle): Promise<RegistryAuth | undefined> {
  try {
    return await logins.credentials(domain);
  } catch (error) {
    const { message, detail = '' } = toProblem(error);
    task.print(`${message} ${detail}\nGoing on without a login.`);
    return undefined;
  }
}

async function saveImages(
  engine: Engine,
  names: readonly string[],
  path: string,
  overwrite: boolean,
  task: TaskHandle,
): Promise<void> {
  let bytes = 0;
  task.say('The engine prepares the archive');
  const counted = async function* () {
    for await (const chunk of engine.transfers.save(names, task.signal)) {
      bytes += chunk.length;
      task.say(`${formatBytes(bytes)} written`);
      yield chunk;
    }
  };
  await writeArchive(path, overwrite, counted());
  task.result({ path, bytes });
  task.say(`${formatBytes(bytes)} in ${path}`);
}

/** Sends an archive, which may fail before the engine is there. The stream has ended in every case. */
async function loadArchive(
  { name, size, stream }: { readonly name: string; readonly size: number; readonly stream: ReadStream },
  ready: () => Promise<Engine>,
  task: TaskHandle,
): Promise<void> {
  let bytes = 0;
  task.part('archive', { label: name, text: 'Reading', current: 0, total: size });
  stream.on('data', (chunk) => {
    bytes += chunk.length;
    task.part('archive', { current: bytes });
  });
  stream.pause();
  try {
    const { transfers } = await ready();
    if (stream.errored) throw stream.errored;
    await loadImages(transfers.load(stream, task.signal), task);
    task.part('archive', { state: 'done', current: size, text: 'Read' });
    task.result({ bytes: size });
  } catch (error) {
    throw error === stream.errored ? diskProblem(error, 'The archive cannot be read.') : error;
  } finally {
    stream.destroy();
  }
}

async function loadImages(events: AsyncIterable<TransferEvent>, task: TaskHandle): Promise<void> {
  const shown = new Shown(task, false);
  const names: string[] = [];
  await shown.follow(events, (text) => {
    const [, name] = /^Loaded image(?:\(s\)| ID)?: (.+)$/.exec(text) ?? [];
    if (name !== undefined) names.push(...name.split(','));
  });
  task.result({ images: names.slice(0, 20).join(', ') });
  task.say(names.length === 1 ? `Loaded ${names[0]}` : `Loaded ${count(names.length, 'image')}`);
}

function parsed(reference: string): ImageReference {
  const target = parseReference(reference);
  if (isFault(target)) throw problem('invalid-input', target.fault, { field: 'reference' });
  return target;
}

/** Tells a task what an engine tells of a transfer. */
class Shown {
  /** The last sentence on the whole. */
  last = '';
  readonly #task: TaskHandle;
  readonly #whole: boolean;
  readonly #layers = new Map<string, LayerProgress>();
  #total: TaskProgress | undefined;
  #digest: string | undefined;

  /** With `whole` the layers make up the task's total. */
  constructor(task: TaskHandle, whole = true) {
    this.#task = task;
    this.#whole = whole;
  }

  async follow(events: AsyncIterable<TransferEvent>, onMessage?: (text: string) => void): Promise<void> {
    for await (const event of events) {
      if (event.kind === 'digest') this.#digest = event.digest;
      else if (event.kind === 'layer') this.#layer(event);
      else {
        this.last = event.text;
        this.#task.print(event.text);
        onMessage?.(event.text);
      }
    }
  }

  figures(): Record<string, string | number> {
    const all = [...this.#layers.values()];
    return {
      layers: all.length,
      cached: all.filter(({ state }) => state === 'cached').length,
      bytes: all.reduce((sum, { state, size = 0 }) => sum + (state === 'cached' ? 0 : size), 0),
      ...(this.#digest === undefined ? {} : { digest: this.#digest }),
    };
  }

  #layer(event: Extract<TransferEvent, { kind: 'layer' }>): void {
    const before = this.#layers.get(event.id);
    if (!before && this.#layers.size >= mostLayers) return;
    const layer = foldLayer(before, event);
    if (layer === before) return;
    this.#layers.set(event.id, layer);
    this.#task.part(event.id, layerPart(layer));
    if (!this.#whole) return;
    this.#total = foldTotal(this.#layers.values(), this.#total);
    if (this.#total) this.#task.progress(this.#total.current, this.#total.total);
    const left = [...this.#layers.values()].filter(({ state }) => state === 'running' || state === 'waiting').length;
    this.#task.say(`${event.status.split(' ')[0]}: ${count(left, 'layer')} left of ${this.#layers.size}`);
  }
}
