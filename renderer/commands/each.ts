import type { GantryClient } from '../../app/contract.ts';
import { count } from '../../app/format.ts';
import { toProblem } from '../../app/problem.ts';
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
  id: (target: T) => string;
  name: (target: T) => string;
  ask: (client: GantryClient, target: T) => Promise<unknown>;
}

/** Requests under way for one verb on many: more make no engine faster, and the wire bounds them. */
const atOnce = 20;

/** Carries out a verb on each target, marks it pending meanwhile, and tells how it went. */
export async function doEach<T>(verb: EachVerb<T>, targets: readonly T[], session: Session): Promise<void> {
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
        const why = toProblem(error);
        session.notices.fail(failureText(verb.label, verb.name(target), why), why);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const [only] = worked;
  if (only !== undefined && worked.length === 1) session.notices.succeed(`${verb.done} ${verb.name(only)}`);
  else if (worked.length > 1) session.notices.succeed(`${verb.done} ${count(worked.length, verb.noun)}`);
}
