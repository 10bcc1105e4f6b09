import type { Container } from '../../app/containers.ts';
import type { GantryClient } from '../../app/contract.ts';
import { count, formatNumber } from '../../app/format.ts';
import type { ObjectKey } from '../../app/object-key.ts';
import { toProblem } from '../../app/problem.ts';
import type { Offer } from '../stores/notices.ts';
import type { Session } from '../stores/session.ts';
import { failureText } from './failure.ts';

/** One verb on objects of one kind. */
export interface EachVerb<T> {
  /** `Remove`, `Removing`, `Removed`. */
  readonly label: string;
  readonly doing: string;
  readonly done: string;
  /** `volume`. */
  readonly noun: string;
  /** What the notice offers when it worked on one. */
  readonly offer?: Offer;
  /** The key of the object that is pending meanwhile. */
  key: (target: T) => ObjectKey;
  name: (target: T) => string;
  /** The containers that a failure may be about as well, e.g. the one that holds a port. */
  near?: (target: T) => Iterable<Container>;
  ask: (client: GantryClient, target: T) => Promise<unknown>;
}

/** Requests under way for one verb on many: more make no engine faster, and the wire bounds them. */
const atOnce = 20;

/**
 * What was done to how many: `Stopped web`, or `Stopped 2 of 5 containers` where `of` five were chosen and it could not
 * be done to the others. `names` are of those it was done to, at least one.
 */
export function toldDone(done: string, names: readonly string[], of: number, noun: string): string {
  if (names.length < of) return `${done} ${formatNumber(names.length)} of ${count(of, noun)}`;
  return `${done} ${names.length === 1 ? names[0] : count(names.length, noun)}`;
}

/** Carries out a verb on each target, marks it pending meanwhile, says so, and tells how it went, `of` how many that were chosen. */
export async function doEach<T>(
  verb: EachVerb<T>,
  targets: readonly T[],
  session: Session,
  of = targets.length,
): Promise<void> {
  const worked: T[] = [];
  const all = targets.map((target) => verb.name(target));
  session.spoken.say(`${toldDone(verb.doing, all, all.length, verb.noun)}…`);
  const left = targets.values();
  const work = async () => {
    for (const target of left) {
      try {
        await session.pending.during(verb.key(target), verb.doing, () =>
          session.link.ask((client) => verb.ask(client, target)),
        );
        worked.push(target);
      } catch (error) {
        const why = toProblem(error);
        session.notices.fail(failureText(verb.label, verb.name(target), why, verb.near?.(target)), why);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const names = worked.map((target) => verb.name(target));
  if (names.length === 0) return;
  session.notices.succeed(toldDone(verb.done, names, of, verb.noun), names.length === 1 ? verb.offer : undefined);
}
