import { type ReactNode, useCallback } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { NodeDetail } from '../../../app/swarm/nodes.ts';
import { shortId } from '../../../app/text/short-id.ts';
import { activate, drain, type NodeTarget, nodeCommands } from '../../commands/swarm/nodes.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { inspectTab, isGone, overviewTab } from '../object/detail-tabs.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { useFollowed } from '../object/use-followed.ts';
import { FactGroup, Facts, mapFacts, textFact, When } from '../parts/Facts.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { Tasks } from '../swarm/Tasks.tsx';
import { nodeState, roleWord } from '../swarm/wording.ts';
import type { NodeRow } from './columns.tsx';

const text = words.nodes.detail;
const { facts } = words.parts;

/** What can be done to a node, and what of it can be copied. */
export const nodeVerbs: Verbs<NodeTarget> = {
  commands: nodeCommands,
  copies: { name: ({ node }) => node.name, id: ({ node }) => node.id },
};

/** What verbs are done to. */
export function nodeTarget(row: NodeRow): NodeTarget {
  return { engine: row.engine, node: row };
}

/** Everything about one node. */
export function NodeDetailPane(props: DetailProps<NodeRow>): ReactNode {
  const { objectKey, engine, id, item, width, onClose } = props;
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.nodes.inspect({ engine, id }, { signal }),
    [engine, id],
  );
  const { answer: detail, problem } = useAnswer(ask, item);
  const name = item?.name ?? detail?.name ?? shortId(id);
  const overview = (detail: NodeDetail) => <Overview detail={detail} />;
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={name}
      target={item && nodeTarget(item)}
      verbs={nodeVerbs}
      shown={[drain, activate]}
      tabs={[overviewTab(detail, overview), inspectTab(name, detail)]}
      notice={problem && !detail && <ProblemBanner title={text.unread} problem={problem} />}
      screen={isGone(props, problem) ? <EmptyState title={text.gone}>{words.common.wasRemoved}</EmptyState> : undefined}
      width={width}
      onClose={onClose}
    />
  );
}

function Overview({ detail }: { detail: NodeDetail }): ReactNode {
  // Tasks say of which service they are by its id alone.
  useFollowed(useSession().services);
  const { id, availability, address, engineVersion, platform, cores, memory, created, labels } = detail;
  const machine = text.machine({ cores: text.cores({ count: cores }), memory: formatBytes(memory) });
  return (
    <Facts>
      <Tasks of={({ node }) => node === id} none={words.services.tasks.noneOnNode} />
      <FactGroup
        title={text.title}
        entries={[
          { label: facts.id, value: shortId(id), copy: id, mono: true },
          { label: text.role, value: roleWord(detail) },
          { label: text.availability, value: words.nodes.availability[availability] },
          { label: text.state, value: <StateDot {...nodeState(detail)} /> },
          textFact(text.address, address),
          textFact(text.engine, engineVersion),
          textFact(text.platform, platform),
          ...(memory > 0 ? [{ label: text.resources, value: machine }] : []),
          { label: facts.created, value: <When time={created} /> },
        ]}
      />
      <FactGroup title={facts.labels} entries={mapFacts(labels)} />
    </Facts>
  );
}
