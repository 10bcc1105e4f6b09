import type { Container, ContainerDetail, Port } from '../../../../app/containers.ts';

/** What a card says the reason of. `calm`: it ended by itself and well, or because somebody asked for it. */
export type WhyKind = 'unhealthy' | 'restarting' | 'unstarted' | 'dead' | 'memory' | 'failed' | 'calm';

/** In ms: Docker takes a run that is shorter for one more failure (its restart manager's `defaultTimeout`). */
const settledAfter = 10_000;

type Ended = Pick<
  ContainerDetail,
  'state' | 'health' | 'exitCode' | 'oomKilled' | 'error' | 'restartCount' | 'startedAt'
>;

/** What is to be explained of a container at `now` (ms since the epoch); undefined for one that is as it should be. */
export function whyOf(detail: Ended, stopped: boolean, now: number): WhyKind | undefined {
  const { state, health, exitCode, oomKilled, error, restartCount, startedAt } = detail;
  switch (state) {
    case 'running':
      // Between two restarts it runs for a moment.
      if (restartCount > 0 && now - startedAt < settledAfter) return 'restarting';
      return health === 'unhealthy' ? 'unhealthy' : undefined;
    case 'created':
      return error === '' ? undefined : 'unstarted';
    case 'restarting':
    case 'dead':
      return state;
    case 'exited':
      if (oomKilled) return 'memory';
      if (error !== '') return 'unstarted';
      return stopped || exitCode === 0 ? 'calm' : 'failed';
    case 'paused':
    case 'removing':
    case 'unknown':
      return undefined;
  }
}

/** A port that a container wants and another one has. */
export interface HeldPort<C> {
  readonly port: Port;
  readonly holder: C;
}

/** The first port that a container wants of the engine's machine and that another one of the engine has. */
export function heldPort<C extends Pick<Container, 'id' | 'ports'>>(
  { id, wantedPorts }: Pick<ContainerDetail, 'id' | 'wantedPorts'>,
  others: Iterable<C>,
): HeldPort<C> | undefined {
  if (wantedPorts.length === 0) return undefined;
  for (const holder of others) {
    if (holder.id === id) continue;
    const port = wantedPorts.find((wanted) => holder.ports.some((has) => excludes(wanted, has)));
    if (port) return { port, holder };
  }
  return undefined;
}

/** Whether two ports cannot be had at once: an address of its own stands in the way of every address, and the other way round. */
function excludes(a: Port, b: Port): boolean {
  const isSame = a.hostPort !== undefined && a.hostPort === b.hostPort && a.protocol === b.protocol;
  return isSame && (a.hostIp === b.hostIp || isWildcard(a) || isWildcard(b));
}

function isWildcard({ hostIp }: Port): boolean {
  return hostIp === '0.0.0.0';
}
