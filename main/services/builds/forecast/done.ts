import type { BuildRecord } from '../../../../app/builds.ts';
import { neededOf, type PlannedStage } from './plan.ts';

/**
 * The lines of instructions that a build brought to their end, or had from the cache: all that it needed where it came to its
 * own, as its record keeps no more than a thousand steps.
 */
export function doneBy(
  { state, steps, target }: Pick<BuildRecord, 'state' | 'steps' | 'target'>,
  stages: readonly PlannedStage[],
): number[] {
  if (state === 'succeeded') {
    const needed = neededOf(stages, target);
    return stages.flatMap((stage, index) => (needed.has(index) ? stage.steps.map(({ line }) => line) : []));
  }
  return steps.flatMap(({ line, state: did }) =>
    line !== undefined && (did === 'done' || did === 'cached') ? line : [],
  );
}
