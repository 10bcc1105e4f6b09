import type { BuildStep } from '../../../../app/builds.ts';
import { groupBy } from '../../../../app/derive/group-by.ts';

/** Steps of one stage; those of no stage have none. */
export interface StageRow {
  readonly kind: 'stage';
  /** The stage's name; the builder's own work has ''. */
  readonly name: string;
  readonly open: boolean;
  readonly steps: number;
  readonly cached: number;
  readonly state: BuildStep['state'];
  /** ms since the epoch; of the first that began. */
  readonly started: number | undefined;
  /** ms since the epoch; absent while one runs or waits. */
  readonly ended: number | undefined;
}

export interface StepRow {
  readonly kind: 'step';
  readonly step: BuildStep;
}

export type Row = StageRow | StepRow;

/**
 * The steps below the stages that they are of, in the order in which the stages are told first; steps of a folded stage are
 * left out. Where there is one stage alone, its steps stand beside the builder's own work, as the builder tells them.
 */
export function rowsOf(steps: readonly BuildStep[], folded: ReadonlySet<string>): readonly Row[] {
  const stages = groupBy(steps, ({ stage }) => stage ?? '');
  if ([...stages.keys()].filter((name) => name !== '').length < 2) {
    return steps.map((step) => ({ kind: 'step', step }));
  }
  return [...stages].flatMap(([name, steps]): Row[] => {
    const open = !folded.has(name);
    const inside = open ? steps.map((step) => ({ kind: 'step', step }) as const) : [];
    return [stageRow(name, steps, open), ...inside];
  });
}

function stageRow(name: string, steps: readonly BuildStep[], open: boolean): StageRow {
  const state = stateOf(steps);
  const isOver = state !== 'running' && state !== 'waiting';
  const times = steps.flatMap(({ started, ended }) => (started === undefined ? [] : [{ started, ended }]));
  const ends = times.flatMap(({ ended }) => ended ?? []);
  return {
    kind: 'stage',
    name,
    open,
    steps: steps.length,
    cached: steps.filter(({ cached }) => cached).length,
    state,
    started: leastOf(times.map(({ started }) => started)),
    ended: isOver && ends.length > 0 ? ends.reduce((a, b) => Math.max(a, b)) : undefined,
  };
}

function leastOf(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((a, b) => Math.min(a, b));
}

/** What a stage is like: as its worst, else as what goes on, else as all of it. */
function stateOf(steps: readonly BuildStep[]): BuildStep['state'] {
  const has = (state: BuildStep['state']) => steps.some((step) => step.state === state);
  if (has('failed')) return 'failed';
  if (has('cancelled')) return 'cancelled';
  if (has('running')) return 'running';
  if (has('waiting')) return has('done') || has('cached') ? 'running' : 'waiting';
  return has('done') ? 'done' : 'cached';
}

/** Where a span lies on the time of a build, both from 0 to 1; undefined for what has not begun. */
export function placeOf(
  { started, ended }: { readonly started?: number | undefined; readonly ended?: number | undefined },
  axis: Axis,
): { readonly from: number; readonly to: number } | undefined {
  if (started === undefined) return undefined;
  const all = Math.max(1, axis.to - axis.from);
  const at = (time: number) => Math.min(1, Math.max(0, (time - axis.from) / all));
  return { from: at(started), to: at(ended ?? axis.to) };
}

/** The time that a build takes, in ms since the epoch, by the clock of its builder. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

/** From the first step that began to the last that ended, or to now while one runs. */
export function axisOf(steps: readonly BuildStep[], now: number): Axis | undefined {
  const from = leastOf(steps.flatMap(({ started }) => started ?? []));
  if (from === undefined) return undefined;
  const to = steps.reduce((last, { state, started = 0, ended }) => {
    return Math.max(last, ended ?? (state === 'running' ? now : started));
  }, from);
  return { from, to };
}
