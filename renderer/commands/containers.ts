import type { Container, EngineContainer } from '../../app/containers.ts';
import type { GantryClient } from '../../app/contract.ts';
import type { EngineId } from '../../app/engine.ts';
import { maxSources } from '../../app/logs.ts';
import { keyOf } from '../../app/object-key.ts';
import { firstPortUrl } from '../../app/port-url.ts';
import { toProblem } from '../../app/problem.ts';
import { selectedEngine } from '../stores/engine.ts';
import type { Keyed } from '../stores/list.ts';
import type { Offer } from '../stores/notices.ts';
import type { Session } from '../stores/session.ts';
import { rememberRecipe, runAgain } from './again.ts';
import { cliWord } from './cli.ts';
import { type Command, type GlobalCommand, itsEngine } from './command.ts';
import { openShell } from './dock.ts';
import { doEach, type EachVerb } from './each.ts';

/** A container and the engine it is on. */
export interface ContainerTarget {
  readonly engine: EngineId;
  readonly container: Container;
}

/** What verbs are done to where a row stands for a container. */
export function containerTarget(container: Keyed<Container>): ContainerTarget {
  return { engine: container.engine, container };
}

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
  { ask, ...words }: Omit<Verb, 'verb'>,
  targets: readonly ContainerTarget[],
  session: Session,
  of?: number,
): Promise<void> {
  const verb: EachVerb<ContainerTarget> = {
    ...words,
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
    fits: (target) => more.refusal(target) === undefined,
    run: (targets, session, of) => carryOut(verb, targets, session, of),
    cli: ({ container }) => `docker ${verb.verb} ${cliWord(container.name)}`,
    ...more,
  };
}

const isUp = ({ container: { state } }: ContainerTarget) =>
  state === 'running' || state === 'paused' || state === 'restarting';
const unlessUp = (target: ContainerTarget) => (isUp(target) ? undefined : 'It is not running.');

export const start = simple(
  {
    verb: 'start',
    label: 'Start',
    doing: 'Starting',
    done: 'Started',
    ask: (client, target) => client.containers.start(target),
  },
  {
    icon: 'start',
    key: 'Shift+S',
    primary: true,
    refusal: (target) => (isUp(target) ? 'It is running already.' : undefined),
  },
);

export const stop = simple(
  {
    verb: 'stop',
    label: 'Stop',
    doing: 'Stopping',
    done: 'Stopped',
    ask: (client, target) => client.containers.stop(target),
  },
  { icon: 'stop', key: 's', primary: true, refusal: unlessUp },
);

export const restart = simple(
  {
    verb: 'restart',
    label: 'Restart',
    doing: 'Restarting',
    done: 'Restarted',
    ask: (client, target) => client.containers.restart(target),
  },
  { icon: 'restart', key: 'r', primary: true, refusal: unlessUp },
);

export const pause = simple(
  {
    verb: 'pause',
    label: 'Pause',
    doing: 'Pausing',
    done: 'Paused',
    ask: (client, target) => client.containers.pause(target),
  },
  {
    icon: 'pause',
    key: 'p',
    refusal: ({ container }) => (container.state === 'running' ? undefined : 'It is not running.'),
  },
);

export const unpause = simple(
  {
    verb: 'unpause',
    label: 'Unpause',
    doing: 'Unpausing',
    done: 'Unpaused',
    ask: (client, target) => client.containers.unpause(target),
  },
  {
    icon: 'unpause',
    key: 'Shift+P',
    refusal: ({ container }) => (container.state === 'paused' ? undefined : 'It is not paused.'),
  },
);

export const kill = simple(
  {
    verb: 'kill',
    label: 'Kill',
    doing: 'Killing',
    done: 'Killed',
    ask: (client, target) => client.containers.kill(target),
  },
  { icon: 'kill', danger: true, refusal: unlessUp },
);

export const remove: ContainerCommand = {
  id: 'containers.remove',
  label: 'Remove',
  icon: 'remove',
  key: 'Delete',
  danger: true,
  asks: itsEngine,
  fits: () => true,
  refusal: () => undefined,
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
    await carryOut({ label: 'Remove', doing: 'Removing', done: 'Removed', ask, ...offer }, targets, session, of);
  },
};

