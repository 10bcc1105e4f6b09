import type { Container, ContainerDetail } from '../../../app/containers.ts';
import { formatAge, formatAsOf } from '../../../app/format.ts';
import type { StateTone } from '../../ui/StateDot.tsx';
import { describeEnd } from './end.ts';

/** How a state is drawn and called, and what else there is to say of it. */
export interface ShownState {
  readonly tone: StateTone;
  readonly word: string;
  readonly note?: string | undefined;
}

type Since = Pick<ContainerDetail, 'state' | 'health' | 'created' | 'startedAt' | 'finishedAt'>;
type Known = Pick<Container, 'state' | 'health' | 'exitCode' | 'stopped' | 'oomKilled'>;

/**
 * How a container's state is drawn and called. Its health says more than "running"; an end that somebody asked for is
 * calm, one that nobody did is red and has its reason.
 */
export function stateOf(container: Known): ShownState {
  const { state, health } = container;
  switch (state) {
    case 'running':
      if (health === 'unhealthy') return { tone: 'warn', word: 'unhealthy' };
      if (health === 'starting') return { tone: 'starting', word: 'starting' };
      return { tone: 'running', word: health === 'healthy' ? 'healthy' : 'running' };
    case 'paused':
      return { tone: 'paused', word: 'paused' };
    case 'created':
      return { tone: 'created', word: 'created' };
    case 'restarting':
    case 'removing':
      return { tone: 'busy', word: state };
    case 'exited':
      return ended(container);
    case 'dead':
      return { tone: 'bad', word: 'dead' };
    case 'unknown':
      return { tone: 'unknown', word: 'unknown' };
  }
}

function ended({ exitCode, stopped, oomKilled }: Known): ShownState {
  const note = exitCode === undefined ? undefined : describeEnd({ exitCode, oomKilled: oomKilled === true });
  if (oomKilled) return { tone: 'bad', word: `exited ${exitCode} (OOM)`, note };
  if (stopped) return { tone: 'exited', word: 'stopped', note };
  return exitCode ? { tone: 'bad', word: `exited ${exitCode}`, note } : { tone: 'exited', word: 'exited', note };
}

/**
 * How long a container has been in its state, to stand behind the state's word: `since 3 min ago` behind `running`,
 * `5 min ago` behind `exited 1`. Undefined where the engine does not say.
 */
export function sinceOf({ state, health, created, startedAt, finishedAt }: Since, now: number): string | undefined {
  const ago = (time: number, words: string) => (time > 0 ? `${words}${formatAge(time, now)} ago` : undefined);
  switch (state) {
    case 'running':
      return ago(startedAt, health === 'none' ? 'since ' : 'running since ');
    case 'paused':
      return ago(startedAt, 'started ');
    case 'created':
      return ago(created, '');
    case 'exited':
    case 'dead':
      return ago(finishedAt, '');
    case 'restarting':
      return ago(finishedAt, 'ended ');
    case 'removing':
    case 'unknown':
      return undefined;
  }
}

/** The state while something is being done to the container, `doing` being its word (`Stopping`). */
export function stateNow(container: Known, doing: string | undefined): ShownState {
  return doing === undefined ? stateOf(container) : { tone: 'busy', word: `${doing}…` };
}

/** The state while the engine is away `since` then: only what was known last. Times in ms. */
export function lastKnown(container: Known, since: number, now: number): ShownState {
  return { ...stateOf(container), tone: 'unknown', note: formatAsOf(since, now) };
}
