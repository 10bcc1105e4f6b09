import { HostIp, PortNumber, PortSpec } from '../../create.ts';

/** `[address:][host port:]container port[/protocol]`; an address of IPv6 stands in brackets. */
const published =
  /^(?:(\[[^\]]*\]|[\d.]+):(?=.*:))?(?:(\d{0,5})(?:-(\d{1,5}))?:)?(\d{1,5})(?:-(\d{1,5}))?(?:\/(\w+))?$/;

/**
 * The ports of `--publish`: several of a range, each on its own. Undefined for what is none, and for a range of host ports of
 * which the engine is to take a free one.
 */
export function readPorts(text: string): PortSpec[] | undefined {
  const match = text.length > 200 ? undefined : published.exec(text);
  if (!match) return undefined;
  const [, ip = '', from = '', to = from, first = '', last = first, protocol = 'tcp'] = match;
  const hostIp = ip.replace(/^\[(.*)\]$/, '$1');
  const [host, inside, count] = [Number(from), Number(first), Number(last) - Number(first)];
  const fits = [first, last, ...(from === '' ? [] : [from, to])].every(
    (port) => PortNumber.safeParse(Number(port)).success,
  );
  if (!fits || count < 0 || count > 200 || (from !== '' && Number(to) - host !== count)) return undefined;
  if (hostIp !== '' && !HostIp.safeParse(hostIp).success) return undefined;
  const ports: PortSpec[] = [];
  for (let at = 0; at <= count; at += 1) {
    const port = PortSpec.safeParse({
      ...(hostIp === '' ? {} : { hostIp }),
      ...(from === '' ? {} : { hostPort: host + at }),
      containerPort: inside + at,
      protocol,
    });
    if (!port.success) return undefined;
    ports.push(port.data);
  }
  return ports;
}
