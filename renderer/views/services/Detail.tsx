import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { ServiceDetail } from '../../../app/swarm/services.ts';
import { shortId } from '../../../app/text/short-id.ts';
import { remove, type ServiceTarget, scaleDown, scaleUp, serviceCommands } from '../../commands/swarm/services.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { words } from '../../words/words.ts';
import { inspectTab, isGone, overviewTab } from '../object/detail-tabs.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { FactGroup, Facts, mapFacts, textFact, When } from '../parts/Facts.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { Tasks } from '../swarm/Tasks.tsx';
import { replicasOf, updateWord } from '../swarm/wording.ts';
import type { ServiceRow } from './columns.tsx';

const text = words.services.detail;
const { facts } = words.parts;

/** What can be done to a service, and what of it can be copied. */
export const serviceVerbs: Verbs<ServiceTarget> = {
  commands: serviceCommands,
  copies: { name: ({ service }) => service.name, id: ({ service }) => service.id },
};

/** What verbs are done to. */
export function serviceTarget(row: ServiceRow): ServiceTarget {
  return { engine: row.engine, service: row };
}

/** Everything about one service. */
export function ServiceDetailPane(props: DetailProps<ServiceRow>): ReactNode {
  const { objectKey, engine, id, item, width, onClose } = props;
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.services.inspect({ engine, id }, { signal }),
    [engine, id],
  );
  const { answer: detail, problem } = useAnswer(ask, item?.version);
  const name = item?.name ?? detail?.name ?? shortId(id);
  const overview = (detail: ServiceDetail) => <Overview detail={detail} item={item} />;
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={name}
      target={item && serviceTarget(item)}
      verbs={serviceVerbs}
      shown={[scaleUp, scaleDown, remove]}
      tabs={[overviewTab(detail, overview), inspectTab(name, detail)]}
      notice={problem && !detail && <ProblemBanner title={text.unread} problem={problem} />}
      screen={isGone(props, problem) ? <EmptyState title={text.gone}>{words.common.wasRemoved}</EmptyState> : undefined}
      width={width}
      onClose={onClose}
    />
  );
}

function Overview({ detail, item }: { detail: ServiceDetail; item: ServiceRow | undefined }): ReactNode {
  const { id, mode, image, digest, ports, command, constraints, update, stack, created, labels } = detail;
  const ofPort = ({ published, target, protocol, mode }: (typeof ports)[number]) =>
    text.port({ published: String(published || '?'), target: `${target}/${protocol}`, mode: text.portModes[mode] });
  const word = item && updateWord(item);
  return (
    <Facts>
      <Tasks of={({ service }) => service === id} none={words.services.tasks.none} />
      <FactGroup
        title={text.title}
        entries={[
          { label: facts.id, value: shortId(id), copy: id, mono: true },
          { label: text.mode, value: words.services.modes[mode] },
          ...(item ? [{ label: text.replicas, value: <StateDot {...replicasOf(item)} /> }] : []),
          textFact(text.image, image),
          digest === '' ? { label: text.digest, value: text.noDigest } : textFact(text.digest, digest),
          ...ports.map((port, at) => ({ label: at === 0 ? text.ports : '', value: ofPort(port) })),
          ...(command.length > 0 ? [textFact(text.command, command.join(' '))] : []),
          ...(constraints.length > 0 ? [textFact(text.constraints, constraints.join(', '))] : []),
          ...(word ? [textFact(text.update, [word, update?.message].filter(Boolean).join(': '))] : []),
          ...(stack ? [textFact(text.stack, stack)] : []),
          { label: facts.created, value: <When time={created} /> },
        ]}
      />
      <FactGroup title={facts.labels} entries={mapFacts(labels)} />
    </Facts>
  );
}
