import type { ReactNode } from 'react';
import { formatCommandLine } from '../../../app/command-line.ts';
import { projectLabel } from '../../../app/compose.ts';
import type { ContainerDetail, Mount, NetworkAttachment } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engine.ts';
import { shortId } from '../../../app/format.ts';
import { bareImageId } from '../../../app/images.ts';
import { keyOf, type ObjectRef } from '../../../app/object-key.ts';
import { formatPlace, placeOf } from '../../stores/place.ts';
import { Clamped } from '../../ui/Clamped.tsx';
import type { KeyValueEntry } from '../../ui/KeyValue.tsx';
import { printable } from '../../ui/printable.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { FactGroup, Facts, PairGroup, textFact, timeFact } from '../Facts.tsx';
import { describeEnd } from './end.ts';
import { HealthGroup } from './Health.tsx';
import { PortGroup } from './Ports.tsx';
import { RecentUse } from './RecentUse.tsx';

/** The facts that people look for first, in the order in which they look; what does not apply is not there. */
export function Overview({ engine, detail }: { engine: EngineId; detail: ContainerDetail }): ReactNode {
  const { id, state, ports, mounts, networks, env, labels } = detail;
  const isUp = state === 'running' || state === 'paused';
  const stateGroup = <FactGroup title="State" entries={[...endFacts(detail), ...stateFacts(detail)]} />;
  return (
    <Facts>
      {!isUp && stateGroup}
      <PortGroup ports={ports} />
      <RecentUse engine={engine} id={id} running={state === 'running'} />
      <HealthGroup detail={detail} />
      <FactGroup title="What runs" entries={runFacts(engine, detail)} />
      {isUp && stateGroup}
      <FactGroup title="Mounts" entries={mounts.map((mount) => mountFact(engine, mount))} />
      <FactGroup title="Networks" entries={networks.map((network) => networkFact(network, { engine, id, isUp }))} />
      <PairGroup title="Environment" nouns="variables" pairs={env.map(pair)} />
      <PairGroup title="Labels" nouns="labels" pairs={Object.entries(labels)} />
    </Facts>
  );
}

function pair(line: string): readonly [string, string] {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

/** Why it does not run, or did not start. */
function endFacts(detail: ContainerDetail): KeyValueEntry[] {
  const { state, error } = detail;
  const why = state === 'exited' || state === 'dead' ? describeEnd(detail) : '';
  return [
    ...(why === '' ? [] : [{ label: 'Ended', value: why, copy: why }]),
    ...(error === '' ? [] : [textFact('Error', error)]),
  ];
}

function runFacts(engine: EngineId, detail: ContainerDetail): KeyValueEntry[] {
  const { id, image, imageId, workingDir, user, labels } = detail;
  const command = formatCommandLine(detail.command);
  const project = labels[projectLabel];
  return [
    linkFact('Image', image, { engine, kind: 'image', id: bareImageId(imageId) }),
    ...(command === '' ? [] : [{ label: 'Command', value: <Clamped text={command} />, copy: command }]),
    ...(project ? [linkFact('Compose project', project, { engine, kind: 'project', id: project })] : []),
    ...(workingDir === '' ? [] : [textFact('Working directory', workingDir)]),
    ...(user === '' ? [] : [textFact('User', user)]),
    { label: 'Id', value: shortId(id), copy: id, mono: true },
    { label: 'Image id', value: shortId(imageId), copy: imageId, mono: true },
  ];
}

function stateFacts(detail: ContainerDetail): KeyValueEntry[] {
  const { created, startedAt, finishedAt, restartCount, restartPolicy, logDriver } = detail;
  const restarts = restartCount > 0 ? `${restartPolicy}, restarted ${restartCount} times` : restartPolicy;
  return [
    ...(startedAt > 0 ? [timeFact('Started', startedAt)] : []),
    ...(finishedAt > 0 ? [timeFact('Finished', finishedAt)] : []),
    timeFact('Created', created),
    textFact('Restart policy', restarts),
    ...(logDriver === '' ? [] : [textFact('Log driver', logDriver)]),
  ];
}

/** Under the place in the container what is there: a volume leads to its own detail. */
function mountFact(engine: EngineId, { type, source, target, readOnly }: Mount): KeyValueEntry {
  const isVolume = type === 'volume' && source !== '';
  const shown = isVolume && /^[0-9a-f]{64}$/.test(source) ? shortId(source) : source || type;
  const name = <Untrusted text={shown} max={400} mono />;
  return {
    label: printable(target, 120),
    value: (
      <>
        {isVolume ? <a href={addressOf({ engine, kind: 'volume', id: source })}>{name}</a> : name}
        {readOnly && ' (read-only)'}
      </>
    ),
    copy: source || type,
  };
}

/** Its name leads to it. A container that is down has no address. */
function networkFact(
  { network, id, ip, aliases }: NetworkAttachment,
  own: { readonly engine: EngineId; readonly id: string; readonly isUp: boolean },
): KeyValueEntry {
  const { engine, isUp } = own;
  // Engines make the short id an alias, which tells nobody anything.
  const told = [ip, ...aliases.filter((alias) => alias !== shortId(own.id))].filter(Boolean).join(' · ');
  return {
    label: printable(network, 120),
    ...(id === '' ? {} : { href: addressOf({ engine, kind: 'network', id }) }),
    ...(told === ''
      ? { value: `no address ${isUp ? 'of its own' : 'while it does not run'}` }
      : { value: <Untrusted text={told} max={400} mono />, copy: ip || told }),
  };
}

function addressOf(to: ObjectRef): string {
  return formatPlace(placeOf(keyOf(to)));
}

/** A fact that leads to where there is more of it. */
function linkFact(label: string, value: string, to: ObjectRef): KeyValueEntry {
  return {
    label,
    value: (
      <a href={addressOf(to)}>
        <Untrusted text={value} max={400} mono />
      </a>
    ),
    copy: value,
  };
}
