import type { Port } from '../containers.ts';

/** The http address of a published port as seen from the engine's host; undefined if it is not published over TCP. */
export function portUrl({ hostIp, hostPort, protocol }: Port): string | undefined {
  if (hostPort === undefined || protocol !== 'tcp') return undefined;
  const isWildcard = hostIp === '' || hostIp === '0.0.0.0' || hostIp === '::';
  const name = isWildcard ? 'localhost' : hostIp.includes(':') ? `[${hostIp}]` : hostIp;
  return `http://${name}:${hostPort}`;
}

/** Where the first published TCP port answers. */
export function firstPortUrl(ports: readonly Port[]): string | undefined {
  return ports.map(portUrl).find((url) => url !== undefined);
}
