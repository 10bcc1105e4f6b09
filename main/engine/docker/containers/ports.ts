import { isIP } from 'node:net';
import type { ContainerState, Port } from '../../../../app/containers.ts';
import { figure, list, record, text } from '../../../base/json.ts';

const wildcard = '0.0.0.0';

/** The ports of a list's row. Docker has an entry per address family; Podman up to 5.4 leaves the wildcard out. */
export function listPorts(value: unknown): Port[] {
  return fold(
    list(value).map((item) => {
      const raw = record(item);
      return toPort(figure(raw['PrivatePort']), text(raw['Type']), text(raw['IP']), figure(raw['PublicPort']));
    }),
  );
}

/** The ports of an inspect: `{"80/tcp": null | [{"HostIp", "HostPort"}]}`. */
export function inspectPorts(value: unknown): Port[] {
  return fold(
    Object.entries(record(value)).flatMap(([key, bindings]) => {
      const [port = '', protocol = ''] = key.split('/');
      const published = list(bindings).map((item) => {
        const raw = record(item);
        return toPort(Number(port), protocol, text(raw['HostIp']), Number(text(raw['HostPort'])));
      });
      return published.length > 0 ? published : [toPort(Number(port), protocol, '', undefined)];
    }),
  );
}

/**
 * The ports that lead into a container, which is none that does not run: Podman goes on to list what those would have,
 * and a link to them leads nowhere, or into another's.
 */
export function openPorts(state: ContainerState, ports: Port[]): Port[] {
  return state === 'created' || state === 'exited' || state === 'dead' ? [] : ports;
}

export function isPublished({ hostPort }: Port): boolean {
  return hostPort !== undefined;
}

function toPort(port: number | undefined, protocol: string, ip: string, host: number | undefined): Port | undefined {
  if (!isPort(port)) return undefined;
  const base = { containerPort: port, protocol: protocol || 'tcp' };
  if (!isPort(host)) return { ...base, hostIp: '' };
  // It becomes part of a link, so it must be an address and nothing else.
  return { ...base, hostIp: isIP(ip) === 0 || ip === '::' ? wildcard : ip, hostPort: host };
}

function isPort(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0 && value <= 65_535;
}

/** Each once, in a stable order: engines send them in the order of a hash map, and rows must not flicker. */
function fold(ports: readonly (Port | undefined)[]): Port[] {
  const byKey = new Map<string, Port>();
  for (const port of ports) {
    if (port) byKey.set(`${port.containerPort}/${port.protocol} ${port.hostIp} ${port.hostPort}`, port);
  }
  return [...byKey.values()].sort(
    (a, b) =>
      a.containerPort - b.containerPort ||
      a.protocol.localeCompare(b.protocol) ||
      (a.hostPort ?? 0) - (b.hostPort ?? 0) ||
      a.hostIp.localeCompare(b.hostIp),
  );
}
