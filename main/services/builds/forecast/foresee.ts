import type { ForecastLine, ForecastReason } from '../../../../app/build/forecasts.ts';
import type { PlannedStage, PlannedStep, Source } from './plan.ts';

/** The first file of a step that is another; `unread`: not all of them could be looked at. */
export type FileChange = Extract<ForecastReason, { readonly kind: 'file' | 'unread' }>;

/** What is known of a build that is over. */
export interface Before {
  readonly stages: readonly PlannedStage[];
  /** The lines of instructions that ran to their end, or came from the cache. */
  readonly done: ReadonlySet<number>;
  /** The ids of images that it stood on or copied from, by their names; those that the engine did not have have none. */
  readonly images: ReadonlyMap<string, string>;
  /** Arguments whose values are not known any more. */
  readonly forgotten: ReadonlySet<string>;
}

/** What is known of the build to come. */
export interface Now {
  readonly stages: readonly PlannedStage[];
  /** Indices of those that it needs. */
  readonly needed: ReadonlySet<number>;
  readonly images: ReadonlyMap<string, string>;
  /** All are made anew, or the stages of these names, in small letters. */
  readonly noCache: true | ReadonlySet<string>;
  readonly pull: boolean;
  /** What is another among the files of the step at a line. */
  changeOf(line: number): FileChange | undefined;
}

/** What a stage has come to: all as it was, or a line from which that is not so. */
interface Reached {
  readonly runs?: number;
  readonly unknown?: number;
}

type Verdict = Pick<ForecastLine, 'verdict' | 'reason'>;

/**
 * Which instructions the cache will spare: those that are as they were, on what is as it was, with files that are as they
 * were. Builders decide by the same; what they alone know is said to be unknown.
 */
export function foresee(before: Before, now: Now): readonly ForecastLine[] {
  const reached: Reached[] = [];
  return now.stages.flatMap((stage, index) => {
    const old = sameStage(before.stages, stage, index);
    const parent = stage.parent === undefined ? undefined : reached[stage.parent];
    const walk = new Walk(before, now, reached, { stage, old, from: parent ?? {} });
    const lines = stage.steps.map((step, place) => walk.step(step, old?.steps[place]));
    reached[index] = walk.reached;
    return now.needed.has(index) ? lines : [];
  });
}

/** By its name, else by its place. */
function sameStage(stages: readonly PlannedStage[], { name }: PlannedStage, index: number): PlannedStage | undefined {
  const named = name === undefined ? undefined : stages.find((one) => one.name === name);
  return named ?? (stages[index]?.name === undefined || name === undefined ? stages[index] : undefined);
}

class Walk {
  reached: Reached;
  readonly #before: Before;
  readonly #now: Now;
  readonly #others: readonly Reached[];
  readonly #stage: PlannedStage;
  readonly #old: PlannedStage | undefined;
  /** Of the base, for the first step that stands on it. */
  #base: ForecastReason | undefined;

  constructor(
    before: Before,
    now: Now,
    others: readonly Reached[],
    {
      stage,
      old,
      from,
    }: { readonly stage: PlannedStage; readonly old: PlannedStage | undefined; readonly from: Reached },
  ) {
    this.#before = before;
    this.#now = now;
    this.#others = others;
    this.#stage = stage;
    this.#old = old;
    this.reached = from;
    const { base } = stage;
    if (base === undefined) return;
    if (old && old.base !== base) this.#base = { kind: 'base', image: base };
    else this.#base = this.#imageReason(base);
    if (now.pull && !this.#base) this.reached = { unknown: stage.line };
  }

  step(step: PlannedStep, old: PlannedStep | undefined): ForecastLine {
    const { line } = step;
    const verdict = this.#verdict(step, old);
    if (verdict.verdict === 'runs') this.reached = { runs: this.reached.runs ?? line };
    else if (verdict.verdict === 'unknown') {
      const { unknown = this.#stage.line } = this.reached;
      // Of a doubt about the base the first step on it says why.
      this.reached = { unknown: unknown === this.#stage.line ? line : unknown };
    }
    return { line, ...verdict };
  }

  #verdict(step: PlannedStep, old: PlannedStep | undefined): Verdict {
    const { runs, unknown } = this.reached;
    // BuildKit keeps what WORKDIR made even then.
    if (this.#isAnew()) return step.keyword === 'WORKDIR' ? doubt({ kind: 'no-cache' }) : run({ kind: 'no-cache' });
    if (runs !== undefined) return run({ kind: 'before', line: runs });
    if (this.#base) return run(this.#base);
    const own = this.#ownReason(step, old);
    if (own) return own;
    if (unknown === undefined) return { verdict: 'cached' };
    return doubt(unknown === this.#stage.line ? { kind: 'pull' } : { kind: 'before', line: unknown });
  }

  #isAnew(): boolean {
    const { noCache } = this.#now;
    return noCache === true || (this.#stage.name !== undefined && noCache.has(this.#stage.name));
  }

  #ownReason(step: PlannedStep, old: PlannedStep | undefined): Verdict | undefined {
    if (!old || old.keyword !== step.keyword || old.text !== step.text) return run({ kind: 'written' });
    if (!this.#before.done.has(old.line)) return run({ kind: 'never' });
    if (step.keyword === 'RUN') {
      const set = this.#settings(step, old);
      if (set) return set;
    }
    const change = this.#now.changeOf(step.line);
    if (change) return change.kind === 'file' ? run(change) : doubt(change);
    for (const source of step.sources) {
      const reason = this.#sourceReason(source);
      if (reason) return reason;
    }
    return undefined;
  }

  #settings(step: PlannedStep, old: PlannedStep): Verdict | undefined {
    const now = this.#stage.settings.slice(0, step.settings);
    const then = (this.#old?.settings ?? []).slice(0, old.settings);
    const at = Array.from({ length: Math.max(now.length, then.length) }).findIndex(
      (_, index) => now[index]?.text !== then[index]?.text,
    );
    if (now.some(({ argument }) => argument !== undefined && this.#before.forgotten.has(argument))) {
      return doubt({ kind: 'values' });
    }
    return at < 0 ? undefined : run({ kind: 'setting', line: now[at]?.line ?? step.line });
  }

  #sourceReason(source: Source): Verdict | undefined {
    if (source.kind === 'elsewhere') return doubt({ kind: 'fetched' });
    if (source.kind === 'image') {
      const reason = this.#imageReason(source.image);
      return reason && run(reason);
    }
    if (source.kind !== 'stage') return undefined;
    const { runs, unknown } = this.#others[source.index] ?? {};
    const line = runs ?? unknown;
    return line === undefined ? undefined : doubt({ kind: 'stage', line });
  }

  #imageReason(image: string): ForecastReason | undefined {
    const [then, now] = [this.#before.images.get(image), this.#now.images.get(image)];
    return then !== undefined && now !== undefined && then !== now ? { kind: 'base', image } : undefined;
  }
}

function run(reason: ForecastReason): Verdict {
  return { verdict: 'runs', reason };
}

function doubt(reason: ForecastReason): Verdict {
  return { verdict: 'unknown', reason };
}
