import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Container } from '../../../app/containers.ts';
import { useEngineOf, useNow, useSession } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { isDown } from '../parts/EngineProblem.tsx';
import { lastKnown, stateNow } from './state.ts';

/** A container's state as it is now: what is being done to it, or how old what is known of it is. */
export function ContainerState({ container }: { container: Keyed<Container> }): ReactNode {
  const doing = useStore(useSession().pending.state, (pending) => pending.get(container.key));
  const engine = useEngineOf(container);
  if (engine && isDown(engine)) return <LastKnown container={container} since={engine.status.since} />;
  return <StateDot {...stateNow(container, doing)} />;
}

/** Alone follows the clock: what is known now has no age. */
function LastKnown({ container, since }: { container: Container; since: number }): ReactNode {
  return <StateDot {...lastKnown(container, since, useNow())} />;
}
