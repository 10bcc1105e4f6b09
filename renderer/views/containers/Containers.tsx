import { Container as ContainerIcon, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { ofCompose } from '../../../app/compose.ts';
import { containerFilter } from '../../../app/derive/container-filter.ts';
import { type ContainerTarget, containerTarget } from '../../commands/containers.ts';
import { runContainer } from '../../commands/create.ts';
import { useEngines, useList, useSession } from '../../hooks/session.tsx';
import { useHeldButton } from '../../hooks/use-held.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { lazily } from '../../ui/layout/lazily.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { words } from '../../words/words.ts';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { containerColumns, hiddenAtFirst } from './columns.tsx';
import { useGrouping } from './grouping.ts';
import { stateOf } from './state.ts';
import { type ListedContainer, useOrderByUse } from './use/use-order-by-use.ts';
import { useVisibleStats } from './use/use-visible-stats.ts';
import { bulkVerbs, containerVerbs } from './verbs.ts';

const { list, running, refusals } = words.containers;

const kind: ObjectKind<ListedContainer, ContainerTarget> = {
  section: 'containers',
  columns: containerColumns,
  hiddenAtFirst,
  sortAtFirst: { column: 'name', descending: false },
  rowName: (container, doing) =>
    `${container.name.slice(0, 200)} ${doing ?? stateOf(container).word} ${container.image.slice(0, 200)}`,
  placeholder: list.placeholder,
  filter: containerFilter,
  facets: {
    health: ({ health }) => (health === 'none' ? [] : [health]),
    state: ({ state }) => [state],
    project: ({ project }) => (project === undefined ? [] : [project]),
    port: ({ ports }) => [
      ...new Set(ports.flatMap(({ hostPort }) => (hostPort === undefined ? [] : String(hostPort)))),
    ],
    // Compose's own say what project and service say already.
    label: ({ labels }) => labelFacets(labels).filter((label) => !label.startsWith(ofCompose)),
    image: ({ image }) => [image],
  },
  verbs: containerVerbs,
  bulk: bulkVerbs,
  target: containerTarget,
  summary: (all) => running({ count: all.filter(({ state }) => state === 'running').length }),
  none: {
    icon: ContainerIcon,
    text: <Filled text={list.none} names={{ command: <code>docker run -d --name web nginx</code> }} />,
  },
  Detail: lazily(async () => (await import('./Detail.tsx')).ContainerDetailPane),
};

/** The section: every container of the engines that the window looks at, and the detail of the one that is open. */
export function Containers(): ReactNode {
  const { list, isByUse } = useOrderByUse(useList(useSession().containers), kind.section, kind.sortAtFirst);
  const grouping = useGrouping();
  const onVisibleChange = useVisibleStats(list.items, isByUse);
  return (
    <ObjectSection
      kind={kind}
      list={list}
      grouping={grouping}
      onVisibleChange={onVisibleChange}
      controls={<RunButton />}
    />
  );
}

function RunButton(): ReactNode {
  const session = useSession();
  const held = useHeldButton();
  const connected = useEngines().some(({ status }) => status.kind === 'connected');
  return (
    <Button
      icon={Play}
      disabled={!connected}
      reason={refusals.notConnected}
      {...held}
      onClick={() => void runContainer.run(session)}
    >
      {list.run}
    </Button>
  );
}
