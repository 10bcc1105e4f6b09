import { Container as ContainerIcon, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { containerFilter } from '../../../app/container-filter.ts';
import type { Container } from '../../../app/containers.ts';
import { formatNumber } from '../../../app/format.ts';
import { type ContainerTarget, containerTarget } from '../../commands/containers.ts';
import { runContainer } from '../../commands/create.ts';
import { useEngine, useList, useSession } from '../../session.tsx';
import type { Keyed } from '../../stores/list.ts';
import { Button } from '../../ui/Button.tsx';
import { lazily } from '../../ui/lazily.tsx';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { containerColumns, hiddenAtFirst } from './columns.tsx';
import { useGrouping } from './grouping.ts';
import { stateOf } from './state.ts';
import { useVisibleStats } from './use-visible-stats.ts';
import { bulkVerbs, containerVerbs } from './verbs.ts';

const kind: ObjectKind<Keyed<Container>, ContainerTarget> = {
  section: 'Containers',
  noun: 'container',
  nouns: 'containers',
  columns: containerColumns,
  hiddenAtFirst,
  sortAtFirst: { column: 'name', descending: false },
  rowName: (container, doing) =>
    `${container.name.slice(0, 200)} ${doing ?? stateOf(container).word} ${container.image.slice(0, 200)}`,
  placeholder: 'Filter… state:running label:tier=web',
  filter: containerFilter,
  facets: {
    health: ({ health }) => (health === 'none' ? [] : [health]),
    state: ({ state }) => [state],
    project: ({ project }) => (project === undefined ? [] : [project]),
    port: ({ ports }) => [
      ...new Set(ports.flatMap(({ hostPort }) => (hostPort === undefined ? [] : String(hostPort)))),
    ],
    // Compose's own say what project and service say already.
    label: ({ labels }) => labelFacets(labels).filter((label) => !label.startsWith('com.docker.compose.')),
    image: ({ image }) => [image],
  },
  verbs: containerVerbs,
  bulk: bulkVerbs,
  target: containerTarget,
  summary: (all) => `${formatNumber(all.filter(({ state }) => state === 'running').length)} running`,
  none: {
    icon: ContainerIcon,
    text: (
      <>
        Run one with the button above, or in a terminal, for example with <code>docker run -d --name web nginx</code>:
        it appears here by itself.
      </>
    ),
  },
  Detail: lazily(async () => (await import('./Detail.tsx')).ContainerDetailPane),
};

/** The section: every container of the selected engine, and the detail of the one that is open. */
export function Containers(): ReactNode {
  const list = useList(useSession().containers);
  const grouping = useGrouping();
  const onVisibleChange = useVisibleStats(list.items);
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
  const connected = useEngine()?.status.kind === 'connected';
  return (
    <Button
      icon={Play}
      disabled={!connected}
      reason="The engine is not connected."
      onClick={() => void runContainer.run(session)}
    >
      Run…
    </Button>
  );
}
