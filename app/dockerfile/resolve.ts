import { budgetFor, type GivenArguments, Scope } from './scope.ts';
import type { Budget } from './shell.ts';
import { type Parts, partsOf, type Stage } from './stages.ts';
import type { Dockerfile } from './types.ts';

/** A stage with what its base stands for. */
export interface ResolvedStage {
  readonly stage: Stage;
  /** Its base with arguments filled in; undefined where only the builder can tell. */
  readonly base: string | undefined;
  /** The stage of the same file that it starts from. */
  readonly parent?: ResolvedStage;
}

/** A file with the bases of its stages. */
export interface ResolvedFile extends Parts {
  readonly file: Dockerfile;
  readonly resolved: readonly ResolvedStage[];
  /** What is before the first `FROM`. */
  readonly globalScope: Scope;
  readonly budget: Budget;
}

/** Stages whose bases are looked for; who has more has made them by a program. */
const mostStages = 500;

/** Fills in the bases of a file's stages with its global arguments: their defaults, or what the build is given. */
export function resolveFile(file: Dockerfile, given: GivenArguments): ResolvedFile {
  const parts = partsOf(file);
  const budget = budgetFor(file.text);
  const globalScope = Scope.global(file.escape, budget, given);
  for (const instruction of parts.globals) globalScope.take(instruction);
  const byName = new Map<string, ResolvedStage>();
  const resolved = parts.stages.slice(0, mostStages).map((stage) => {
    const base = stage.base && globalScope.expand(stage.base.text);
    const parent = base === undefined ? undefined : byName.get(base.toLowerCase());
    const found: ResolvedStage = { stage, base, ...(parent ? { parent } : {}) };
    if (stage.name !== undefined) byName.set(stage.name.toLowerCase(), found);
    return found;
  });
  return { ...parts, file, resolved, globalScope, budget };
}
