import type { GantryClient } from '../../app/contract.ts';
import { count } from '../../app/format.ts';
import { toProblem } from '../../app/problem.ts';
import type { Session } from '../stores/session.ts';

/** One verb on objects of one kind. */
export interface EachVerb<T> {
  /** `Remove`, `Removing`, `Removed`. */
  readonly label: string;
  readonly doing: string;
  readonly done: string;
  /** `volume`. */
  readonly noun: string;
  id: (target: T) => string;
  name: (target: T) => string;
  ask: (client: GantryClient, target: T) => Promise<unknown>;
}

/** Requests under way for one verb on many: more make no engine faster, and the wire bounds them. */
const atOnce = 20;

/**
 * What was done to how many: `Stopped web`, or `Stopped 2 of 5 containers` where `of` five were chosen and it could not
 * be done to the others. `names` are of those it was done to, at least one.
 */
export function toldDone(done: string, names: readonly string[], of: number, noun: string): string {
  if (names.length < of) return `${done} ${names.length.toLocaleString('en')} of ${count(of, noun)}`;
  return `${done} ${names.length === 1 ? names[0] : count(names.length, noun)}`;
}

/** Carries out a verb on each target, marks it pending meanwhile, and tells how it went, `of` how many that were chosen. */
export async function doEach<T>(
  verb: EachVerb<T>,
  targets: readonly T[],
  session: Session,
  of = targets.length,
): Promise<void> {
  const worked: T[] = [];
  const left = targets.values();
  const work = async () => {
    for (const target of left) {
      try {
        await session.pending.during(verb.id(target), verb.doing, () =>
          session.link.ask((client) => verb.ask(client, target)),
        );
        worked.push(target);
      } catch (error) {
        session.notices.fail(`${verb.label} ${verb.name(target)} failed`, toProblem(error));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const names = worked.map((target) => verb.name(target));
  if (names.length > 0) session.notices.succeed(toldDone(verb.done, names, of, verb.noun));
}
