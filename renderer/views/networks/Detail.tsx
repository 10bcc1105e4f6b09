import { Unplug } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import type { Container } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import type { NetworkDetail, NetworkMember } from '../../../app/networks.ts';
import { shortId } from '../../../app/text/short-id.ts';
import { connect, disconnect, type NetworkTarget, networkCommands, remove } from '../../commands/networks.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { ContainerLinks } from '../containers/ContainerLinks.tsx';
import { inspectTab, isGone, overviewTab } from '../object/detail-tabs.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { FactGroup, Facts, mapFacts, textFact, When } from '../parts/Facts.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { guarded } from '../parts/verb-items.ts';
import type { NetworkRow } from './columns.tsx';

const text = words.networks.detail;
const { facts } = words.parts;
const { yes, no } = words.common;

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
  const { objectKey, engine, id, item, width, onClose } = props;
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.networks.inspect({ engine, id }, { signal }),
    [engine, id],
  );
  // The row is another one whenever a container on it has changed: with each start its address may be another too.
  const { answer: detail, problem } = useAnswer(ask, item);
  const target = item && networkTarget(item);
  const name = item?.name ?? detail?.name ?? shortId(id);
  const overview = (detail: NetworkDetail) => <Overview detail={detail} item={item} target={target} />;
  const tabs = [overviewTab(detail, overview), inspectTab(name, detail)];
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={name}
      target={target}
      verbs={networkVerbs}
      shown={[connect, remove]}
      tabs={tabs}
      notice={problem && !detail && <ProblemBanner title={text.unread} problem={problem} />}
      screen={isGone(props, problem) ? <EmptyState title={text.gone}>{words.common.wasRemoved}</EmptyState> : undefined}
      width={width}
      onClose={onClose}
    />
  );
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
        title={text.title}
        entries={[
          { label: facts.id, value: shortId(id), copy: id, mono: true },
          textFact(facts.driver, driver),
          ...(scope ? [textFact(facts.scope, scope)] : []),
          ...subnets.map((subnet, at) => textFact(at === 0 ? text.subnet : text.nextSubnet({ n: at + 1 }), subnet)),
          ...gateways.map((gateway, at) =>
            textFact(at === 0 ? text.gateway : text.nextGateway({ n: at + 1 }), gateway),
          ),
          { label: text.internal, value: internal ? text.isInternal : no },
          { label: text.attachable, value: attachable ? yes : no },
          { label: text.ipv6, value: ipv6 ? yes : no },
          { label: facts.created, value: <When time={created} /> },
        ]}
      />
      <FactGroup title={facts.driverOptions} entries={mapFacts(options)} />
      <FactGroup title={facts.labels} entries={mapFacts(labels)} />
    </Facts>
  );
}

function Members({ detail, item, target }: OverviewProps): ReactNode {
  const session = useSession();
  const members = new Map(detail.members.map((member) => [member.id, member]));
  return (
    <FactGroup title={text.containers}>
      <ContainerLinks containers={item?.users ?? []} none={text.noContainer}>
        {(container) => <MemberEnd container={container} member={members.get(container.id)} target={target} />}
      </ContainerLinks>
      {target && connect.fits(target) && (
        <p>
          <Button
            size="sm"
            {...guarded(connect, target, session)}
            onClick={() => void runAllowed(connect, [target], session)}
          >
            {connect.label}
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
          label={words.networks.disconnecting.of({ container: printable(container.name, 80) })}
          icon={Unplug}
          {...guarded(connect, target, session)}
          onClick={() => void disconnect(target, container, session)}
        />
      )}
    </>
  );
}
