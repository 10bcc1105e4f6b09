import type { Container, ContainerDetail } from '../../../app/containers.ts';
import type { StateTone } from '../../ui/marks/StateDot.tsx';
import { formatAge } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { describeEnd } from './why/end.ts';

const { states, health: healths, end, since } = words.containers;

/** How a state is drawn and called, and what else there is to say of it. */
export interface ShownState {
  readonly tone: StateTone;
  readonly word: string;
  readonly note?: string | undefined;
}

type Since = Pick<ContainerDetail, 'state' | 'health' | 'created' | 'startedAt' | 'finishedAt'>;
type Known = Pick<Container, 'state' | 'health' | 'exitCode' | 'stopped' | 'oomKilled' | 'notStarted'>;

/**
 * How a container's state is drawn and called. Its health says more than "running"; an end that somebody asked for is
 * calm, one that nobody did is red and has its reason.
 */
export function stateOf(container: Known): ShownState {
  const { state, health } = container;
  switch (state) {
    case 'running':
      if (health === 'unhealthy') return { tone: 'warn', word: healths.unhealthy };
      if (health === 'starting') return { tone: 'starting', word: healths.starting };
      return { tone: 'running', word: health === 'healthy' ? healths.healthy : states.running };
    case 'paused':
      return { tone: 'paused', word: states.paused };
    case 'created':
      return container.notStarted ? { tone: 'bad', word: end.notStarted } : { tone: 'created', word: states.created };
    case 'restarting':
      return { tone: 'busy', word: states.restarting, note: noteOf(container) };
    case 'removing':
      return { tone: 'busy', word: states[state] };
    case 'exited':
      return ended(container);
    case 'dead':
      return { tone: 'bad', word: states.dead, note: noteOf(container) };
    case 'unknown':
      return { tone: 'unknown', word: states.unknown };
  }
}

/** How it ended last, as far as the engine says so. */
function noteOf({ exitCode, oomKilled }: Known): string | undefined {
  return exitCode === undefined ? undefined : describeEnd({ exitCode, oomKilled: oomKilled === true });
}

function ended(container: Known): ShownState {
  const { exitCode, stopped, oomKilled } = container;
  const note = noteOf(container);
  if (oomKilled) return { tone: 'bad', word: end.outOfMemory({ code: exitCode }), note };
  if (stopped) return { tone: 'exited', word: end.stopped, note };
  return exitCode
    ? { tone: 'bad', word: end.exited({ code: exitCode }), note }
    : { tone: 'exited', word: states.exited, note };
}

/**
 * How long a container has been in its state, to stand behind the state's word: `since 3 min ago` behind `running`,
 * `5 min ago` behind `exited 1`. Undefined where the engine does not say.
 */
export function sinceOf({ state, health, created, startedAt, finishedAt }: Since, now: number): string | undefined {
  const ago = (time: number, say: (named: { readonly age: string }) => string) =>
    time > 0 ? say({ age: formatAge(time, now) }) : undefined;
  switch (state) {
    case 'running':
      return ago(startedAt, health === 'none' ? since.plain : since.running);
    case 'paused':
      return ago(startedAt, since.started);
    case 'created':
      return ago(created, words.common.ago);
    case 'exited':
    case 'dead':
      return ago(finishedAt, words.common.ago);
    case 'restarting':
      return ago(finishedAt, since.ended);
    case 'removing':
    case 'unknown':
      return undefined;
  }
}

/** The state while something is being done to the container, `doing` being its word (`Stopping`). */
export function stateNow(container: Known, doing: string | undefined): ShownState {
  return doing === undefined ? stateOf(container) : { tone: 'busy', word: words.containers.busy({ doing }) };
}

/** The state while the engine is away, `downSince` then: only what was known last. Times in ms. */
export function lastKnown(container: Known, downSince: number, now: number): ShownState {
  return { ...stateOf(container), tone: 'unknown', note: words.common.asOf({ age: formatAge(downSince, now) }) };
}
