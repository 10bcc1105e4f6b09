import type { Container } from '../../app/containers.ts';
import type { Problem } from '../../app/problem.ts';

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
  { message, detail = '' }: Problem,
  containers: Iterable<Container> = [],
): string {
  const text = `Couldn’t ${verb[0]?.toLowerCase() ?? ''}${verb.slice(1)} ${name}`;
  const words = `${message} ${detail}`;
  const port = taken.test(words) ? Number(portOf.exec(words)?.[1] ?? 0) : 0;
  if (port === 0) return text;
  for (const { name: holder, ports } of containers) {
    if (holder !== name && ports.some(({ hostPort }) => hostPort === port)) {
      return `${text}: port ${port} is used by ${holder}`;
    }
  }
  return `${text}: port ${port} is used by something else on the engine’s machine`;
}
