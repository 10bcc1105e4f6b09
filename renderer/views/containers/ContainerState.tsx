import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Container } from '../../../app/containers.ts';
import { useEngine, useNow, useSession } from '../../session.tsx';
import { StateDot } from '../../ui/StateDot.tsx';
import { isDown } from '../EngineProblem.tsx';
import { stateNow } from './state.ts';

/** A container's state as it is now: what is being done to it, or how old what is known of it is. */
export function ContainerState({ container }: { container: Container }): ReactNode {
  const doing = useStore(useSession().pending.state, (pending) => pending.get(container.id));
  const engine = useEngine();
  const now = useNow();
  return <StateDot {...stateNow(container, doing, engine && isDown(engine) ? engine.status.since : undefined, now)} />;
}
