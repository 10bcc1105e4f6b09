import type { ResolvedFile, ResolvedStage } from '../../../app/dockerfile/resolve.ts';
import type { Scope } from '../../../app/dockerfile/scope.ts';
import type { Instruction } from '../../../app/dockerfile/types.ts';
import { StepText } from './step-text.ts';

/** A step that a build may have. */
export interface Step {
  readonly text: StepText;
  /** Of the Dockerfile, from 1. */
  readonly line: number;
}

/** The steps of a stage, in the order in which builders number them. */
export interface StageSteps {
  /** In small letters; as BuildKit calls it. */
  readonly name: string;
  readonly line: number;
  /** What BuildKit counts. */
  readonly counted: readonly Step[];
  /** How many BuildKit says they are, which may be more than it runs. */
  readonly total: number;
  /** The same, and what older ones say, which leave triggers out. */
  readonly totals: ReadonlySet<number>;
  /** `FROM` and all that follows it. */
  readonly all: readonly Step[];
}

/** Instructions that BuildKit counts as steps. */
const counts = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/** The steps of a file's stages. A stage's triggers are at its own `FROM`, where builders see them, too. */
export function stepsOf(file: ResolvedFile): StageSteps[] {
  const scopes = new Map<ResolvedStage, Scope>();
  return file.resolved.map((resolved) => {
    const scope = file.globalScope.stage(resolved.parent && scopes.get(resolved.parent));
    scopes.set(resolved, scope);
    return stageSteps(file, resolved, scope);
  });
}

function stageSteps({ file, budget }: ResolvedFile, { stage, base, parent }: ResolvedStage, scope: Scope): StageSteps {
  const { from, instructions, index, name } = stage;
  const stepOf = (instruction: Instruction, line: number): Step => {
    return { text: StepText.of(instruction, scope, file.escape, budget), line };
  };
  const first = stepOf(from, from.line);
  // A stage on top of another one, or of nothing, has no step of its own for FROM.
  const counted: Step[] = parent || base === 'scratch' ? [] : [first];
  const all: Step[] = [first];
  let total = counted.length;
  const triggers = (parent?.stage.instructions ?? []).flatMap(({ trigger }) => trigger ?? []);
  for (const trigger of triggers) {
    if (counts.has(trigger.keyword)) counted.push(stepOf(trigger, from.line));
    scope.take(trigger);
  }
  total += triggers.length;
  let folder: string | undefined;
  for (const instruction of instructions) {
    const step = stepOf(instruction, instruction.line);
    all.push(step);
    if (counts.has(instruction.keyword)) {
      total += 1;
      if (instruction.keyword === 'WORKDIR') folder = folderIn(folder, scope.expand(instruction.rest));
      // The root is there already.
      if (instruction.keyword !== 'WORKDIR' || folder !== '/') counted.push(step);
    }
    scope.take(instruction);
  }
  const totals = new Set([total, total - triggers.length]);
  return { name: (name ?? `stage-${index}`).toLowerCase(), line: from.line, counted, total, totals, all };
}

/** Where WORKDIR leads from a folder; undefined where that cannot be told. */
function folderIn(folder: string | undefined, path: string | undefined): string | undefined {
  if (path === undefined || path.length > 4_000) return undefined;
  const whole = path.startsWith('/') ? path : folder === undefined ? undefined : `${folder}/${path}`;
  if (whole === undefined) return undefined;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
