import type { Container } from '../../../app/containers.ts';
import type { PortRow } from '../../stores/shown/run-drafts.ts';

/** A host port that somebody else has, and one that is free as far as the engine's containers tell. */
export interface TakenPort {
  /** The container that publishes it; undefined if it is none of the engine's. */
  readonly holder?: string;
  /** The next one that no container and no other row has; undefined if there is none. */
  readonly free?: number;
}

/**
 * Tells for each row whether its host port is taken.
 * @param refused the rows whose port an engine has refused: they are taken even if no container has theirs
 */
export function takenPorts(
  rows: readonly PortRow[],
  containers: Iterable<Container>,
  refused: (row: number) => boolean,
): ReadonlyMap<number, TakenPort> {
  const holders = new Map<string, string>();
  for (const { name, ports } of containers) {
    for (const { hostPort, protocol } of ports)
      if (hostPort !== undefined) holders.set(`${hostPort}/${protocol}`, name);
  }
  const asked = new Set(rows.map(({ hostPort, protocol }) => `${hostPort.trim()}/${protocol}`));
  const taken = new Map<number, TakenPort>();
  for (const [index, { hostPort, protocol }] of rows.entries()) {
    const port = Number(hostPort.trim());
    const holder = holders.get(`${port}/${protocol}`);
    if (hostPort.trim() === '' || (holder === undefined && !refused(index))) continue;
    const free = nextFree(port, (one) => holders.has(`${one}/${protocol}`) || asked.has(`${one}/${protocol}`));
    taken.set(index, { ...(holder === undefined ? {} : { holder }), ...(free === undefined ? {} : { free }) });
  }
  return taken;
}

function nextFree(port: number, isTaken: (port: number) => boolean): number | undefined {
  for (let next = port + 1; next <= 65_535; next++) if (!isTaken(next)) return next;
  return undefined;
}
