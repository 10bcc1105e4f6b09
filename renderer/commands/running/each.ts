import type { Container } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import { type ObjectKey, parseKey } from '../../../app/object-key.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { shownEngines } from '../../stores/link/scope.ts';
import type { Session } from '../../stores/session.ts';
import type { Offer } from '../../stores/shown/notices.ts';
import { type Words, words } from '../../words/words.ts';
import { failureText } from './failure.ts';

/** What verbs are done to: it is counted where they are told of. */
export type EachNoun = keyof Words['commands']['counted'];

/** One verb on objects of one kind. */
export interface EachVerb<T> {
  /** `Remove`, `Removing`, `Removed`. */
  readonly label: string;
  readonly doing: string;
  /** Absent where what was done tells that itself: then there is no notice. */
  readonly done?: string;
  readonly noun: EachNoun;
  /** What the notice offers when it worked on one. */
  readonly offer?: Offer;
  /** The key of the object that is pending meanwhile. */
  key: (target: T) => ObjectKey;
  name: (target: T) => string;
  /** The containers that a failure may be about as well, e.g. the one that holds a port. */
  near?: (target: T) => Iterable<Container>;
  ask: (client: GantryClient, target: T) => Promise<unknown>;
  /** Ends it: what is not done by then is left out, and nothing is told of that. */
  readonly signal?: AbortSignal;
}

/** Requests under way for one verb on many of an engine, and of all engines: more make none faster, and the wire bounds them. */
const atOnce = 20;
const mostAtOnce = 200;

/**
 * What was done to how many: `Stopped web`, or `Stopped 2 of 5 containers` where `of` five were chosen and it could not
 * be done to the others. `names` are of those it was done to, at least one.
 */
export function toldDone(done: string, names: readonly string[], of: number, noun: EachNoun): string {
  const { counted, toOne, toAll, toSome } = words.commands;
  const things = counted[noun](of);
  if (names.length < of) return toSome({ verb: done, count: names.length, things });
  const [name] = names;
  return name !== undefined && of === 1 ? toOne({ verb: done, name }) : toAll({ verb: done, things });
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
  session.spoken.say(words.commands.goesOn({ what: toldDone(verb.doing, all, all.length, verb.noun) }));
  const byEngine = groupBy(targets, (target) => parseKey(verb.key(target)).engine);
  const workers = Math.max(1, Math.min(atOnce, Math.floor(mostAtOnce / byEngine.size)));
  const work = async (left: Iterable<T>) => {
    for (const target of left) {
      if (verb.signal?.aborted) return;
      try {
        await session.pending.during(verb.key(target), verb.doing, () =>
          session.link.ask((client) => verb.ask(client, target)),
        );
        worked.push(target);
      } catch (error) {
        if (verb.signal?.aborted) return;
        const why = toProblem(error);
        const what = failureText(verb.label, verb.name(target), why, verb.near?.(target));
        session.notices.fail(onIts(verb.key(target), what, session), why);
      }
    }
  };
  // Each engine has its own: one that does not answer holds up no other's.
  const queues = Array.from(byEngine.values(), (all) => all.values());
  await Promise.all(Array.from({ length: workers }, () => queues.map(work)).flat());
  const names = worked.map((target) => verb.name(target));
  if (verb.done === undefined || names.length === 0) return;
  const told = toldDone(verb.done, names, of, verb.noun);
  const [only] = worked;
  if (only === undefined || worked.length > 1) session.notices.succeed(told);
  else session.notices.succeed(onIts(verb.key(only), told, session), verb.offer);
}

/** What is told of one object; where the window looks at several engines, with the name of its own. */
function onIts(key: ObjectKey, what: string, { engine, shown }: Session): string {
  const its = shownEngines(engine.getState().list, shown.getState());
  const found = its.length > 1 ? its.find(({ id }) => id === parseKey(key).engine) : undefined;
  return found ? words.parts.onEngine({ what, engine: found.name }) : what;
}

function groupBy<T>(all: readonly T[], of: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(of(one));
    if (group) group.push(one);
    else groups.set(of(one), [one]);
  }
  return groups;
}
