import { useCallback, useMemo } from 'react';
import type { BuildRecord } from '../../../../app/builds.ts';
import { useSession, useTasks } from '../../../hooks/session.tsx';
import { withSteps } from '../../../stores/lists/builds.ts';
import type { Keyed, LiveItems } from '../../../stores/lists/list.ts';
import { taskKey } from '../../../stores/lists/tasks.ts';
import { useFollowed, useHostList } from '../../object/use-followed.ts';
import { useJoined } from '../../parts/joined.ts';

/** The history of builds, followed while the view is there; those that run have the steps that their tasks tell. */
export function useBuilds(): LiveItems<Keyed<BuildRecord>> {
  const builds = useHostList(useSession().builds);
  const tasks = useTasks().items;
  const join = useCallback((record: Keyed<BuildRecord>) => withSteps(record, tasks.get(taskKey(record.id))), [tasks]);
  return useJoined(builds, join);
}

/** The same with those that no Gantry asked for, where the engines that are looked at tell of them. */
export function useAllBuilds(): LiveItems<Keyed<BuildRecord>> {
  const builds = useBuilds();
  const others = useFollowed(useSession().otherBuilds).items;
  return useMemo(
    () => (others.size === 0 ? builds : { ...builds, items: new Map([...builds.items, ...others]) }),
    [builds, others],
  );
}
