import type { ContainerSpec, create, PullPolicy } from '../../../app/create.ts';
import { runCommand } from '../../../app/derive/run-command.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { type Cause, ProblemError, toProblem } from '../../../app/rpc/problem.ts';
import { type Saying, saying } from '../../../app/text/sayings.ts';
import type { CreatedContainer, EngineContainers } from '../../engine/ports/containers.ts';
import type { Engines } from '../engine/engine.ts';
import type { TaskHandle } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { allOrNothing } from './steps.ts';

/** Pulls an image as a part of a task; throws a ProblemError. */
export type PullWithin = (engine: EngineId, reference: string, task: TaskHandle) => Promise<void>;

/** Creates and runs containers. Without `pull`, a missing image is a failure. */
export function createRuns(engines: Engines, tasks: Tasks, pull?: PullWithin): Service<typeof create> {
  return {
    run: async ({ engine, spec, pull: policy }) =>
      tasks.start(
        {
          kind: 'run',
          title: saying(spec.start ? 'run' : 'create', { name: spec.name ?? spec.image }),
          engine,
          subject: spec.image,
          cli: runCommand(spec, policy),
        },
        async (task) => {
          const { containers } = await engines.ready(engine, task.signal);
          const get = pull && (() => pull(engine, spec.image, task).catch(aboutImage));
          const tell = (saying: Saying, cause: Cause) => task.note({ saying, cause });
          await allOrNothing(task.signal, tell, async (step) => {
            const { id, warnings, ignored } = await step({
              do: () => createIt(containers, spec, policy, get, task),
              undo: {
                run: (made, signal) => containers.remove(made.id, true, signal),
                failure: saying('not-removed-again'),
              },
            });
            for (const warning of warnings) task.print(warning);
            for (const limit of ignored) task.note({ saying: saying('limit-ignored', { limit }) });
            const count = warnings.length + ignored.length;
            if (count > 0) task.result({ warnings: count });
            await step({ do: () => finish(containers, id, spec, task) });
          });
        },
      ),
  };
}

/** Why a pull failed, as a failure of the form's image. */
function aboutImage(error: unknown): never {
  throw new ProblemError({ ...toProblem(error), field: 'image' });
}

/** Creates it, and pulls its image first where that is wanted. */
async function createIt(
  containers: EngineContainers,
  spec: ContainerSpec,
  policy: PullPolicy,
  pull: (() => Promise<void>) | undefined,
  task: TaskHandle,
): Promise<CreatedContainer> {
  // Not the task's own signal: cut short, nobody would know whether there is a container now.
  const make = () => containers.create(spec, new AbortController().signal);
  if (policy === 'always') await pull?.();
  task.say(saying('creating'));
  try {
    return await make();
  } catch (error) {
    const { code, field } = toProblem(error);
    if (policy !== 'missing' || !pull || code !== 'not-found' || field !== 'image') throw error;
  }
  task.say(saying('pulling'));
  await pull();
  task.say(saying('creating'));
  return make();
}

/** Starts what was created, where that is wanted, and says what became of it. */
async function finish(containers: EngineContainers, id: string, spec: ContainerSpec, task: TaskHandle): Promise<void> {
  // Before the start: what removes itself may be gone after it.
  const name = spec.name ?? (await containers.inspect(id, task.signal)).name;
  if (spec.start) {
    task.say(saying('starting'));
    await containers.launch(id, task.signal);
  }
  task.result({ container: id, name });
  if (spec.name !== undefined) task.say(saying(spec.start ? 'started' : 'created'));
  else task.say(saying(spec.start ? 'started-as' : 'created-as', { name }));
}
