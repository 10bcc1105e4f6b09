import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Container, ContainerDetail } from '../../../app/containers.ts';
import { useEngineOf, useNowFor, useSession } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';
import { formatAge } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { isDown } from '../parts/EngineProblem.tsx';
import { ContainerState } from './ContainerState.tsx';
import css from './Detail.module.css';
import { sinceOf } from './state.ts';

/** A container's state with its age: `running since 3 min ago`, `exited 1 5 min ago`. */
export function HeadState(props: { container: Keyed<Container>; detail: ContainerDetail | undefined }): ReactNode {
  const { container, detail } = props;
  const isBusy = useStore(useSession().pending.state, (pending) => pending.has(container.key));
  const engine = useEngineOf(container);
  const down = engine && isDown(engine) ? engine : undefined;
  const now = useNowFor(down?.status.since ?? Math.max(detail?.startedAt ?? 0, detail?.finishedAt ?? 0));
  // What was inspected may be older than what the list says.
  const isKnown = !isBusy && detail?.state === container.state;
  const age = down
    ? words.common.asOf({ age: formatAge(down.status.since, now) })
    : isKnown
      ? sinceOf(detail, now)
      : undefined;
  return (
    <span className={css['state']}>
      <ContainerState container={container} />
      {age !== undefined && (
        // Without the engine the state says its age itself, unseen.
        <span className={css['since']} aria-hidden={down ? true : undefined}>
          {age}
        </span>
      )}
    </span>
  );
}
