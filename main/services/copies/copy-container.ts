import type { ContainerSpec } from '../../../app/create.ts';
import { type Cause, problem, toProblem } from '../../../app/rpc/problem.ts';
import { type Saying, saying } from '../../../app/text/sayings.ts';
import { allOrNothing, type DoStep } from '../containers/steps.ts';
import type { TaskHandle } from '../tasks/tasks.ts';
import { copyImages, sameLayers } from './copy-images.ts';
import { copyVolume } from './copy-volume.ts';
import { type Ends, expectFree } from './ends.ts';

/** A container, and what its copy is to be. */
export interface ContainerCopy {
  readonly id: string;
  readonly name: string;
  /** Of its volumes those that go along; the others are new and empty there, or those that are there already. */
  readonly volumes: readonly string[];
  readonly start: boolean;
}

/**
 * Makes a container at one engine as the one at the other was made, with its image and its volumes. Answers with how many
 * bytes went. Rejects with a ProblemError, and then there is nothing new but the image.
 */
export async function copyContainer(ends: Ends, copy: ContainerCopy, task: TaskHandle): Promise<number> {
  const { to } = ends;
  const { signal } = task;
  const spec = await specOf(ends, copy, signal);
  const volumes = copy.volumes.filter((name) => spec.mounts.some(({ source }) => source === name));
  // Before anything is sent: what is there already is never written over.
  for (const name of volumes) await expectFree(to, name, signal);
  const tell = (failure: Saying, cause: Cause): void => task.note({ saying: failure, cause });
  let bytes = await bringImage(ends, spec.image, task);
  await allOrNothing(signal, tell, async (step) => {
    for (const name of volumes) bytes += await bringVolume(ends, name, task, step);
    const { id, warnings } = await step({
      // Not the task's own signal: cut short, nobody would know whether there is a container now.
      do: () => to.containers.create(spec, new AbortController().signal),
      undo: {
        run: (made, undoing) => to.containers.remove(made.id, true, undoing),
        failure: saying('not-removed-again'),
      },
    });
    for (const warning of warnings) task.print(warning);
    if (spec.start) await step({ do: () => to.containers.launch(id, signal) });
    task.result({ container: id, name: copy.name });
  });
  return bytes;
}

/** What makes it again. What no spec can say stays behind: the page has shown it. */
async function specOf({ from }: Ends, { id, name, start }: ContainerCopy, signal: AbortSignal): Promise<ContainerSpec> {
  const made = await from.containers.inspect(id, signal);
  const image = await from.images.inspect(made.imageId.replace(/^sha256:/, ''), signal).catch(() => undefined);
  const { spec } = await from.containers.readSpec(made, image, signal);
  return { ...spec, name, start };
}

/** Sends the image where it is missing; 0 bytes where it is there. */
async function bringImage(ends: Ends, image: string, task: TaskHandle): Promise<number> {
  const { from, to } = ends;
  const wanted = await from.images.inspect(image, task.signal);
  const there = await to.images.inspect(image, task.signal).catch((error: unknown) => {
    if (toProblem(error).code !== 'not-found') throw error;
  });
  if (!there) return copyImages(ends, [image], task);
  if (!sameLayers(wanted, there)) throw problem('conflict', 'copy-other-image', { params: { image } });
  return 0;
}

function bringVolume(ends: Ends, name: string, task: TaskHandle, step: DoStep): Promise<number> {
  return step({
    do: () => copyVolume(ends, { id: name, name }, task),
    undo: {
      run: (_, undoing) => ends.to.volumes.remove(name, undoing),
      failure: saying('copy-not-removed', { name }),
    },
  });
}
