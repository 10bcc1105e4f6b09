import type { ReactNode } from 'react';
import { projectLabel } from '../../../app/compose.ts';
import type { ContainerDetail, Mount, NetworkAttachment } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { bareImageId } from '../../../app/images.ts';
import { keyOf, type ObjectRef } from '../../../app/object-key.ts';
import { formatCommandLine } from '../../../app/text/command-line.ts';
import { shortId } from '../../../app/text/short-id.ts';
import { formatPlace, placeOf } from '../../stores/shown/place.ts';
import type { KeyValueEntry } from '../../ui/display/KeyValue.tsx';
import { Clamped } from '../../ui/marks/Clamped.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { FactGroup, Facts, textFact, timeFact } from '../parts/Facts.tsx';
import { Dependencies } from './Dependencies.tsx';
import { HealthGroup } from './Health.tsx';
import { Environment } from './overview/Environment.tsx';
import { Labels } from './overview/Labels.tsx';
import { PortGroup } from './Ports.tsx';
import { RecentUse } from './use/RecentUse.tsx';
import { Why } from './why/Why.tsx';

const { facts } = words.containers;

/** The facts that people look for first, in the order in which they look; what does not apply is not there. */
export function Overview({ engine, detail }: { engine: EngineId; detail: ContainerDetail }): ReactNode {
  const { id, state, ports, mounts, networks, env, labels } = detail;
  const isUp = state === 'running' || state === 'paused';
  const stateGroup = <FactGroup title={facts.state} entries={stateFacts(detail)} />;
  return (
    <Facts>
      <Why engine={engine} detail={detail} />
      {!isUp && stateGroup}
      <PortGroup ports={ports} />
      <RecentUse engine={engine} id={id} running={state === 'running'} />
      <HealthGroup engine={engine} detail={detail} />
      <FactGroup title={facts.runs} entries={runFacts(engine, detail)} />
      {isUp && stateGroup}
      <FactGroup title={facts.mounts} entries={mounts.map((mount) => mountFact(engine, mount))} />
      <FactGroup
        title={facts.networks}
        entries={networks.map((network) => networkFact(network, { engine, id, isUp }))}
      />
      <Dependencies engine={engine} id={id} />
      <Environment env={env} />
      <Labels labels={labels} />
    </Facts>
  );
}

function runFacts(engine: EngineId, detail: ContainerDetail): KeyValueEntry[] {
  const { id, image, imageId, workingDir, user, labels } = detail;
  const command = formatCommandLine(detail.command);
  const project = labels[projectLabel];
  return [
    linkFact(facts.image, image, { engine, kind: 'image', id: bareImageId(imageId) }),
    ...(command === '' ? [] : [{ label: facts.command, value: <Clamped text={command} />, copy: command }]),
    ...(project ? [linkFact(facts.project, project, { engine, kind: 'project', id: project })] : []),
    ...(workingDir === '' ? [] : [textFact(facts.workdir, workingDir)]),
    ...(user === '' ? [] : [textFact(facts.user, user)]),
    { label: facts.id, value: shortId(id), copy: id, mono: true },
    { label: facts.imageId, value: shortId(imageId), copy: imageId, mono: true },
  ];
}

function stateFacts(detail: ContainerDetail): KeyValueEntry[] {
  const { created, startedAt, finishedAt, restartCount, restartPolicy, logDriver } = detail;
  const restarts = restartCount > 0 ? facts.restarts({ policy: restartPolicy, count: restartCount }) : restartPolicy;
  return [
    ...(startedAt > 0 ? [timeFact(facts.started, startedAt)] : []),
    ...(finishedAt > 0 ? [timeFact(facts.finished, finishedAt)] : []),
    timeFact(facts.created, created),
    textFact(facts.restartPolicy, restarts),
    ...(logDriver === '' ? [] : [textFact(facts.logDriver, logDriver)]),
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
        {readOnly && ` ${facts.readOnly}`}
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
      ? { value: isUp ? facts.noAddress : facts.noAddressNow }
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
