import type { ReactNode } from 'react';
import type { Port } from '../../../app/containers.ts';
import { groupBy } from '../../../app/derive/group-by.ts';
import { portUrl } from '../../../app/derive/port-url.ts';
import type { KeyValueEntry } from '../../ui/display/KeyValue.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { FactGroup } from '../parts/Facts.tsx';
import { PortLink } from './cells.tsx';
import css from './Detail.module.css';

const { facts } = words.containers;

/** Addresses of one port that are drawn: more than an engine gives one. */
const most = 20;

/** Each port with what opens it. */
export function PortGroup({ ports }: { ports: readonly Port[] }): ReactNode {
  const byPort = groupBy(ports, (port) => `${port.containerPort}/${printable(port.protocol, 20)}`);
  return <FactGroup title={facts.ports} entries={Array.from(byPort, ([label, same]) => portFact(label, same))} />;
}

function portFact(label: string, ports: readonly Port[]): KeyValueEntry {
  const published = ports.filter(({ hostPort }) => hostPort !== undefined).slice(0, most);
  if (published.length === 0)
    return { label, value: <span className={css['quiet']}>{facts.unpublished}</span>, copy: label };
  return {
    label,
    value: (
      <span className={css['ports']}>
        {published.map((port) => (
          <PortLink key={`${port.hostIp}:${port.hostPort}`} port={port} />
        ))}
      </span>
    ),
    copy: published.map(addressOf).join('\n'),
  };
}

function addressOf(port: Port): string {
  return portUrl(port) ?? `${port.hostIp}:${port.hostPort}`;
}
