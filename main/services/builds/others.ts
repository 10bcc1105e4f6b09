import type { BuildRecord } from '../../../app/builds.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { ListChange } from '../../../app/rpc/live.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { TaskOutput } from '../../../app/tasks.ts';
import type { BuildEvent } from '../../engine/ports/builds.ts';
import type { OtherBuild } from '../../engine/ports/other-builds.ts';
import type { Engines } from '../engine/engine.ts';
import { OutputRing } from '../tasks/task-output.ts';

/** The builds of an engine that no Gantry asked for, as records beside ours. */
export async function* otherBuilds(
  engines: Engines,
  id: EngineId,
  signal: AbortSignal,
): AsyncGenerator<ListChange<BuildRecord>, void> {
  const engine = await engines.ready(id, signal);
  for await (const { changed, ...change } of engine.builds.others(signal)) {
    yield { ...change, changed: changed.map((build) => recordOf(id, build)) };
  }
}

function recordOf(engine: EngineId, { error, ...build }: OtherBuild): BuildRecord {
  return {
    ...build,
    engine,
    elsewhere: true,
    folder: '',
    pull: false,
    builder: 'buildkit',
    way: 'control',
    steps: [],
    contextFiles: 0,
    contextBytes: 0,
    warnings: [],
    ...(error === undefined ? {} : { error: { message: error } }),
  };
}

/** Names of steps that are numbered. */
const mostSteps = 5_000;

/** What one of them printed, each line with the number of its step, as the docker command writes it without a terminal. */
export async function* otherLog(
  engines: Engines,
  id: EngineId,
  build: string,
  signal: AbortSignal,
): AsyncGenerator<TaskOutput, void> {
  const engine = await engines.ready(id, signal);
  const ring = new OutputRing();
  const own = new AbortController();
  let failure: unknown;
  const filled = fill(ring, engine.builds.otherLog(build, AbortSignal.any([signal, own.signal])))
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(() => ring.end());
  try {
    yield* ring.read(signal);
  } finally {
    own.abort();
    await filled;
  }
  if (failure !== undefined && toProblem(failure).code !== 'cancelled') throw failure;
}

async function fill(ring: OutputRing, events: AsyncIterable<BuildEvent>): Promise<void> {
  const numbers = new Map<string, number>();
  const print = (step: string | undefined, text: string) => {
    const number = numbers.get(step ?? '');
    const lines = text.replace(/\r?\n$/, '').split('\n');
    ring.print(lines.map((line) => (number === undefined ? line : `#${number} ${line}`)).join('\n'), step);
  };
  for await (const event of events) {
    if (event.kind === 'output') print(event.step, event.text);
    if (event.kind !== 'step') continue;
    const { id, name, state, error } = event.step;
    if (!numbers.has(id) && state !== 'waiting' && numbers.size < mostSteps) {
      numbers.set(id, numbers.size + 1);
      print(id, name);
    }
    if (error !== undefined) print(id, error);
  }
}
