import { useMemo, useState } from 'react';
import { statesOf } from '../../../app/compose.ts';
import type { Container } from '../../../app/containers.ts';
import { containerTarget, logsTogether, restart, start, stop } from '../../commands/containers.ts';
import { useSession } from '../../session.tsx';
import type { Keyed } from '../../stores/list.ts';
import type { Grouping } from '../../ui/grid/types.ts';
import { objectMenu } from '../object/object-menu.ts';
import { bulkActions } from '../verb-items.ts';
import { containerVerbs } from './verbs.ts';

/** What a project's row shows: there is room for four. */
const groupVerbs = [stop, start, restart, logsTogether];

/** Containers of a Compose project stand together under its name, with verbs for all of them. */
export function useGrouping(): Grouping<Keyed<Container>> {
  const session = useSession();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const targets = (items: readonly Keyed<Container>[]) => items.map(containerTarget);
    return {
      groupOf: ({ project }) => project,
      header: (project, items) => ({ title: project, summary: statesOf({ containers: items }) }),
      collapsed,
      onCollapse: (project, isCollapsed) => {
        const next = new Set(collapsed);
        if (isCollapsed) next.add(project);
        else next.delete(project);
        setCollapsed(next);
      },
      actions: (_project, items) => bulkActions(groupVerbs, targets(items), session),
      menu: (_project, items) => objectMenu(containerVerbs, targets(items), session),
    };
  }, [session, collapsed]);
}
