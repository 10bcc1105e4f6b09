import { Info, SearchCode, Unplug } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import type { Container } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import { shortId } from '../../../app/format.ts';
import type { NetworkDetail, NetworkMember } from '../../../app/networks.ts';
import { connect, disconnect, type NetworkTarget, networkCommands, remove } from '../../commands/networks.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { printable } from '../../ui/printable.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import type { Tab } from '../../ui/Tabs.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ContainerLinks } from '../ContainerLinks.tsx';
import { FactGroup, Facts, mapFacts, textFact, When } from '../Facts.tsx';
import { JsonView } from '../JsonView.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { useInspect } from '../use-inspect.ts';
import type { NetworkRow } from './columns.tsx';

/** What can be done to a network, and what of it can be copied. */
export const networkVerbs: Verbs<NetworkTarget> = {
  commands: networkCommands,
  copies: { name: ({ network }) => network.name, id: ({ network }) => network.id },
};

/** What verbs are done to. */
export function networkTarget(row: NetworkRow): NetworkTarget {
  return { engine: row.engine, network: row };
}

/** Everything about one network. */
export function NetworkDetailPane(props: DetailProps<NetworkRow>): ReactNode {
  const { objectKey, engine, id, item, known, width, onClose } = props;
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.networks.inspect({ engine, id }, { signal }),
    [engine, id],
  );
  // The row is another one whenever a container on it has changed: with each start its address may be another too.
  const { detail, problem } = useInspect(ask, item);
  const target = item && networkTarget(item);
  const name = item?.name ?? detail?.name ?? shortId(id);
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={name}
      target={target}
      verbs={networkVerbs}
      shown={[connect, remove]}
      tabs={detailTabs(name, detail, item, target)}
      notice={problem && !detail && <ProblemBanner title="The network could not be read" problem={problem} />}
      screen={
        known && item === undefined ? <EmptyState title="This network is gone">It was removed.</EmptyState> : undefined
      }
      width={width}
      onClose={onClose}
    />
  );
}

function detailTabs(
  name: string,
  detail: NetworkDetail | undefined,
  item: NetworkRow | undefined,
  target: NetworkTarget | undefined,
): readonly Tab[] {
  const reading = <EmptyState title="Reading…">{<Spinner />}</EmptyState>;
  return [
    {
      id: 'overview',
      label: 'Overview',
      icon: Info,
      content: () => (detail ? <Overview detail={detail} item={item} target={target} /> : reading),
    },
    {
      id: 'inspect',
      label: 'Inspect',
      icon: SearchCode,
      content: () => (detail ? <JsonView label={`Inspect ${printable(name, 80)}`} value={detail.raw} /> : reading),
    },
  ];
}

interface OverviewProps {
  readonly detail: NetworkDetail;
  readonly item: NetworkRow | undefined;
  readonly target: NetworkTarget | undefined;
}

function Overview({ detail, item, target }: OverviewProps): ReactNode {
  const { id, driver, scope, created, internal, attachable, ipv6, subnets, gateways, options, labels } = detail;
  return (
    <Facts>
      <Members detail={detail} item={item} target={target} />
      <FactGroup
        title="Network"
        entries={[
          { label: 'Id', value: shortId(id), copy: id, mono: true },
          textFact('Driver', driver),
          ...(scope ? [textFact('Scope', scope)] : []),
          ...subnets.map((subnet, at) => textFact(at === 0 ? 'Subnet' : `Subnet ${at + 1}`, subnet)),
          ...gateways.map((gateway, at) => textFact(at === 0 ? 'Gateway' : `Gateway ${at + 1}`, gateway)),
          { label: 'Internal', value: internal ? 'yes: no way out of it' : 'no' },
          { label: 'Attachable', value: attachable ? 'yes' : 'no' },
          { label: 'IPv6', value: ipv6 ? 'yes' : 'no' },
          { label: 'Created', value: <When time={created} /> },
        ]}
      />
      <FactGroup title="Driver options" entries={mapFacts(options)} />
      <FactGroup title="Labels" entries={mapFacts(labels)} />
    </Facts>
  );
}

function Members({ detail, item, target }: OverviewProps): ReactNode {
  const session = useSession();
  const members = new Map(detail.members.map((member) => [member.id, member]));
  return (
    <FactGroup title="Containers">
      <ContainerLinks containers={item?.users ?? []} none="No container is on it.">
        {(container) => <MemberEnd container={container} member={members.get(container.id)} target={target} />}
      </ContainerLinks>
      {target && connect.fits(target) && (
        <p>
          <Button size="sm" onClick={() => void connect.run([target], session)}>
            Connect…
          </Button>
        </p>
      )}
    </FactGroup>
  );
}

/** The address of a container, and the button that takes it off the network. */
function MemberEnd(props: {
  container: Container;
  member: NetworkMember | undefined;
  target: NetworkTarget | undefined;
}): ReactNode {
  const { container, member, target } = props;
  const session = useSession();
  return (
    <>
      <Untrusted text={[member?.ipv4, member?.ipv6].filter(Boolean).join(' · ')} mono />
      {target && connect.fits(target) && (
        <IconButton
          size="sm"
          label={`Disconnect ${printable(container.name, 80)}`}
          icon={Unplug}
          onClick={() => void disconnect(target, container, session)}
        />
      )}
    </>
  );
}
