import { Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ServiceTarget } from '../../commands/swarm/services.ts';
import { useSession } from '../../hooks/session.tsx';
import { words } from '../../words/words.ts';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { useFollowed } from '../object/use-followed.ts';
import { hiddenAtFirst, isComplete, type ServiceRow, serviceColumns, serviceFilter } from './columns.tsx';
import { ServiceDetailPane, serviceTarget, serviceVerbs } from './Detail.tsx';

const kind: ObjectKind<ServiceRow, ServiceTarget> = {
  section: 'services',
  columns: serviceColumns,
  hiddenAtFirst,
  sortAtFirst: { column: 'name', descending: false },
  rowName: ({ name, image }) => `${name.slice(0, 200)} ${image.slice(0, 200)}`,
  placeholder: words.lists.filterExample({ example: 'complete:no stack:shop' }),
  filter: serviceFilter,
  facets: {
    complete: (service) => [isComplete(service) ? 'yes' : 'no'],
    stack: ({ stack }) => (stack ? [stack] : []),
    mode: ({ mode }) => [mode],
    label: ({ labels }) => labelFacets(labels),
  },
  verbs: serviceVerbs,
  target: serviceTarget,
  summary: (services) => {
    const count = services.filter((service) => !isComplete(service)).length;
    return count === 0 ? '' : words.services.summary({ count });
  },
  none: { icon: Workflow, text: words.services.noneText },
  Detail: ServiceDetailPane,
};

/** The section: the services of every swarm that the window looks at a manager of. */
export function Services(): ReactNode {
  const session = useSession();
  return <ObjectSection kind={kind} list={useFollowed(session.services)} />;
}
