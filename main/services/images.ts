import { commitCommand } from '../../app/derive/commit-command.ts';
import type { EngineId } from '../../app/engines/engine.ts';
import type { Image, images } from '../../app/images.ts';
import type { Service } from '../../app/rpc/operation.ts';
import { familiarReference, readReference } from '../../app/text/image-reference.ts';
import { saying } from '../../app/text/sayings.ts';
import { containerName } from './engine/container-name.ts';
import type { Engines } from './engine/engine.ts';
import { followLists } from './engine/followed-list.ts';
import { pruneEach } from './tasks/prune.ts';
import type { Tasks } from './tasks/tasks.ts';

/** What leaves the engine's own images as they are. */
const silentActions = /^(push|save)$/;

/** Lists images live and carries out the verbs on them. */
export function createImages(engines: Engines, tasks: Pick<Tasks, 'start'>): Service<typeof images> {
  const { follow, renewed } = followLists<Image>(engines, {
    kind: 'image',
    silent: silentActions,
    // It makes an image, of which Podman says nothing else, nor Docker if that has no name.
    also: ({ kind, action }) => kind === 'container' && action === 'commit',
    list: (engine, signal) => engine.images.list(signal),
  });
  const of = async (engine: EngineId, signal: AbortSignal) => (await engines.ready(engine, signal)).images;
  return {
    watch: ({ engine }, { signal }) => follow(engine, signal).read(signal),
    inspect: async ({ engine, id }, { signal }) => (await of(engine, signal)).inspect(id, signal),
    remove: async ({ engine, id, reference, force }, { signal }) =>
      renewed(engine, async () => (await of(engine, signal)).remove(id, { reference, force }, signal)),
    tag: async ({ engine, id, reference }, { signal }) =>
      renewed(engine, async () => (await of(engine, signal)).tag(id, reference, signal)),
    commit: async ({ engine, ...commit }, { signal }) => {
      const name = await containerName(await engines.ready(engine, signal), commit.id, signal);
      const image = commit.reference === undefined ? undefined : familiarReference(readReference(commit.reference));
      return tasks.start(
        {
          kind: 'commit',
          title: saying('commit', { name }),
          engine,
          subject: image ?? name,
          cli: commitCommand(name, commit),
        },
        async (task) => {
          task.say(saying('committing'));
          const id = await renewed(engine, async () => (await of(engine, task.signal)).commit(commit, task.signal));
          task.result({ image: id });
          task.say(saying('committed', { image: image ?? id.slice(0, 12) }));
        },
      );
    },
    prunePreview: async ({ engine, scope }, { signal }) => {
      const images = await (await of(engine, signal)).unused(scope, signal);
      return { images, bytes: images.reduce((sum, { size }) => sum + size, 0) };
    },
    prune: ({ engine, images }) =>
      tasks.start(
        { kind: 'prune', title: saying('prune', { noun: 'image', count: images.length }), engine, subject: 'images' },
        async (task) => {
          const ready = await of(engine, task.signal);
          const known = new Map((await ready.list(task.signal)).map(({ id, tags }) => [id, tags[0]]));
          await pruneEach(
            task,
            'image',
            images.map((id) => ({ id, name: known.get(id) ?? id.slice(0, 12) })),
            async (id, signal) => void (await ready.remove(id, { force: false }, signal)),
          );
        },
      ),
  };
}
