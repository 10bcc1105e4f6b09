import type { ComposeProject } from '../../app/compose.ts';
import { words } from './words.ts';

/**
 * How many of a project's containers run: `2 running`, `1 of 2 running`; where none does, what they are:
 * `1 created, 2 exited`, or `not created` when there is none.
 */
export function statesOf({ containers }: Pick<ComposeProject, 'containers'>): string {
  const { states } = words.compose;
  const counts = new Map<string, number>();
  for (const { state } of containers) counts.set(state, (counts.get(state) ?? 0) + 1);
  const running = counts.get('running');
  if (running !== undefined) {
    return running === containers.length
      ? states.running({ running })
      : states.someRunning({ running, all: containers.length });
  }
  if (counts.size === 0) return states.none;
  return states.counts({ counts: [...counts].sort(([a], [b]) => a.localeCompare(b)) });
}
