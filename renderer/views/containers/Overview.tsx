import type { ReactNode } from 'react';
import type { ContainerDetail, HealthProbe } from '../../../app/containers.ts';
import { formatAge, shortId } from '../../../app/format.ts';
import { useNow } from '../../session.tsx';
import { KeyValue, type KeyValueEntry } from '../../ui/KeyValue.tsx';
import { printable } from '../../ui/printable.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { PortLink } from './cells.tsx';
import css from './Detail.module.css';
import { describeEnd } from './end.ts';

/** Entries of one group that are shown; a hostile label set must not hang the page. The rest is in Inspect. */
const most = 300;

/** The facts that people look for first, in the order in which they look. */
export function Overview({ detail }: { detail: ContainerDetail }): ReactNode {
  const now = useNow();
  const lastProbe = detail.probes.at(-1);
  return (
    <div className={css['overview']}>
      <Group title="State" entries={stateEntries(detail, now)}>
        {lastProbe && <Probe probe={lastProbe} now={now} />}
      </Group>
      <Group title="What runs" entries={imageEntries(detail)} />
      <Group title="Ports" entries={portEntries(detail)} />
      <Group
        title="Mounts"
        entries={detail.mounts.map(({ type, source, target, readOnly }) =>
          text(target, `${source || type}${readOnly ? ' (read-only)' : ''}`),
        )}
      />
      <Group
        title="Networks"
        entries={detail.networks.map(({ network, ip, aliases }) =>
          text(network, [ip, ...aliases].filter(Boolean).join(' · ')),
        )}
      />
      <Group title="Environment" entries={detail.env.map((line) => pair(line))} />
      <Group title="Labels" entries={Object.entries(detail.labels).map(([label, value]) => text(label, value))} />
    </div>
  );
}

function Group(props: { title: string; entries: readonly KeyValueEntry[]; children?: ReactNode }): ReactNode {
  if (props.entries.length === 0) return null;
  return (
    <section className={css['group']}>
      <h3>{props.title}</h3>
      <KeyValue entries={distinct(props.entries.slice(0, most))} />
      {props.entries.length > most && (
        <p>and {(props.entries.length - most).toLocaleString()} more: the Inspect tab has them all</p>
      )}
      {props.children}
    </section>
  );
}

/** The list is keyed by label, and an environment may name a variable twice. */
function distinct(entries: readonly KeyValueEntry[]): KeyValueEntry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const n = (seen.get(entry.label) ?? 0) + 1;
    seen.set(entry.label, n);
    return n === 1 ? entry : { ...entry, label: `${entry.label} (${n})` };
  });
}

function text(label: string, value: string): KeyValueEntry {
  return { label: printable(label, 120), value: <Untrusted text={value} max={400} mono />, copy: value };
}

function pair(line: string): KeyValueEntry {
  const at = line.indexOf('=');
  return at < 0 ? text(line, '') : text(line.slice(0, at), line.slice(at + 1));
}

function when(time: number, now: number): ReactNode {
  const date = new Date(time);
  // A number that is no date at all has no ISO form either.
  if (time <= 0 || Number.isNaN(date.getTime())) return 'unknown';
  return (
    <time dateTime={date.toISOString()}>
      {date.toLocaleString()} ({formatAge(time, now)} ago)
    </time>
  );
}

function stateEntries(detail: ContainerDetail, now: number): KeyValueEntry[] {
  const { state, health, startedAt, finishedAt, created, restartCount, restartPolicy, error } = detail;
  const ended = state === 'exited' || state === 'dead';
  return [
    { label: 'State', value: health === 'none' ? state : `${state}, ${health}` },
    ...(ended ? [{ label: 'Ended', value: describeEnd(detail) }] : []),
    ...(error ? [text('Error', error)] : []),
    { label: 'Created', value: when(created, now) },
    ...(startedAt > 0 ? [{ label: 'Started', value: when(startedAt, now) }] : []),
    ...(finishedAt > 0 ? [{ label: 'Finished', value: when(finishedAt, now) }] : []),
    text('Restart policy', restartCount > 0 ? `${restartPolicy}, restarted ${restartCount} times` : restartPolicy),
  ];
}

function imageEntries({ id, image, imageId, command, workingDir, user, logDriver }: ContainerDetail): KeyValueEntry[] {
  return [
    { label: 'Id', value: shortId(id), copy: id, mono: true },
    text('Image', image),
    { label: 'Image id', value: shortId(imageId), copy: imageId, mono: true },
    {
      label: 'Command',
      value: <span className={css['probe']}>{printable(command.join(' '), 600, { lines: true })}</span>,
      copy: command.join(' '),
    },
    ...(workingDir ? [text('Working directory', workingDir)] : []),
    ...(user ? [text('User', user)] : []),
    text('Log driver', logDriver),
  ];
}

function portEntries({ ports }: ContainerDetail): KeyValueEntry[] {
  return ports.map((port) => ({
    label: `${port.containerPort}/${printable(port.protocol, 20)}`,
    value: port.hostPort === undefined ? 'not published' : <PortLink port={port} />,
  }));
}

function Probe({ probe, now }: { probe: HealthProbe; now: number }): ReactNode {
  const output = probe.output.trim();
  return (
    <KeyValue
      entries={[
        {
          label: 'Last health check',
          value: (
            <>
              exit code {probe.exitCode}, {formatAge(probe.start, now)} ago
              {output && <div className={css['probe']}>{printable(output, 600, { lines: true })}</div>}
            </>
          ),
        },
      ]}
    />
  );
}