function removalQuestion(targets: readonly ContainerTarget[]) {
  const names = targets.map(({ container }) => container.name);
  const up = targets.filter(isUp);
  const what = names.length === 1 ? names[0] : `${names.length} containers`;
  const stopped =
    up.length === 0
      ? ''
      : names.length === 1
        ? `It is ${up[0]?.container.state} and will be killed. `
        : `${upInWords(up)} and will be killed. `;
  return {
    title: `Remove ${what}?`,
    body: `${stopped}Everything written inside and not to a volume is lost for good. Named volumes and images stay.`,
    ...(names.length > 1 ? { items: names } : {}),
    confirm: 'Remove',
    option: { label: 'Also remove anonymous volumes', hint: 'Their data is lost too.' },
  };
}

/** How many are in which state, in the words and numbers of the lists: `5 of them are running, 2 are paused`. */
function upInWords(up: readonly ContainerTarget[]): string {
  const counts = new Map<string, number>([['running', 0]]);
  for (const { container } of up) counts.set(container.state, (counts.get(container.state) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([state, count], at) => `${count}${at === 0 ? ' of them' : ''} ${count === 1 ? 'is' : 'are'} ${state}`)
    .join(', ');
}

export const logs: ContainerCommand = {
  id: 'containers.logs',
  label: 'Logs',
  icon: 'logs',
  key: 'l',
  primary: true,
  fits: () => true,
  refusal: () => undefined,
  cli: ({ container }) => `docker logs --follow --timestamps --tail 1000 ${cliWord(container.name)}`,
  run: async (targets, { dock, focus }) => {
    for (const { engine, container } of targets) {
      dock.open({ kind: 'logs', engine, container: container.id, name: container.name });
    }
    focus.toDock();
  },
};

/** One view of what the chosen containers print, in the order of time. */
export const logsTogether: ContainerCommand = {
  id: 'containers.logs-together',
  label: 'Logs together',
  icon: 'logs',
  key: 'Shift+L',
  fits: () => true,
  refusal: () => undefined,
  run: async (targets, { dock, focus }) => {
    for (const engine of new Set(targets.map((target) => target.engine))) {
      // By name, not as they were chosen: the same containers are the same log.
      const chosen = targets
        .filter((target) => target.engine === engine)
        .toSorted((a, b) => a.container.name.localeCompare(b.container.name))
        .slice(0, maxSources);
      const ids = chosen.map(({ container }) => container.id);
      const name = chosen.map(({ container }) => container.name).join(', ');
      dock.open({ kind: 'log-view', target: { kind: 'containers', engine, ids }, name });
    }
    focus.toDock();
  },
};

export const shell: ContainerCommand = {
  id: 'containers.shell',
  label: 'Shell',
  icon: 'shell',
  key: 'e',
  primary: true,
  asks: itsEngine,
  fits: ({ container }) => container.state === 'running',
  refusal: ({ container }) => (container.state === 'running' ? undefined : 'A shell needs a running container.'),
  cli: ({ container }) => `docker exec -it ${cliWord(container.name)} sh`,
  run: async (targets, session) => {
    for (const { engine, container } of targets) {
      try {
        session.dock.open(await openShell(engine, container, session));
      } catch (error) {
        session.notices.fail(`Couldn’t open a shell in ${container.name}`, toProblem(error));
      }
    }
  },
};

export const openPort: ContainerCommand = {
  id: 'containers.open',
  label: 'Open in browser',
  icon: 'open',
  fits: ({ container }) => firstPortUrl(container.ports) !== undefined,
  refusal: ({ container }) => (firstPortUrl(container.ports) ? undefined : 'It publishes no TCP port.'),
  run: async (targets) => {
    for (const { container } of targets) {
      const url = firstPortUrl(container.ports);
      if (url) window.open(url, '_blank', 'noopener,noreferrer');
    }
  },
};

/** One view of all containers that the list's filter lets through, now or later. */
export const logsMatching: GlobalCommand = {
  id: 'containers.logs-matching',
  label: 'Logs of all containers in the filter',
  icon: 'logs',
  run: ({ dock, engine, settings }) => {
    const id = selectedEngine(engine.getState().list)?.id;
    const filter = settings.state.getState().value.lists['Containers']?.filter?.trim() ?? '';
    if (id === undefined) return;
    dock.open({ kind: 'log-view', target: { kind: 'matching', engine: id, filter }, name: filter || 'all containers' });
  },
};

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
  openPort,
  runAgain,
  remove,
];
