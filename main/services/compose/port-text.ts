import { isIP } from 'node:net';
import { type Cause, cause } from '../../../app/rpc/problem.ts';

const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);
const highest = 65_535;

/** First and last port; undefined where Compose's versions differ. */
type Ports = readonly [first: number, last: number] | undefined;

/** What of a port's text is no port. */
class PortFault extends Error {
  readonly reason: 'port-impossible' | 'port-range-backwards';
  readonly part: string;

  constructor(reason: PortFault['reason'], part: string) {
    super(reason);
    this.reason = reason;
    this.part = part;
  }
}

/** What Compose refuses in the short form of a port, `[[IP:]HOST:]CONTAINER[/PROTOCOL]`; undefined where it takes it. */
export function portFault(text: string): Cause | undefined {
  const parts = text.split(':');
  const [container = '', protocol = ''] = (parts.pop() ?? '').split('/');
  const host = parts.pop() ?? '';
  try {
    if (container === '') return cause('port-without-container', { text });
    if (!protocols.has(protocol.toLowerCase() || 'tcp')) return cause('port-protocol-unknown', { text, protocol });
    const address = parts.join(':');
    if (address !== '' && isIP(address.replace(/^\[(.*)\]$/, '$1')) === 0)
      return cause('port-address-impossible', { text, address });
    const isEven = equallyLong(portsOf(container), host === '' ? undefined : portsOf(host));
    return isEven ? undefined : cause('port-ranges-unequal', { text });
  } catch (error) {
    if (error instanceof PortFault) return cause(error.reason, { text, part: error.part });
    throw error;
  }
}

/** One port of a container may have any of several of the host's; several must be as many on both sides. */
function equallyLong(container: Ports, host: Ports): boolean {
  if (!container || !host) return true;
  const [inside, outside] = [container[1] - container[0], host[1] - host[0]];
  return inside === 0 || inside === outside;
}

function portsOf(text: string): Ports {
  if (/^\+|-.*-/.test(text)) return undefined;
  const [, low, high = low] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const [first, last] = [Number(low), Number(high)];
  if (low === undefined || first > highest || last > highest) throw new PortFault('port-impossible', text);
  if (last < first) throw new PortFault('port-range-backwards', text);
  return [first, last];
}
