import { type ComposeService, projectLabel, servicesOf, startOrder } from '../../../app/compose.ts';
import type { Container, containers } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { ProblemError, problem, toProblem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { TaskHandle } from '../tasks/task.ts';

/** What needs no CLI. */
export type LabelVerb = 'start' | 'stop' | 'restart' | 'down';

/** The verbs of single containers: what a person asks of one goes the same way, and is remembered as asked for. */
export type ContainerVerbs = Pick<Service<typeof containers>, 'start' | 'stop' | 'restart'>;

/** An engine with a project's containers. */
export interface Members {
  readonly id: EngineId;
  readonly engine: Engine;
  readonly verbs: ContainerVerbs;
}

/** Carries out a verb on a project by its containers' labels. `not-found` for a project without containers. */
export async function runVerb(verb: LabelVerb, on: Members, project: string, task: TaskHandle): Promise<void> {
  const { engine } = on;
  const { signal } = task;
  const all = await engine.containers.list('all', signal);
  const members = all.filter(({ labels }) => labels[projectLabel] === project);
  if (members.length === 0 && verb !== 'down') throw problem('not-found', 'project-empty');
  for (const step of stepsOf(verb, members)) {
    signal.throwIfAborted();
    await together(
      step.map(({ id, name }) => ({ id: `Container ${name}`, run: () => act(verb, on, id, signal) })),
      verb,
      task,
    );
  }
  if (verb === 'down') await removeNetworks(engine, project, task);
  task.say(saying('containers-done', { count: members.length, verb }));
}

async function act(
  verb: LabelVerb,
  { engine, id: on, verbs }: Members,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  if (verb !== 'down') return verbs[verb]({ engine: on, id }, { signal });
  await engine.containers.stop(id, signal).catch(ignoreGone);
  await engine.containers.remove(id, false, signal);
}

function ignoreGone(error: unknown): void {
  if (toProblem(error).code !== 'not-found') throw error;
}

/** Dependencies first when starting, last when stopping. One-off containers only go down with the rest. */
function stepsOf(verb: LabelVerb, members: readonly Container[]): readonly (readonly Container[])[] {
  const steps = startOrder(servicesOf(members)).map(containersOf);
  if (verb === 'start' || verb === 'restart') return steps;
  const served = new Set(steps.flat());
  const others = members.filter((container) => !served.has(container));
  return verb === 'down' ? [others, ...steps.toReversed()] : steps.toReversed();
}

function containersOf(services: readonly ComposeService[]): readonly Container[] {
  return services.flatMap(({ containers }) => containers);
}

async function removeNetworks(engine: Engine, project: string, task: TaskHandle): Promise<void> {
  const networks = await engine.compose.networks(project, task.signal);
  await together(
    networks.map(({ id, name }) => ({
      id: `Network ${name}`,
      run: () => engine.compose.removeNetwork(id, task.signal),
    })),
    'down',
    task,
  );
}

interface Piece {
  readonly id: string;
  readonly run: () => Promise<void>;
}

/** All at once; what fails is told when all have ended. */
async function together(pieces: readonly Piece[], verb: LabelVerb, task: TaskHandle): Promise<void> {
  const failures: unknown[] = [];
  const run = async ({ id, run }: Piece) => {
    task.part(id, { state: 'running', text: saying('verb-doing', { verb }) });
    try {
      await run();
      task.part(id, { state: 'done', text: saying('verb-done', { verb }) });
      task.note({ saying: saying('part-done', { part: id, verb }), part: id });
    } catch (error) {
      const { reason, params } = toProblem(error);
      task.part(id, { state: 'failed', problem: { reason, params } });
      task.note({ saying: saying('part', { part: id }), cause: { reason, params }, part: id });
      failures.push(error);
    }
  };
  await Promise.all(pieces.map(run));
  task.signal.throwIfAborted();
  if (failures.length > 0) throw new ProblemError(toProblem(failures[0]));
}
