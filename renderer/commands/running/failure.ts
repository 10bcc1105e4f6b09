import type { Container } from '../../../app/containers.ts';
import type { Problem } from '../../../app/rpc/problem.ts';
import { detailOf } from '../../words/problems.ts';
import { words } from '../../words/words.ts';

/** How engines say that a host port is taken; it comes with the port in one of two shapes. */
const taken = /(?:port is already allocated|address already in use)/i;
const portOf = /:(\d{1,5})(?::|\s|$)(?=.*(?:port is already allocated|address already in use))/i;

/**
 * What could not be done and, where the engine's words tell, what is in the way: `Couldn’t start web: port 8080 is used
 * by web8080`.
 * @param containers those that may hold the port
 */
export function failureText(
  verb: string,
  name: string,
  problem: Problem,
  containers: Iterable<Container> = [],
): string {
  const what = words.commands.couldNot({ verb, name });
  const detail = detailOf(problem) ?? '';
  const port = taken.test(detail) ? Number(portOf.exec(detail)?.[1] ?? 0) : 0;
  if (port === 0) return what;
  for (const { name: holder, ports } of containers) {
    if (holder !== name && ports.some(({ hostPort }) => hostPort === port)) {
      return words.commands.portUsedBy({ what, port, holder });
    }
  }
  return words.commands.portUsed({ what, port });
}
