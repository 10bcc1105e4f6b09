import { type ReactNode, useMemo } from 'react';
import { useDownEngines, useEngines, useNow, usePlace, useScope } from '../../hooks/session.tsx';
import type { Item, Keyed, LiveItems } from '../../stores/lists/list.ts';
import { openedKey } from '../../stores/shown/place.ts';
import { formatAge } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { type DownEngine, EngineBanner, EngineScreen, isDown } from '../parts/EngineProblem.tsx';
import { EnginesBanner, EnginesScreen } from '../parts/EnginesAway.tsx';
import { ListSection } from './ListSection.tsx';
import type { ObjectExtras, ObjectKind } from './types.ts';

interface ObjectSectionProps<T extends Keyed<Item>, Target> extends ObjectExtras<T> {
  readonly kind: ObjectKind<T, Target>;
  readonly list: LiveItems<T>;
  /** What the address names is no object: something is being chosen above the list. */
  readonly choosing?: boolean;
  /** Stands between the heading and the list. */
  readonly above?: ReactNode;
}

/**
 * A section: every object of one kind on the engines that the window looks at, and the detail of the one that is open. Until
 * the host has said which engines those are the empty list is drawn, so that rows find it ready.
 */
export function ObjectSection<T extends Keyed<Item>, Target>({
  choosing = false,
  ...props
}: ObjectSectionProps<T, Target>): ReactNode {
  const engines = useEngines();
  const opened = openedKey(usePlace(), useScope());
  const away = engines.filter(isDown);
  const [down] = away;
  const list = useReachable(props.list);
  const nothing = list.items.size === 0 && away.length === engines.length;
  const [Notice, Screen] = away.length > 1 ? [EnginesBanner, EnginesScreen] : [OneBanner, OneScreen];
  return (
    <ListSection
      {...props}
      list={list}
      opened={choosing ? undefined : opened}
      note={down && engines.length === 1 && <AsOf since={down.status.since} />}
      notice={down && <Notice engines={away} />}
      screen={down && nothing ? <Screen engines={away} /> : undefined}
    />
  );
}

function OneBanner({ engines: [engine] }: { engines: readonly DownEngine[] }): ReactNode {
  return engine && <EngineBanner engine={engine} />;
}

function OneScreen({ engines: [engine] }: { engines: readonly DownEngine[] }): ReactNode {
  return engine && <EngineScreen engine={engine} />;
}

/** Of several engines' lists joined: all that there is, where the rest cannot be read now. Of one, the list as it is. */
function useReachable<T>(list: LiveItems<T>): LiveItems<T> {
  const down = useDownEngines();
  return useMemo(() => {
    const { unread } = list;
    if (list.complete || !unread || ![...unread].every((engine) => down.has(engine))) return list;
    return { ...list, complete: true };
  }, [list, down]);
}

/** Follows the clock by itself: the list beside it does not change with its age. */
function AsOf({ since }: { since: number }): ReactNode {
  return words.common.asOf({ age: formatAge(since, useNow()) });
}
