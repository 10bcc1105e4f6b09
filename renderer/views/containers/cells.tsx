import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Port } from '../../../app/containers.ts';
import { portUrl } from '../../../app/derive/port-url.ts';
import type { ObjectKey } from '../../../app/object-key.ts';
import { useSession } from '../../hooks/session.tsx';
import { ExternalLink } from '../../ui/display/ExternalLink.tsx';
import { Sparkline } from '../../ui/marks/Sparkline.tsx';
import { printable } from '../../ui/printable.ts';
import { formatBytes, formatPercent } from '../../words/amounts.ts';
import { formatNumber } from '../../words/language/figures.ts';
import css from './cells.module.css';

/** Ports that one cell draws: more than fit at any width, and few enough for a range of thousands. */
const mostPorts = 20;

/** Published ports as links, which arrow right reaches from their row, one per mapping; the others only when nothing is published. */
export function PortsCell({ ports }: { ports: readonly Port[] }): ReactNode {
  const published = ports.filter(({ hostPort }) => hostPort !== undefined);
  if (published.length === 0) {
    const exposed = ports.slice(0, mostPorts).map(({ containerPort, protocol }) => `${containerPort}/${protocol}`);
    return <span className={css['quiet']}>{printable(exposed.join(' '), 300)}</span>;
  }
  return (
    <span className={css['ports']}>
      {published.slice(0, mostPorts).map((port) => (
        <PortLink
          key={`${port.hostIp}:${port.hostPort}/${port.protocol} ${port.containerPort}`}
          port={port}
          tabIndex={-1}
        />
      ))}
      {published.length > mostPorts && (
        <span className={css['quiet']}>+{formatNumber(published.length - mostPorts)}</span>
      )}
    </span>
  );
}

export function PortLink({ port, tabIndex }: { port: Port; tabIndex?: number }): ReactNode {
  const address = portUrl(port);
  const text = `${port.hostPort}→${port.containerPort}${port.protocol === 'tcp' ? '' : `/${printable(port.protocol, 20)}`}`;
  return address ? (
    <ExternalLink href={address} tabIndex={tabIndex}>
      {text}
    </ExternalLink>
  ) : (
    <span>{text}</span>
  );
}

/** CPU of the last minute as a line, and now as a number. */
export function CpuCell({ container }: { container: ObjectKey }): ReactNode {
  const usage = useStore(useSession().stats.state, (usages) => usages.get(container));
  if (!usage) return null;
  const { cpu } = usage.last;
  return (
    <span className={css['cpu']}>
      <Sparkline values={usage.cpu} max={10} />
      <span className={css['number']}>{cpu === undefined ? '–' : formatPercent(cpu)}</span>
    </span>
  );
}

export function MemoryCell({ container }: { container: ObjectKey }): ReactNode {
  const last = useStore(useSession().stats.state, (usages) => usages.get(container)?.last);
  if (!last) return null;
  return <span className={css['number']}>{last.memory === undefined ? '–' : formatBytes(last.memory)}</span>;
}
