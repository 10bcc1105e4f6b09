import { Info, SearchCode } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import { formatBytes } from '../../../app/format.ts';
import type { VolumeDetail } from '../../../app/volumes.ts';
import { remove, type VolumeTarget, volumeCommands } from '../../commands/volumes.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { printable } from '../../ui/printable.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import type { Tab } from '../../ui/Tabs.tsx';
import { ContainerLinks } from '../ContainerLinks.tsx';
import { FactGroup, Facts, mapFacts, textFact, When } from '../Facts.tsx';
import { JsonView } from '../JsonView.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { useInspect } from '../use-inspect.ts';
import type { VolumeRow } from './rows.ts';

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
  const { objectKey, engine, id, item, known, width, onClose } = props;
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.volumes.inspect({ engine, id }, { signal }),
    [engine, id],
  );
  const { detail, problem } = useInspect(ask, item);
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={id}
      target={item && volumeTarget(item)}
      verbs={volumeVerbs}
      shown={[remove]}
      tabs={detailTabs(id, detail, item)}
      notice={problem && !detail && <ProblemBanner title="The volume could not be read" problem={problem} />}
      screen={
        known && item === undefined ? <EmptyState title="This volume is gone">It was removed.</EmptyState> : undefined
      }
      width={width}
      onClose={onClose}
    />
  );
}

function detailTabs(id: string, detail: VolumeDetail | undefined, item: VolumeRow | undefined): readonly Tab[] {
  const reading = <EmptyState title="Reading…">{<Spinner />}</EmptyState>;
  return [
    {
      id: 'overview',
      label: 'Overview',
      icon: Info,
      content: () => (detail ? <Overview detail={detail} item={item} /> : reading),
    },
    {
      id: 'inspect',
      label: 'Inspect',
      icon: SearchCode,
      content: () => (detail ? <JsonView label={`Inspect ${printable(id, 80)}`} value={detail.raw} /> : reading),
    },
  ];
}

function Overview({ detail, item }: { detail: VolumeDetail; item: VolumeRow | undefined }): ReactNode {
  const { driver, mountpoint, created, scope, anonymous, options, labels } = detail;
  return (
    <Facts>
      <FactGroup title="Used by">
        <ContainerLinks containers={item?.users ?? []} none="No container uses it." />
      </FactGroup>
      <FactGroup
        title="Volume"
        entries={[
          { label: 'Size', value: item?.bytes === undefined ? 'not known yet' : formatBytes(item.bytes) },
          { label: 'Created', value: <When time={created} /> },
          textFact('Driver', driver),
          ...(mountpoint ? [textFact('Mountpoint', mountpoint)] : []),
          ...(scope ? [textFact('Scope', scope)] : []),
          ...(anonymous ? [{ label: 'Anonymous', value: 'yes: made along with a container' }] : []),
        ]}
      />
      <FactGroup title="Driver options" entries={mapFacts(options)} />
      <FactGroup title="Labels" entries={mapFacts(labels)} />
    </Facts>
  );
}
