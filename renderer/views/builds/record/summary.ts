import type { BuildError, BuildRecord, BuildStep } from '../../../../app/builds.ts';
import type { StateTone } from '../../../ui/marks/StateDot.tsx';
import { formatNumber } from '../../../words/language/figures.ts';
import { saidWithDetail } from '../../../words/problems.ts';
import { formatDuration } from '../../../words/times.ts';
import { words } from '../../../words/words.ts';
import type { LineMark, LineProblem } from '../../editor/types.ts';

const { results: resultWords, result, why } = words.builds;

/** A build's result as shape, colour and word. */
export function resultOf({ state }: BuildRecord): { readonly tone: StateTone; readonly word: string } {
  const results = {
    running: { tone: 'busy', word: resultWords.running },
    succeeded: { tone: 'running', word: resultWords.succeeded },
    failed: { tone: 'bad', word: resultWords.failed },
    cancelled: { tone: 'exited', word: resultWords.cancelled },
  } as const;
  return results[state];
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
  if (record.elsewhere) return record.stepCount === 0 ? undefined : record.cachedCount / record.stepCount;
  const all = instructions(record);
  return all.length === 0 ? undefined : all.filter(({ cached }) => cached).length / all.length;
}

/** `4 of 7 cached`; empty before any step is known. */
export function cacheShare(record: BuildRecord): string {
  const { elsewhere, cachedCount: told, stepCount } = record;
  // Nothing is known of its steps but how many they are.
  if (elsewhere) return stepCount === 0 ? '' : result.cachedShare({ cached: told, all: stepCount });
  const all = instructions(record);
  const cached = all.filter(({ cached }) => cached).length;
  return all.length === 0 ? '' : result.cachedShare({ cached, all: all.length });
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
  const { changedFrom, noCache, state, goesOn } = record;
  if (goesOn !== undefined) return why.goesOn({ instruction: withoutPlace(goesOn) });
  const all = instructions(record);
  if (all.length === 0) return undefined;
  const cached = all.filter(({ cached }) => cached).length;
  const ran = all.filter(({ cached, state }) => !cached && hasRun(state)).length;
  if (noCache) return why.withoutCache({ ran });
  if (changedFrom) return why.changed({ instruction: withoutPlace(changedFrom.label), ran, cached });
  if (ran > 0) return why.ran({ ran, cached });
  return state === 'succeeded' ? why.nothing({ cached }) : undefined;
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
export function marksOf({ steps, changedFrom, error }: BuildRecord): readonly LineMark[] {
  const marks = new Map<number, LineMark>();
  for (const step of steps) {
    const { line, number, state, cached } = step;
    if (line === undefined || number === undefined || marks.has(line)) continue;
    const first = changedFrom?.line === line ? result.changedFrom : undefined;
    const title = first ?? step.label;
    if (cached) marks.set(line, { line, tone: 'cached', text: result.cached, title });
    else if (state === 'failed') {
      const below = error?.line === line && error.lines ? { below: error.lines } : {};
      marks.set(line, { line, tone: 'failed', text: result.stepFailed, title, ...below });
    } else if (state === 'running') marks.set(line, { line, tone: 'running', text: result.running, title });
    else if (state === 'done') {
      const ms = spanOf(step, 0) ?? 0;
      // A base image that is there already takes no time.
      if (isBase(step) && ms < 100) continue;
      marks.set(line, {
        line,
        tone: 'ran',
        text: ms < 100 ? words.units.milliseconds({ n: formatNumber(Math.round(ms)) }) : formatDuration(ms),
        title,
      });
    }
  }
  return [...marks.values()];
}

/** What went wrong, in the builder's words or, where it has none, in ours. */
export function errorText({ message, cause }: BuildError): string {
  return cause ? saidWithDetail(cause) : message;
}

/** What a build found wrong, on its lines. */
export function problemsOf({ error, warnings }: BuildRecord): readonly LineProblem[] {
  return [
    ...(error?.line === undefined ? [] : [{ line: error.line, message: errorText(error), source: result.source }]),
    ...warnings.flatMap(({ line, message }) =>
      line === undefined ? [] : [{ line, message, source: result.source, severity: 'warning' as const }],
    ),
  ];
}
