import { ChartLine } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { Container } from '../../../app/containers.ts';
import { containerFilter } from '../../../app/derive/container-filter.ts';
import { type ContainerTarget, containerTarget, restart, stop } from '../../commands/containers.ts';
import { compare } from '../../commands/stats.ts';
import { useList, useSession } from '../../hooks/session.tsx';
import type { Keyed, LiveItems } from '../../stores/lists/list.ts';
import { placeOf } from '../../stores/shown/place.ts';
import { words } from '../../words/words.ts';
import { type ListedContainer, useOrderByUse } from '../containers/use/use-order-by-use.ts';
import { useVisibleStats } from '../containers/use/use-visible-stats.ts';
import { containerVerbs } from '../containers/verbs.ts';
import { ObjectSection } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { Compare } from './Compare.tsx';
import { statsColumns } from './columns.tsx';

const own = words.stats.list;

const kind: ObjectKind<ListedContainer, ContainerTarget> = {
  section: 'stats',
  columns: statsColumns,
  hiddenAtFirst: ['age'],
  sortAtFirst: { column: 'cpu', descending: true },
  rowName: ({ name, image }) => `${name.slice(0, 200)} ${image.slice(0, 200)}`,
  placeholder: own.placeholder,
  filter: containerFilter,
  facets: {
    project: ({ project }) => (project === undefined ? [] : [project]),
    image: ({ image }) => [image],
  },
  verbs: { ...containerVerbs, commands: [compare, ...containerVerbs.commands] },
  bulk: [compare, stop, restart],
  target: containerTarget,
  none: { icon: ChartLine, text: own.noneNote },
  place: ({ key }) => placeOf(key, 'stats'),
};

/** The section: what all running containers use, sorted by it, and some of them beside each other. */
export function StatsPage(): ReactNode {
  const running = useRunning(useList(useSession().containers));
  const { list, isByUse } = useOrderByUse(running, kind.section, kind.sortAtFirst);
  const onVisibleChange = useVisibleStats(list.items, isByUse);
  return (
    <ObjectSection
      kind={kind}
      list={list}
      onVisibleChange={onVisibleChange}
      above={<Compare containers={running.items} />}
    />
  );
}

/** Of a list those that run. */
function useRunning(list: LiveItems<Keyed<Container>>): LiveItems<Keyed<Container>> {
  return useMemo(
    () => ({ ...list, items: new Map([...list.items].filter(([, { state }]) => state === 'running')) }),
    [list],
  );
}
