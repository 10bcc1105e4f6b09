import { Cpu } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NodeTarget } from '../../commands/swarm/nodes.ts';
import { useSession } from '../../hooks/session.tsx';
import { words } from '../../words/words.ts';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { useFollowed } from '../object/use-followed.ts';
import { hiddenAtFirst, type NodeRow, nodeColumns, nodeFilter } from './columns.tsx';
import { NodeDetailPane, nodeTarget, nodeVerbs } from './Detail.tsx';

const kind: ObjectKind<NodeRow, NodeTarget> = {
  section: 'nodes',
  columns: nodeColumns,
  hiddenAtFirst,
  sortAtFirst: { column: 'name', descending: false },
  rowName: ({ name, role }) => `${name.slice(0, 200)} ${role}`,
  placeholder: words.lists.filterExample({ example: 'role:worker state:down' }),
  filter: nodeFilter,
  facets: {
    role: ({ role }) => [role],
    state: ({ state }) => [state],
    availability: ({ availability }) => [availability],
    label: ({ labels }) => labelFacets(labels),
  },
  verbs: nodeVerbs,
  target: nodeTarget,
  none: { icon: Cpu, text: words.nodes.noneText },
  Detail: NodeDetailPane,
};

/** The section: the nodes of every swarm that the window looks at a manager of. */
export function Nodes(): ReactNode {
  const session = useSession();
  return <ObjectSection kind={kind} list={useFollowed(session.nodes)} />;
}
