import type { BuildRecord, BuildStep } from '../../../app/builds.ts';
import { count, formatDuration } from '../../../app/format.ts';
import type { StateTone } from '../../ui/StateDot.tsx';
import type { LineMark, LineProblem } from '../editor/types.ts';

/** A build's result as shape, colour and word. */
export function resultOf({ state }: BuildRecord): { readonly tone: StateTone; readonly word: string } {
  const results = {
    running: { tone: 'busy', word: 'Running' },
    succeeded: { tone: 'running', word: 'Succeeded' },
    failed: { tone: 'bad', word: 'Failed' },
    cancelled: { tone: 'exited', word: 'Cancelled' },
  } as const;
  return results[state];
}

/** What people call a build: its tag, or its folder when it has none. */
export function nameOf({ tags, folder }: BuildRecord): string {
  return tags[0] ?? folder.split(/[/\\]/).findLast((part) => part !== '') ?? folder;
}

/**
 * The steps that a cache can spare: instructions, without those that only name a base image. Builders never call
 * these cached, so that a build from the cache alone would seem to have run something.
 */
function instructions({ steps }: BuildRecord): readonly BuildStep[] {
  return steps.filter((step) => step.number !== undefined && !isBase(step));
}

function isBase({ instruction }: BuildStep): boolean {
  return /^FROM\s/i.test(instruction);
}

/** How much of a build came from the cache, from 0 to 1; undefined before any step is known. */
export function cachedPart(record: BuildRecord): number | undefined {
  const all = instructions(record);
  return all.length === 0 ? undefined : all.filter(({ cached }) => cached).length / all.length;
}

/** `4 of 7 cached`; empty before any step is known. */
export function cacheShare(record: BuildRecord): string {
  const all = instructions(record);
  return all.length === 0 ? '' : `${all.filter(({ cached }) => cached).length} of ${all.length} cached`;
}

/** What a step took, in ms; while it runs, up to `now`. Undefined when it did not begin. */
export function spanOf({ started, ended }: BuildStep | BuildRecord, now: number): number | undefined {
  return started === undefined ? undefined : (ended ?? Math.max(now, started)) - started;
}

/**
 * Why these steps ran and others did not: `COPY . . changed: 3 steps ran, 2 from cache`. Undefined while nothing is
 * known of any step.
 */
export function explain(record: BuildRecord): string | undefined {
  const { changedFrom, noCache, state } = record;
  const all = instructions(record);
  if (all.length === 0) return undefined;
  const cached = all.filter(({ cached }) => cached).length;
  const ran = all.filter(({ cached, state }) => !cached && hasRun(state)).length;
  if (noCache) return `Without the cache: ${count(ran, 'step')} ran`;
  const shares = `${count(ran, 'step')} ran, ${cached} from cache`;
  if (changedFrom) return `${withoutPlace(changedFrom.label)} changed: ${shares}`;
  if (ran > 0) return shares;
  return state === 'succeeded' ? `Nothing changed: all ${count(cached, 'step')} from cache` : undefined;
}

function hasRun(state: BuildStep['state']): boolean {
  return state === 'done' || state === 'running' || state === 'failed' || state === 'cancelled';
}

/** `[build 2/5] COPY . .` → `COPY . .` */
function withoutPlace(label: string): string {
  const instruction = label.replace(/^\[[^\]]*\]\s*/, '');
  return instruction.length > 60 ? `${instruction.slice(0, 59)}…` : instruction;
}

/** What the editor's margin says about the lines of the Dockerfile that was built. */
export function marksOf({ steps, changedFrom }: BuildRecord): readonly LineMark[] {
  const marks = new Map<number, LineMark>();
  for (const step of steps) {
    const { line, number, state, cached } = step;
    if (line === undefined || number === undefined || marks.has(line)) continue;
    const first = changedFrom?.line === line ? 'Changed: from here on the steps ran again' : undefined;
    const title = first ?? step.label;
    if (cached) marks.set(line, { line, tone: 'cached', text: 'cached', title });
    else if (state === 'failed') marks.set(line, { line, tone: 'failed', text: 'failed', title });
    else if (state === 'running') marks.set(line, { line, tone: 'running', text: 'running', title });
    else if (state === 'done') {
      const ms = spanOf(step, 0) ?? 0;
      // A base image that is there already takes no time.
      if (isBase(step) && ms < 100) continue;
      marks.set(line, { line, tone: 'ran', text: ms < 100 ? `${Math.round(ms)} ms` : formatDuration(ms), title });
    }
  }
  return [...marks.values()];
}

/** What a build found wrong, on its lines. */
export function problemsOf({ error, warnings }: BuildRecord): readonly LineProblem[] {
  return [
    ...(error?.line === undefined ? [] : [{ line: error.line, message: error.message, source: 'Build' }]),
    ...warnings.flatMap(({ line, message }) =>
      line === undefined ? [] : [{ line, message, source: 'Build', severity: 'warning' as const }],
    ),
  ];
}
