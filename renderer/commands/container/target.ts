import type { Container, EngineContainer } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { keyOf } from '../../../app/object-key.ts';
import { engineById } from '../../stores/link/engine.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { type After, doEach, type EachVerb } from '../running/each.ts';
import { enginesOf } from '../running/engines-of.ts';

/** A container and the engine it is on. */
export interface ContainerTarget {
  readonly engine: EngineId;
  readonly container: Container;
}

/** What verbs are done to where a row stands for a container. */
export function containerTarget(container: Keyed<Container>): ContainerTarget {
  return { engine: container.engine, container };
}

const { verbs, refusals, killing } = words.containers;

export type Ask = (client: GantryClient, target: EngineContainer) => Promise<void>;

export interface ContainerVerb {
  readonly label: string;
  /** While it runs, e.g. `Stopping`. */
  readonly doing: string;
  /** When it worked, e.g. `Stopped`. */
  readonly done: string;
  readonly ask: Ask;
  /** What the notice tells besides, and offers, once it worked on some. */
  readonly after?: (worked: readonly ContainerTarget[]) => After;
  /** Ends what is still to be done of it. */
  readonly signal?: AbortSignal;
}

/** Carries out a verb on each container and tells how it went, `of` how many that were chosen. */
export function carryOut(
  { ask, ...told }: ContainerVerb,
  targets: readonly ContainerTarget[],
  session: Session,
  of?: number,
): Promise<void> {
  const verb: EachVerb<ContainerTarget> = {
    ...told,
    noun: 'container',
    key: ({ engine, container }) => keyOf({ engine, kind: 'container', id: container.id }),
    name: ({ container }) => container.name,
    near: ({ engine }) => session.containers.of(engine).items.values(),
    ask: (client, { engine, container }) => ask(client, { engine, id: container.id }),
  };
  return doEach(verb, targets, session, of);
}

/** Whether something runs in it that can be ended. */
export const isUp = ({ container: { state } }: ContainerTarget): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';
export const unlessUp = (target: ContainerTarget): string | undefined =>
  isUp(target) ? undefined : refusals.notRunning;

/** What is being removed is there for nothing else. */
export const unlessRemoving = ({ container: { state } }: ContainerTarget): string | undefined =>
  state === 'removing' ? refusals.removing : undefined;

/** Whether containers may be ended at once: asked of protected engines only. */
export async function mayKill(targets: readonly ContainerTarget[], session: Session): Promise<boolean> {
  const { list } = session.engine.getState();
  const isProtected = targets.some(({ engine }) => engineById(list, engine)?.guard === 'protected');
  return !isProtected || (await session.question.ask(killQuestion(targets))) !== undefined;
}

function killQuestion(targets: readonly ContainerTarget[]) {
  const names = targets.map(({ container }) => container.name);
  const [name = '', second] = names;
  return {
    title: second === undefined ? killing.title({ name }) : killing.titleOfMany({ count: names.length }),
    body: killing.lost,
    engines: enginesOf(targets),
    ...(second === undefined ? {} : { items: names }),
    confirm: verbs.kill.label,
  };
}
