import { useMemo, useState } from 'react';
import type { Container } from '../../../app/containers.ts';
import type { Grouping } from '../../ui/grid/types.ts';

/** Containers of a Compose project stand together under its name. */
export function useGrouping(): Grouping<Container> {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      groupOf: ({ project }) => project,
      header: (project, items) => ({ title: project, summary: summarise(items) }),
      collapsed,
      onCollapse: (project, isCollapsed) => {
        const next = new Set(collapsed);
        if (isCollapsed) next.add(project);
        else next.delete(project);
        setCollapsed(next);
      },
    }),
    [collapsed],
  );
}

/** `2 running, 1 exited` */
function summarise(items: readonly Container[]): string {
  const states = new Map<string, number>();
  for (const { state } of items) states.set(state, (states.get(state) ?? 0) + 1);
  return Array.from(states, ([state, n]) => `${n} ${state}`).join(', ');
}
