import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { VolumeDetail } from '../../../app/volumes.ts';
import { remove, type VolumeTarget, volumeCommands } from '../../commands/volumes.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import type { Tab } from '../../ui/layout/Tabs.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { ContainerLinks } from '../containers/ContainerLinks.tsx';
import { inspectTab, isGone, overviewTab } from '../object/detail-tabs.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { FactGroup, Facts, mapFacts, textFact, When } from '../parts/Facts.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import type { VolumeRow } from './rows.ts';

const text = words.volumes.detail;
const { facts } = words.parts;

/** What can be done to a volume, and what of it can be copied. */
export const volumeVerbs: Verbs<VolumeTarget> = {
  commands: volumeCommands,
  copies: { name: ({ volume }) => volume.id, mountpoint: ({ volume }) => volume.mountpoint },
};

/** What verbs are done to. */
export function volumeTarget(row: VolumeRow): VolumeTarget {
  return { engine: row.engine, volume: row, users: row.users.map(({ name }) => name) };
}

/** Everything about one volume. */
export function VolumeDetailPane(props: DetailProps<VolumeRow>): ReactNode {
  const { objectKey, engine, id, item, width, onClose } = props;
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.volumes.inspect({ engine, id }, { signal }),
    [engine, id],
  );
  const { answer: detail, problem } = useAnswer(ask, item);
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={id}
      target={item && volumeTarget(item)}
      verbs={volumeVerbs}
      shown={[remove]}
      tabs={detailTabs(id, detail, item)}
      notice={problem && !detail && <ProblemBanner title={text.unread} problem={problem} />}
      screen={isGone(props, problem) ? <EmptyState title={text.gone}>{words.common.wasRemoved}</EmptyState> : undefined}
      width={width}
      onClose={onClose}
    />
  );
}

function detailTabs(id: string, detail: VolumeDetail | undefined, item: VolumeRow | undefined): readonly Tab[] {
  return [overviewTab(detail, (detail) => <Overview detail={detail} item={item} />), inspectTab(id, detail)];
}

function Overview({ detail, item }: { detail: VolumeDetail; item: VolumeRow | undefined }): ReactNode {
  const { driver, mountpoint, created, scope, anonymous, options, labels } = detail;
  return (
    <Facts>
      <FactGroup title={facts.usedBy}>
        <ContainerLinks containers={item?.users ?? []} none={text.noContainer} />
      </FactGroup>
      <FactGroup
        title={text.title}
        entries={[
          { label: facts.size, value: item?.bytes === undefined ? text.sizeUnknown : formatBytes(item.bytes) },
          { label: facts.created, value: <When time={created} /> },
          textFact(facts.driver, driver),
          ...(mountpoint ? [textFact(text.mountpoint, mountpoint)] : []),
          ...(scope ? [textFact(facts.scope, scope)] : []),
          ...(anonymous ? [{ label: text.anonymous, value: text.isAnonymous }] : []),
        ]}
      />
      <FactGroup title={facts.driverOptions} entries={mapFacts(options)} />
      <FactGroup title={facts.labels} entries={mapFacts(labels)} />
    </Facts>
  );
}
