import { Construction } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Heading } from './Heading.tsx';

/** A section that this version does not have yet: says so, and what to use meanwhile. */
export function later(section: string, cli: string): ComponentType {
  return function Later(): ReactNode {
    return (
      <>
        <Heading title={section} />
        <EmptyState
          icon={Construction}
          title={`${section} are not in this version yet`.replace('Activity are', 'Activity is')}
        >
          Until then, <code>{cli}</code> in a terminal shows them.
        </EmptyState>
      </>
    );
  };
}
