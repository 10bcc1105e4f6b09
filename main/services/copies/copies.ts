import type { EngineContainer } from '../../../app/containers.ts';
import type { copies } from '../../../app/copies.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { StartedTask } from '../../../app/tasks.ts';
import { type Saying, saying } from '../../../app/text/sayings.ts';
import type { Engines } from '../engine/engine.ts';
import type { TaskHandle, Tasks } from '../tasks/tasks.ts';
import type { LeftUploads } from '../uploads/left-uploads.ts';
import { copyContainer } from './copy-container.ts';
import { copyFiles, enter, prepare } from './copy-files.ts';
import { copyImages } from './copy-images.ts';
import { copyVolume } from './copy-volume.ts';
import { type Ends, expectFree } from './ends.ts';

/** What is copied where. */
interface Copy {
  readonly engine: EngineId;
  readonly from: EngineId;
  /** What it works on. */
  readonly subject: string;
  readonly title: (to: string) => Saying;
}

/**
 * Copies from engine to engine. Nothing of it touches a disk of this machine: an archive is sent as it comes.
 * @param left knows what a copy of files that did not end has unpacked
 */
export function createCopies(
  engines: Engines,
  tasks: Pick<Tasks, 'start'>,
  left: Pick<LeftUploads, 'during'>,
): Service<typeof copies> {
  const named = (engine: EngineId): string => engines.connection(engine).endpoint.name;
  const start = (copy: Copy, run: (ends: Ends, task: TaskHandle) => Promise<number>): StartedTask => {
    const { engine, from: source, subject } = copy;
    if (engine === source) throw problem('invalid-input', 'copy-same-engine', { field: 'engine' });
    const [from, to] = [named(source), named(engine)];
    return tasks.start({ kind: 'copy', title: copy.title(to), engine, subject }, async (task) => {
      task.say(saying('copying', { from, to }));
      const ends = await Promise.all([engines.ready(source, task.signal), engines.ready(engine, task.signal)]);
      const bytes = await run({ from: ends[0], to: ends[1] }, task);
      task.result({ bytes });
      task.say(saying('copied', { bytes }));
    });
  };
  /** A volume is read by a container that is made for it: not on an engine that is to stay as it is. */
  const expectHelper = (engine: EngineId): void => {
    const state = engines.state(engine);
    if (state?.guard !== 'read-only') return;
    throw problem('permission-denied', 'engine-read-only', { params: { name: state.name } });
  };
  return {
    images: ({ references, images, ...way }) => {
      const [subject = ''] = references;
      const title = (to: string): Saying =>
        images === 1 ? saying('copy', { name: subject, to }) : saying('copy-images', { count: images, to });
      return start({ ...way, subject, title }, (ends, task) => copyImages(ends, references, task));
    },
    files: copyOfFiles(engines, tasks, left),
    volume: async ({ id, name, ...way }, { signal }) => {
      expectHelper(way.from);
      await expectFree(await engines.ready(way.engine, signal), name, signal);
      const title = (to: string): Saying => saying('copy', { name: id, to });
      return start({ ...way, subject: id, title }, (ends, task) => copyVolume(ends, { id, name }, task));
    },
    container: ({ engine, from, ...copy }) => {
      if (copy.volumes.length > 0) expectHelper(from);
      const title = (to: string): Saying => saying('copy', { name: copy.name, to });
      return start({ engine, from, subject: copy.name, title }, (ends, task) => copyContainer(ends, copy, task));
    },
  };
}

function copyOfFiles(
  engines: Engines,
  tasks: Pick<Tasks, 'start'>,
  left: Pick<LeftUploads, 'during'>,
): Service<typeof copies>['files'] {
  return async ({ from, paths, folder, ...on }, { signal }) => {
    const inside = async (one: EngineContainer) =>
      enter(one, await engines.ready(one.engine, signal), engines.state(one.engine)?.guard !== 'read-only', signal);
    const ends = { from: await inside(from), to: await inside(on) };
    const copy = await prepare(ends, paths, folder, signal);
    const { name: to } = await ends.to.engine.containers.inspect(on.id, signal);
    const [name = ''] = copy.names;
    const title = paths.length === 1 ? saying('copy', { name, to }) : saying('copy-files', { count: paths.length, to });
    return tasks.start({ kind: 'copy', title, engine: on.engine, subject: copy.folder }, async (task) => {
      const bytes = await copyFiles(copy, left, task);
      task.result({ bytes });
      task.say(saying('copied', { bytes }));
    });
  };
}
