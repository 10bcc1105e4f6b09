import type { Removal } from '../../app/container/removal.ts';
import type { ContainerState } from '../../app/containers.ts';
import { words } from '../words/words.ts';
import { runAgain, writeDown } from './again.ts';
import { attach } from './attach.ts';
import { cliWord } from './cli.ts';
import { openConsole } from './consoles.ts';
import { edit, newest } from './container/edit.ts';
import { sendSignal, stopWith } from './container/ending.ts';
import { limits } from './container/limits.ts';
import { afterRemoval, lossOf } from './container/removal.ts';
import { rename } from './container/rename.ts';
import {
  type Ask,
  type ContainerTarget,
  type ContainerVerb,
  carryOut,
  isUp,
  mayKill,
  unlessUp,
} from './container/target.ts';
import { logs, logsTogether, openPort, shell, shellAndLog, shellWith } from './container-open.ts';
import { copyContainer } from './copy.ts';
import { debugShell } from './debug.ts';
import { commitContainer } from './images.ts';
import { type Command, command, itsEngine } from './running/command.ts';
import { enginesOf } from './running/engines-of.ts';
import { exportContainer } from './transfers.ts';

export { type ContainerTarget, containerTarget } from './container/target.ts';

const { states, verbs, refusals, removal } = words.containers;

type ContainerCommand = Command<ContainerTarget>;

interface Verb extends ContainerVerb {
  /** As the docker command calls it. */
  readonly verb: string;
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
    if (await mayKill(targets, session)) await killNow.run(targets, session, of);
  },
};

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
    const [only, second] = targets;
    const question = removalQuestion(targets);
    const answer = await session.question.ask(
      only && !second ? { ...question, later: (signal) => lossOf(only, session, signal) } : question,
    );
    if (!answer) return;
    const removed = new Map<string, Removal>();
    const ask: Ask = async (client, target) => {
      removed.set(target.id, await client.containers.remove({ ...target, volumes: answer.option }));
    };
    const after = (worked: readonly ContainerTarget[]) => afterRemoval(worked, removed, session);
    await carryOut({ ...verbs.remove, ask, after }, targets, session, of);
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
  stopWith,
  sendSignal,
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
  limits,
  edit,
  newest,
  runAgain,
  writeDown,
  copyContainer,
  commitContainer,
  exportContainer,
  remove,
];
