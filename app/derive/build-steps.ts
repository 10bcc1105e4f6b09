import type { BuildStep } from '../builds.ts';
import type { TaskPart } from '../tasks.ts';

/** What a step's name says. */
export interface StepName {
  readonly instruction: string;
  readonly stage?: string;
  readonly number?: number;
  readonly total?: number;
}

/** What stands in brackets before an instruction is shorter, in characters: a platform, a stage and two numbers. */
const longestPlace = 500;

/** `[build 2/5] RUN make` → its parts. A platform before the stage is left out. */
export function readStepName(label: string): StepName {
  const end = label.slice(0, longestPlace).indexOf('] ');
  const words = label.slice(1, Math.max(end, 1)).split(' ');
  const [, number, total] = /^(\d+)\/(\d+)$/.exec(words.at(-1) ?? '') ?? [];
  if (!label.startsWith('[') || number === undefined) return { instruction: label };
  // No stage's name has a slash; every platform's has.
  const stage = words.slice(0, -1).findLast((word) => word !== '' && !word.includes('/'));
  const instruction = label.slice(end + 2);
  return { instruction, ...(stage ? { stage } : {}), number: Number(number), total: Number(total) };
}

/** Steps that a record keeps and a page lists; what a build has beyond is counted. */
export const mostSteps = 1_000;

/** The steps of a build that runs: its record has them once it has ended, until then the parts of its task are they. */
export function stepsOf(parts: readonly TaskPart[]): readonly BuildStep[] {
  return parts
    .flatMap(({ id, label, state, started, ended, current, step }): BuildStep[] => {
      if (!step) return [];
      const times = { ...(started === undefined ? {} : { started }), ...(ended === undefined ? {} : { ended }) };
      const size = current === undefined ? {} : { bytes: current };
      return [{ id, label, ...readStepName(label), ...step, state, cached: state === 'cached', ...times, ...size }];
    })
    .slice(0, mostSteps);
}
