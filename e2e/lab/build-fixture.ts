import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BuildOrder, BuildRecord } from '../../app/builds.ts';
import type { StartedTask } from '../../app/tasks.ts';
import { unshared } from '../../main/disk/unshared-fixture.ts';
import { dockerEngine } from '../../main/engine/docker/engine.ts';
import type { BaseImages } from '../../main/services/builds/bases.ts';
import { type BuildsService, createBuilds } from '../../main/services/builds/service.ts';
import type { Engines } from '../../main/services/engine/engine.ts';
import { createOutputs } from '../../main/services/files/download/outputs.ts';
import { createTasks } from '../../main/services/tasks/tasks.ts';
import { outputLineOf } from '../../renderer/words/tasks.ts';

const writing = createOutputs((_, write) => write());

const never = { signal: new AbortController().signal };

const noLogins: BaseImages = { login: async () => undefined, pull: async () => {}, push: async () => {} };

/** A folder for a test, and a service that builds it. */
export class BuildFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'gantry-context-'));
  readonly tasks = createTasks();
  readonly #data = mkdtempSync(join(tmpdir(), 'gantry-data-'));
  readonly #images: BaseImages;
  readonly #env: NodeJS.ProcessEnv;

  /** Without images, no registry knows anybody. */
  constructor({ images = noLogins, env = {} }: { images?: BaseImages; env?: NodeJS.ProcessEnv } = {}) {
    this.#images = images;
    this.#env = env;
  }

  /** Writes files, by their paths in the folder. */
  put(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  /** Builds it on an engine, to the end. */
  build(socket: string, more: Partial<BuildOrder> = {}, meanwhile?: (task: string) => Promise<void>) {
    const plain = { engine: 'e00000000000a', folder: this.folder, dockerfile: 'Dockerfile', tags: [], args: {} };
    const order = { ...plain, noCache: false, pull: false, ...more };
    return this.#run(socket, (builds) => builds.start(order, never), meanwhile);
  }

  /** Builds one of them again as it was, to the end. */
  rerun(socket: string, build: string) {
    return this.#run(socket, (builds) => builds.rerun({ build }, never));
  }

  async #run(
    socket: string,
    begin: (builds: BuildsService) => StartedTask | Promise<StartedTask>,
    meanwhile?: (task: string) => Promise<void>,
  ) {
    const engine = dockerEngine({ kind: 'unix', path: socket });
    // The service asks it for nothing else.
    const engines = { ready: async () => engine } as unknown as Engines;
    const builds = await createBuilds(engines, this.tasks, this.#images, unshared(this.#data), this.#env, writing);
    const { task: id } = await begin(builds);
    await meanwhile?.(id);
    const task = await this.tasks.wait(id);
    await builds.flush();
    const output: string[] = [];
    for await (const { lines } of this.tasks.output({ task: id }, never)) output.push(...lines.map(outputLineOf));
    const stop = new AbortController();
    let record: BuildRecord | undefined;
    for await (const { changed } of builds.watch({}, { signal: stop.signal })) {
      record = changed.find((each) => each.id === id);
      stop.abort();
    }
    if (!record) throw new Error('no record');
    return { task, record, output: output.join('\n') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
    rmSync(this.#data, { recursive: true });
  }
}
