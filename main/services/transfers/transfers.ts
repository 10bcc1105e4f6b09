import type { ReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { causeOf, problem, toProblem } from '../../../app/rpc/problem.ts';
import type { TaskProgress } from '../../../app/tasks.ts';
import { cliWord } from '../../../app/text/command-line.ts';
import {
  familiarReference,
  fullReference,
  type ImageReference,
  readReference,
} from '../../../app/text/image-reference.ts';
import { saying, told } from '../../../app/text/sayings.ts';
import type { transfers } from '../../../app/transfers.ts';
import { diskProblem } from '../../disk/disk-problem.ts';
import { type During, unnoted } from '../../disk/unfinished.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RegistryAuth, TransferEvent } from '../../engine/ports/transfers.ts';
import type { BaseImages } from '../builds/bases.ts';
import { containerName } from '../engine/container-name.ts';
import type { Engines } from '../engine/engine.ts';
import type { DockerConfig } from '../registries/docker-config.ts';
import type { TaskHandle, Tasks } from '../tasks/tasks.ts';
import { checkTarget, openArchive, writeArchive } from './archive-file.ts';
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
      const name = familiarReference(readReference(reference));
      const more = platform === undefined ? '' : `--platform ${cliWord(platform)} `;
      return tasks.start(
        {
          kind: 'pull',
          title: saying('pull', { image: name }),
          engine,
          subject: name,
          cli: `docker pull ${more}${cliWord(name)}`,
        },
        async (task) => {
          const ready = await engines.ready(engine, task.signal);
          await pullImage(ready, logins, { reference, ...(platform === undefined ? {} : { platform }) }, task);
        },
      );
    },
    push: ({ engine, reference }) => {
      const target = readReference(reference);
      if (target.digest !== undefined) {
        throw problem('invalid-input', 'image-pushed-by-digest', { field: 'reference' });
      }
      const name = familiarReference(target);
      return tasks.start(
        {
          kind: 'push',
          title: saying('push', { image: name }),
          engine,
          subject: name,
          cli: `docker push ${cliWord(name)}`,
        },
        async (task) => pushImage(await engines.ready(engine, task.signal), logins, target, task),
      );
    },
    save: saver(engines, tasks, during),
    export: exporter(engines, tasks, during),
    load: async ({ engine, path }) => {
      const { size, stream } = await openArchive(path);
      const cli = `docker load --input ${cliWord(path)}`;
      return tasks.start(
        { kind: 'load', title: saying('load', { file: basename(path) }), engine, subject: path, cli },
        async (task) =>
          loadArchive({ name: basename(path), size, stream }, () => engines.ready(engine, task.signal), task),
      );
    },
  };
}

function saver(engines: Engines, tasks: Tasks, during: During): Service<typeof transfers>['save'] {
  return async ({ engine, references, path, overwrite = false }) => {
    await checkTarget(path, overwrite);
    const [first = ''] = references;
    const title =
      references.length === 1 ? saying('save', { image: first }) : saying('save-images', { count: references.length });
    const cli = `docker save --output ${cliWord(path)} ${references.map(cliWord).join(' ')}`;
    return tasks.start({ kind: 'save', title, engine, subject: path, cli }, async (task) => {
      const ready = await engines.ready(engine, task.signal);
      const archive = () => ready.transfers.save(references, task.signal);
      await during(path, () => keep(archive, { path, overwrite }, task));
    });
  };
}

