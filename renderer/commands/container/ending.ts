import { isKill, noEnd } from '../../../app/containers.ts';
import type { EndedOn } from '../../../app/derive/end-command.ts';
import { cliWord } from '../../../app/text/command-line.ts';
import { engineById } from '../../stores/link/engine.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { type Command, itsEngine } from '../running/command.ts';
import { toldDone } from '../running/each.ts';
import { enginesOf } from '../running/engines-of.ts';
import { type ContainerTarget, carryOut, isUp, mayKill, unlessUp } from './target.ts';

const { verbs } = words.containers;
const { stop, signal: sending } = words.ending;

type ContainerCommand = Command<ContainerTarget>;

/** Opens the form that asks how long containers may take to end. */
export const stopWith: ContainerCommand = {
  id: 'containers.stop-with',
  label: stop.label,
  icon: 'stop',
  asks: itsEngine,
  changes: itsEngine,
  fits: isUp,
  refusal: unlessUp,
  cli: ({ container }) => `docker stop --time SECONDS ${cliWord(container.name)}`,
  run: async (targets, { dialog }, of = targets.length) =>
    dialog.show({ kind: 'containers.stop-with', with: { targets, of } }),
};

/** Opens the form that asks which signal containers are to get. */
export const sendSignal: ContainerCommand = {
  id: 'containers.signal',
  label: sending.label,
  icon: 'kill',
  asks: itsEngine,
  changes: itsEngine,
  fits: isUp,
  refusal: unlessUp,
  cli: ({ container }) => `docker kill --signal SIGNAL ${cliWord(container.name)}`,
  run: async (targets, { dialog }, of = targets.length) =>
    dialog.show({ kind: 'containers.signal', with: { targets, of } }),
};

/**
 * Stops containers, `of` how many that were chosen. Without an end to the wait a notice stands meanwhile by which a person
 * waits no longer. Problems are told in here; it never rejects.
 * @param seconds that they have to end by themselves, or `noEnd`; each its own where undefined
 */
export async function stopWithin(
  seconds: number | undefined,
  targets: readonly ContainerTarget[],
  of: number,
  session: Session,
): Promise<void> {
  if (seconds === 0 && !(await mayKill(targets, session))) return;
  const waited = new AbortController();
  const over = seconds === noEnd ? session.notices.stand(waitingFor(targets), waitNoLonger(waited)) : undefined;
  const { signal } = waited;
  try {
    const how = seconds === undefined ? {} : { seconds };
    await carryOut(
      { ...verbs.stop, signal, ask: (client, target) => client.containers.stop({ ...target, ...how }, { signal }) },
      targets,
      session,
      of,
    );
  } finally {
    over?.();
  }
}

function waitingFor(targets: readonly ContainerTarget[]): string {
  const [first, second] = targets;
  return first && !second
    ? stop.waiting({ name: first.container.name })
    : stop.waitingForMany({ count: targets.length });
}

function waitNoLonger(waited: AbortController) {
  return { label: stop.waitNoLonger, run: () => waited.abort() };
}

/**
 * Sends containers a signal, `of` how many that were chosen; before KILL it asks on protected engines. Problems are told in
 * here; it never rejects.
 */
export async function signalTo(
  signal: string,
  targets: readonly ContainerTarget[],
  of: number,
  session: Session,
): Promise<void> {
  if (isKill(signal) && !(await mayKill(targets, session))) return;
  const told = {
    label: sending.verbOf({ signal }),
    doing: sending.doing({ signal }),
    done: sending.done({ signal }),
  };
  await carryOut(
    { ...told, ask: (client, target) => client.containers.kill({ ...target, signal }) },
    targets,
    session,
    of,
  );
}

/** Tells that the only one of `of` that were chosen got a signal. */
export function toldOfSignal(signal: string, { container }: ContainerTarget, of: number, { notices }: Session): void {
  notices.succeed(toldDone(sending.done({ signal }), [container.name], of, 'container'));
}

/** The names of targets by engine, and the addresses of these where they are several. */
export function endedOn(targets: readonly ContainerTarget[], { engine }: Session): readonly EndedOn[] {
  const engines = enginesOf(targets);
  const { list } = engine.getState();
  return engines.map((id) => {
    const names = targets.filter((target) => target.engine === id).map(({ container }) => container.name);
    const host = engines.length > 1 ? engineById(list, id)?.address : undefined;
    return host === undefined ? { names } : { host, names };
  });
}
