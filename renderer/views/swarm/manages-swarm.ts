import type { Session } from '../../stores/session.ts';

/** Whether one of the engines that the window looks at manages a swarm: it tells of nodes, if only of itself. */
export function managesSwarm({ nodes, shown }: Session): boolean {
  return shown.getState().some((engine) => nodes.of(engine).items.size > 0);
}
