import { isIP } from 'node:net';

const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);
const highest = 65_535;

/** First and last port; undefined where Compose's versions differ. */
type Ports = readonly [first: number, last: number] | undefined;

class PortFault extends Error {}

/** What Compose refuses in the short form of a port, `[[IP:]HOST:]CONTAINER[/PROTOCOL]`; undefined where it takes it. */
export function portFault(text: string): string | undefined {
  const parts = text.split(':');
  const [container = '', protocol = ''] = (parts.pop() ?? '').split('/');
  const host = parts.pop() ?? '';
  try {
    if (container === '') return 'the container’s port is missing';
    if (!protocols.has(protocol.toLowerCase() || 'tcp')) return `“${protocol}” is no protocol`;
    const address = parts.join(':');
    if (address !== '' && isIP(address.replace(/^\[(.*)\]$/, '$1')) === 0) return `“${address}” is no IP address`;
    return rangeFault(portsOf(container), host === '' ? undefined : portsOf(host));
  } catch (error) {
    if (error instanceof PortFault) return error.message;
    throw error;
  }
}

/** One port of a container may have any of several of the host's; several must be as many on both sides. */
function rangeFault(container: Ports, host: Ports): string | undefined {
  if (!container || !host) return undefined;
  const [inside, outside] = [container[1] - container[0], host[1] - host[0]];
  return inside === 0 || inside === outside ? undefined : 'the ranges are not equally long';
}

function portsOf(text: string): Ports {
  if (/^\+|-.*-/.test(text)) return undefined;
  const [, low, high = low] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const [first, last] = [Number(low), Number(high)];
  if (low === undefined || first > highest || last > highest) throw new PortFault(`“${text}” is no port`);
  if (last < first) throw new PortFault(`“${text}” ends before it begins`);
  return [first, last];
}
