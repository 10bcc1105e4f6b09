import { useMemo, useState } from 'react';
import type { Container } from '../../../app/containers.ts';
import { logsTogether } from '../../commands/container-open.ts';
import { containerTarget, restart, start, stop } from '../../commands/containers.ts';
import { useEngineNames, useSession } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';
import type { Grouping } from '../../ui/grid/model/types.ts';
import { printable } from '../../ui/printable.ts';
import { statesOf } from '../../words/projects.ts';
import { words } from '../../words/words.ts';
import { objectMenu } from '../object/object-menu.ts';
import { bulkActions } from '../parts/verb-items.ts';
import { containerVerbs } from './verbs.ts';

/** What a project's row shows: there is room for four. */
const groupVerbs = [stop, start, restart, logsTogether];

/** Containers of a Compose project stand together under its name, with verbs for all of them. Each engine's project is one of its own. */
export function useGrouping(): Grouping<Keyed<Container>> {
  const session = useSession();
  const { several, names } = useEngineNames();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const targets = (items: readonly Keyed<Container>[]) => items.map(containerTarget);
    return {
      // The names put them in order, the id tells apart what has the same.
      groupOf: ({ project, engine }) =>
        several && project !== undefined ? `${project} ${names.get(engine) ?? ''} ${engine}` : project,
      header: (id, items) => {
        const project = items[0]?.project ?? id;
        const engine = several ? names.get(items[0]?.engine ?? '') : undefined;
        const title =
          engine === undefined ? project : words.parts.onEngine({ what: project, engine: printable(engine, 40) });
        return { title, summary: statesOf({ containers: items }) };
      },
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
  }, [session, several, names, collapsed]);
}
