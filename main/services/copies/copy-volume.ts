import { Readable } from 'node:stream';
import { saying } from '../../../app/text/sayings.ts';
import { allOrNothing } from '../containers/steps.ts';
import type { TaskHandle } from '../tasks/tasks.ts';
import type { Ends } from './ends.ts';

/** What an engine says of a volume that it made by itself: the copy has a name that somebody gave it. */
const anonymous = 'com.docker.volume.anonymous';

/** Characters of the names of a volume's options in a sentence: a driver has a handful. */
const mostNamed = 300;

/** A volume, and what its copy is to be called. */
export interface VolumeCopy {
  readonly id: string;
  readonly name: string;
}

/**
 * Makes a volume at one engine with the labels and the files of one at the other. It is a plain one whatever the other
 * is: options of a driver name what is there, such as a folder of another machine, so the task says which ones it lacks. Where it fails or is cancelled, there
 * is no new volume. Answers with how many bytes went. Rejects with a ProblemError.
 */
export async function copyVolume({ from, to }: Ends, { id, name }: VolumeCopy, task: TaskHandle): Promise<number> {
  const { signal } = task;
  const { labels, options } = await from.volumes.inspect(id, signal);
  const kept = Object.fromEntries(Object.entries(labels).filter(([label]) => label !== anonymous));
  const lost = Object.keys(options).toSorted().join(', ').slice(0, mostNamed);
  if (lost !== '') task.note({ saying: saying('copy-without-options', { name: id, options: lost }) });
  let bytes = 0;
  const sent = async function* () {
    for await (const chunk of from.volumes.read(id, signal)) {
      bytes += chunk.length;
      task.part(id, { current: bytes });
      yield chunk;
    }
  };
  await allOrNothing(
    signal,
    (failure, cause) => task.note({ saying: failure, cause }),
    async (step) => {
      await step({
        // Not the task's own signal: cut short, nobody would know whether there is a volume now.
        do: () => to.volumes.create({ name, driver: 'local', options: {}, labels: kept }, new AbortController().signal),
        undo: {
          run: (made, undoing) => to.volumes.remove(made, undoing),
          failure: saying('copy-not-removed', { name }),
        },
      });
      task.part(id, { current: 0 });
      await step({ do: () => to.volumes.write(name, Readable.from(sent(), { objectMode: false }), signal) });
      signal.throwIfAborted();
    },
  );
  task.part(id, { state: 'done', current: bytes, total: bytes });
  return bytes;
}
