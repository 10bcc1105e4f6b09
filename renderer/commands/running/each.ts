import type { Container } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import { groupBy } from '../../../app/derive/group-by.ts';
import { type ObjectKey, parseKey } from '../../../app/object-key.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
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
  /** What the notice tells besides, and offers, once it worked on some. */
  readonly after?: (worked: readonly T[]) => After;
  /** The key of the object that is pending meanwhile. */
  key: (target: T) => ObjectKey;
  name: (target: T) => string;
  /** The containers that a failure may be about as well, e.g. the one that holds a port. */
  near?: (target: T) => Iterable<Container>;
  ask: (client: GantryClient, target: T) => Promise<unknown>;
  /** Ends it: what is not done by then is left out, and nothing is told of that. */
  readonly signal?: AbortSignal;
}

/** What a notice tells in a sentence of its own, and what it offers. */
export interface After {
  readonly more?: string;
  readonly offer?: Offer;
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

/** What became of a verb on several targets. */
export interface Outcome<T> {
  readonly worked: readonly T[];
  readonly failed: readonly { readonly target: T; readonly problem: Problem }[];
  /** Those that it was not begun on, as a person stopped it. */
  readonly left: readonly T[];
}

/**
 * Carries out a verb on each target, marks it pending meanwhile, says so, and tells how it went, `of` how many that were
 * chosen. Where more are to be done than are begun at once, a notice stands meanwhile by which the rest is left out.
 */
export async function doEach<T>(
  verb: EachVerb<T>,
  targets: readonly T[],
  session: Session,
  of = targets.length,
): Promise<void> {
  const all = targets.map((target) => verb.name(target));
  const going = words.commands.goesOn({ what: toldDone(verb.doing, all, all.length, verb.noun) });
  session.spoken.say(going);
  const byEngine = groupBy(targets, (target) => parseKey(verb.key(target)).engine);
  const workers = Math.max(1, Math.min(atOnce, Math.floor(mostAtOnce / byEngine.size)));
  const isLong = Array.from(byEngine.values()).some(({ length }) => length > workers);
  const stopped = new AbortController();
  const stop = { label: words.commands.stopRest, run: () => stopped.abort() };
  const over = isLong ? session.notices.stand(going, stop) : undefined;
  const begun = new Set<T>();
  const worked: T[] = [];
  const failed: { readonly target: T; readonly problem: Problem }[] = [];
  const work = async (left: Iterable<T>) => {
    for (const target of left) {
      if (verb.signal?.aborted || stopped.signal.aborted) return;
      begun.add(target);
      try {
        await session.pending.during(verb.key(target), verb.doing, () =>
          session.link.ask((client) => verb.ask(client, target)),
        );
        worked.push(target);
      } catch (error) {
        if (verb.signal?.aborted) return;
        failed.push({ target, problem: toProblem(error) });
      }
    }
  };
  // Each engine has its own: one that does not answer holds up no other's.
  const queues = Array.from(byEngine.values(), (all) => all.values());
  try {
    await Promise.all(Array.from({ length: workers }, () => queues.map(work)).flat());
  } finally {
    over?.();
  }
  const left = stopped.signal.aborted ? targets.filter((target) => !begun.has(target)) : [];
  tellOutcome(verb, { worked, failed, left }, session, of);
}

/** One notice of a verb on one or many: with those that it failed on, why, and the way to try them once more. */
function tellOutcome<T>(verb: EachVerb<T>, outcome: Outcome<T>, session: Session, of: number): void {
  const { worked, failed, left } = outcome;
  const { notices } = session;
  const [first] = worked;
  const [bad] = failed;
  const done =
    verb.done === undefined || !first ? undefined : toldDone(verb.done, worked.map(verb.name), of, verb.noun);
  const after = done === undefined ? {} : (verb.after?.(worked) ?? {});
  const rest = left.length > 0 ? words.commands.leftOut({ count: left.length }) : undefined;
  const more = [rest, after.more].filter((one) => one !== undefined).join(' ');
  const told = more === '' ? {} : { more };
  if (!bad) {
    const text = done ?? (left.length > 0 ? toldDone(verb.doing, left.map(verb.name), of, verb.noun) : undefined);
    if (text === undefined) return;
    const isOne = worked.length === 1 && left.length === 0 && first !== undefined;
    notices.succeed(isOne ? onIts(verb.key(first), text, session) : text, after.offer, more);
    return;
  }
  const again = () =>
    void doEach(
      verb,
      failed.map(({ target }) => target),
      session,
    );
  if (failed.length === 1 && worked.length === 0 && left.length === 0) {
    const what = failureText(verb.label, verb.name(bad.target), bad.problem, verb.near?.(bad.target));
    notices.fail(onIts(verb.key(bad.target), what, session), bad.problem);
    return;
  }
  const things = words.commands.counted[verb.noun](failed.length);
  notices.failEach(done ?? words.commands.couldNot({ verb: verb.label, name: things }), {
    ...told,
    failures: failed.map(({ target, problem }) => ({
      name: onIts(verb.key(target), verb.name(target), session),
      problem,
    })),
    offer: { label: words.commands.tryAgain({ count: failed.length }), run: again },
    ...(after.offer ? { other: after.offer } : {}),
  });
}

/** What is told of one object; where the window looks at several engines, with the name of its own. */
function onIts(key: ObjectKey, what: string, { engine, shown }: Session): string {
  const its = shownEngines(engine.getState().list, shown.getState());
  const found = its.length > 1 ? its.find(({ id }) => id === parseKey(key).engine) : undefined;
  return found ? words.parts.onEngine({ what, engine: found.name }) : what;
}