function exporter(engines: Engines, tasks: Tasks, during: During): Service<typeof transfers>['export'] {
  return async ({ engine, id, path, overwrite = false }, { signal }) => {
    await checkTarget(path, overwrite);
    const name = await containerName(await engines.ready(engine, signal), id, signal);
    const cli = `docker export --output ${cliWord(path)} ${cliWord(name)}`;
    return tasks.start(
      { kind: 'export', title: saying('export', { name }), engine, subject: path, cli },
      async (task) => {
        const ready = await engines.ready(engine, task.signal);
        const archive = () => ready.transfers.export(id, task.signal);
        await during(path, () => keep(archive, { path, overwrite }, task));
      },
    );
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
  const target = readReference(reference);
  const auth = await loginFor(logins, target.domain, task);
  const shown = new Shown(task);
  task.say(saying('asking', { registry: target.domain }));
  await shown.follow(engine.transfers.pull(target, auth, platform, task.signal));
  const fresh = !/up to date/.test(shown.last);
  task.result({ ...shown.figures(), fresh });
  const image = familiarReference(target);
  task.say(fresh ? told(image) : saying('up-to-date', { image }));
}

/** The same by the engine's id, for services that hold no engine. */
export function pullWithin(engines: Engines, logins: DockerConfig) {
  return async (engine: EngineId, reference: string, task: TaskHandle): Promise<void> =>
    pullImage(await engines.ready(engine, task.signal), logins, { reference }, task);
}

/** How a build gets the base images that the engine's builder may not ask for, and sends what it made. */
export function baseImages(logins: DockerConfig): BaseImages {
  return {
    login: (domain, task) => loginFor(logins, domain, task),
    pull: (engine, reference, task) => pullImage(engine, logins, { reference }, task),
    push: (engine, reference, task) => pushImage(engine, logins, readReference(reference), task),
  };
}

async function pushImage(engine: Engine, logins: DockerConfig, target: ImageReference, task: TaskHandle) {
  const auth = await loginFor(logins, target.domain, task);
  const shown = new Shown(task);
  task.say(saying('sending', { registry: target.domain }));
  await shown.follow(engine.transfers.push(target, auth, task.signal));
  task.result(shown.figures());
  task.say(told(fullReference(target)));
}

/** As the docker command does: a helper that fails is told about, and the registry may still let anybody in. */
async function loginFor(logins: DockerConfig, domain: string, task: TaskHandle): Promise<RegistryAuth | undefined> {
  try {
    return await logins.credentials(domain);
  } catch (error) {
    task.note({ cause: causeOf(toProblem(error)) });
    task.note({ saying: saying('without-login') });
    return undefined;
  }
}

/** Writes an archive that an engine sends, inside a task. */
async function keep(
  archive: () => AsyncIterable<Buffer>,
  { path, overwrite }: { readonly path: string; readonly overwrite: boolean },
  task: TaskHandle,
): Promise<void> {
  let bytes = 0;
  task.say(saying('preparing'));
  const counted = async function* () {
    for await (const chunk of archive()) {
      bytes += chunk.length;
      task.say(saying('written', { bytes }));
      yield chunk;
    }
  };
  await writeArchive(path, overwrite, counted());
  task.result({ path, bytes });
  task.say(saying('saved', { bytes, path }));
}

/** Sends an archive, which may fail before the engine is there. The stream has ended in every case. */
async function loadArchive(
  { name, size, stream }: { readonly name: string; readonly size: number; readonly stream: ReadStream },
  ready: () => Promise<Engine>,
  task: TaskHandle,
): Promise<void> {
  let bytes = 0;
  task.part('archive', { label: name, text: saying('reading'), current: 0, total: size });
  stream.on('data', (chunk) => {
    bytes += chunk.length;
    task.part('archive', { current: bytes });
  });
  stream.pause();
  try {
    const { transfers } = await ready();
    if (stream.errored) throw stream.errored;
    await loadImages(transfers.load(stream, task.signal), task);
    task.part('archive', { state: 'done', current: size, text: saying('read') });
    task.result({ bytes: size });
  } catch (error) {
    throw error === stream.errored ? diskProblem(error, 'archive-unreadable') : error;
  } finally {
    stream.destroy();
  }
}

/** Follows what an engine tells of images that it takes out of an archive, inside a task of somebody's; answers with their names. */
export async function loadImages(events: AsyncIterable<TransferEvent>, task: TaskHandle): Promise<readonly string[]> {
  const shown = new Shown(task, false);
  const names: string[] = [];
  await shown.follow(events, (text) => {
    const [, name] = /^Loaded image(?:\(s\)| ID)?: (.+)$/.exec(text) ?? [];
    if (name !== undefined) names.push(...name.split(','));
  });
  task.result({ images: names.slice(0, 20).join(', ') });
  const [first = ''] = names;
  task.say(names.length === 1 ? saying('loaded', { image: first }) : saying('loaded-images', { count: names.length }));
  return names;
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
    const moved = all.filter(({ state }) => state !== 'cached');
    // Podman tells of no sizes, which is not that there was nothing to move.
    const known = moved.length === 0 || moved.some(({ size }) => size !== undefined);
    return {
      layers: all.length,
      cached: all.length - moved.length,
      ...(known ? { bytes: moved.reduce((sum, { size = 0 }) => sum + size, 0) } : {}),
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
    const [doing = ''] = event.status.split(' ');
    this.#task.say(saying('layers', { doing, left, all: this.#layers.size }));
  }
}
