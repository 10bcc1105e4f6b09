import type { Container, ContainerState, EngineContainer } from '../../app/containers.ts';
import type { GantryClient } from '../../app/contract.ts';
import type { EngineId } from '../../app/engines/engine.ts';
import { keyOf } from '../../app/object-key.ts';
import { engineById } from '../stores/link/engine.ts';
import type { Keyed } from '../stores/lists/list.ts';
import type { Session } from '../stores/session.ts';
import type { Offer } from '../stores/shown/notices.ts';
import { words } from '../words/words.ts';
import { rememberRecipe, runAgain } from './again.ts';
import { attach } from './attach.ts';
import { cliWord } from './cli.ts';
import { openConsole } from './consoles.ts';
import { logs, logsTogether, openPort, shell, shellAndLog, shellWith } from './container-open.ts';
import { copyContainer } from './copy.ts';
import { debugShell } from './debug.ts';
import { commitContainer } from './images.ts';
import { enginesOf } from './removal.ts';
import { rename } from './rename.ts';
import { type Command, command, itsEngine } from './running/command.ts';
import { doEach, type EachVerb } from './running/each.ts';
import { exportContainer } from './transfers.ts';

/** A container and the engine it is on. */
export interface ContainerTarget {
  readonly engine: EngineId;
  readonly container: Container;
}

/** What verbs are done to where a row stands for a container. */
export function containerTarget(container: Keyed<Container>): ContainerTarget {
  return { engine: container.engine, container };
}

const { states, verbs, refusals, removal, killing } = words.containers;

type ContainerCommand = Command<ContainerTarget>;
type Ask = (client: GantryClient, target: EngineContainer) => Promise<void>;

interface Verb {
  readonly verb: string;
  readonly label: string;
  /** While it runs, e.g. `Stopping`. */
  readonly doing: string;
  /** When it worked, e.g. `Stopped`. */
  readonly done: string;
  readonly ask: Ask;
  /** What the notice offers when it worked on one. */
  readonly offer?: Offer;
}

/** Carries out a verb on each container and tells how it went, `of` how many that were chosen. */
function carryOut(
  { ask, ...told }: Omit<Verb, 'verb'>,
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

function simple(verb: Verb, more: Omit<ContainerCommand, 'id' | 'label' | 'run' | 'cli' | 'fits'>): ContainerCommand {
  return {
    id: `containers.${verb.verb}`,
    label: verb.label,
    asks: itsEngine,
    changes: itsEngine,
    fits: (target) => more.refusal(target) === undefined,
    run: (targets, session, of) => carryOut(verb, targets, session, of),
    cli: ({ container }) => `docker ${verb.verb} ${cliWord(container.name)}`,
    ...more,
  };
}

const isUp = ({ container: { state } }: ContainerTarget) =>
  state === 'running' || state === 'paused' || state === 'restarting';
const unlessUp = (target: ContainerTarget) => (isUp(target) ? undefined : refusals.notRunning);

export const start = simple(
  { verb: 'start', ...verbs.start, ask: (client, target) => client.containers.start(target) },
  {
    icon: 'start',
    key: 'Shift+S',
    primary: true,
    refusal: (target) => (isUp(target) ? refusals.running : undefined),
  },
);

export const stop = simple(
  { verb: 'stop', ...verbs.stop, ask: (client, target) => client.containers.stop(target) },
  { icon: 'stop', key: 's', primary: true, refusal: unlessUp },
);

export const restart = simple(
  { verb: 'restart', ...verbs.restart, ask: (client, target) => client.containers.restart(target) },
  { icon: 'restart', key: 'r', primary: true, refusal: unlessUp },
);

export const pause = simple(
  { verb: 'pause', ...verbs.pause, ask: (client, target) => client.containers.pause(target) },
  {
    icon: 'pause',
    key: 'p',
    refusal: ({ container }) => (container.state === 'running' ? undefined : refusals.notRunning),
  },
);

export const unpause = simple(
  { verb: 'unpause', ...verbs.unpause, ask: (client, target) => client.containers.unpause(target) },
  {
    icon: 'unpause',
    key: 'Shift+P',
    refusal: ({ container }) => (container.state === 'paused' ? undefined : refusals.notPaused),
  },
);

const killNow = simple(
  { verb: 'kill', ...verbs.kill, ask: (client, target) => client.containers.kill(target) },
  { icon: 'kill', danger: true, refusal: unlessUp },
);

/** Asks on protected engines only: elsewhere what was killed by mistake is started again. */
export const kill: ContainerCommand = {
  ...killNow,
  run: async (targets, session, of) => {
    const isProtected = targets.some(
      ({ engine }) => engineById(session.engine.getState().list, engine)?.guard === 'protected',
    );
    if (!isProtected || (await session.question.ask(killQuestion(targets)))) await killNow.run(targets, session, of);
  },
};

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

export const remove = command<ContainerTarget>({
  id: 'containers.remove',
  label: verbs.remove.label,
  icon: 'remove',
  key: 'Delete',
  danger: true,
  asks: itsEngine,
  changes: itsEngine,
  cli: ({ container }) => `docker rm --force ${cliWord(container.name)}`,
  run: async (targets, session, of) => {
    const [only] = targets;
    // Afterwards nobody knows it any more.
    const recipe = only && targets.length === 1 ? rememberRecipe(only, session) : undefined;
    const answer = await session.question.ask(removalQuestion(targets));
    if (!answer) return;
    const ask: Ask = (client, target) => client.containers.remove({ ...target, volumes: answer.option });
    const again = await recipe;
    const offer = again ? { offer: { label: runAgain.label, run: again } } : {};
    await carryOut({ ...verbs.remove, ask, ...offer }, targets, session, of);
  },
});

function removalQuestion(targets: readonly ContainerTarget[]) {
  const names = targets.map(({ container }) => container.name);
  const up = targets.filter(isUp);
  const [name = ''] = names;
  const isOne = names.length === 1;
  return {
    title: isOne ? removal.title({ name }) : removal.titleOfMany({ count: names.length }),
    body: [...(isOne ? up.map(killed) : up.length > 0 ? [someKilled(up)] : []), removal.lost].join(' '),
    engines: enginesOf(targets),
    ...(isOne ? {} : { items: names }),
    confirm: verbs.remove.label,
    option: removal.volumes,
  };
}

function killed({ container: { state } }: ContainerTarget): string {
  return removal.killed({ state: states[state] });
}

/** How many are in which state, in the words and numbers of the lists: `5 of them are running, 2 are paused`. */
function someKilled(up: readonly ContainerTarget[]): string {
  const counts = new Map<ContainerState, number>([['running', 0]]);
  for (const { container } of up) counts.set(container.state, (counts.get(container.state) ?? 0) + 1);
  const [first, ...others] = [...counts].filter(([, count]) => count > 0);
  const told = [
    ...(first ? [removal.firstInState({ count: first[1], state: states[first[0]] })] : []),
    ...others.map(([state, count]) => removal.inState({ count, state: states[state] })),
  ];
  return removal.someKilled({ which: told.join(', ') });
}

/** In the order that menus show them. */
export const containerCommands: readonly ContainerCommand[] = [
  start,
  stop,
  restart,
  pause,
  unpause,
  kill,
  logs,
  logsTogether,
  shell,
  shellWith,
  debugShell,
  shellAndLog,
  attach,
  openConsole,
  openPort,
  rename,
  runAgain,
  copyContainer,
  commitContainer,
  exportContainer,
  remove,
];
